//! `attune apply`: plans, asks, carries out, verifies.

use attune_apply::ledger::Ledger;
use attune_apply::note_found;
use attune_model::Policy;

use crate::cli::ApplyArgs;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::run::{Course, Entry, approve, show_plan};
use crate::stage::Stage;
use crate::{clock, lock, report};

pub(crate) async fn run(args: &ApplyArgs) -> Result<Exit, CommandError> {
    let mut course = Course::default();
    let ended = match &args.plan {
        Some(file) => super::apply_saved::run(&mut course, args, file).await,
        None if args.resume => super::resume::run(&mut course, args).await,
        None => planned_now(&mut course, args).await,
    };
    course.tell(&args.run.output, ended)
}

async fn planned_now(course: &mut Course, args: &ApplyArgs) -> Result<Exit, CommandError> {
    let stage = Stage::load(&args.manifest)?;
    course.tenant = stage.tenant();
    let rotate = stage.api_users(&args.rotate)?;
    let mut entry = Entry::of(&stage, &args.run).await?;
    let policy = Policy {
        rotate,
        ..entry.policy.clone()
    };
    let mut ledger = lock::ledger(&stage.state, "apply", &args.run.lock).await?;
    let observed = entry.observe(&ledger).await?;
    let plan = stage.plan(&observed, &policy);
    course.planned(&plan, report::problems(&stage.manifest, &plan));
    show_plan(&args.run, &plan)?;
    report::talk_problems(&stage.manifest, &plan);
    if !plan.can_apply() {
        return Ok(report::plan_exit(&plan, false));
    }
    let entries = Ledger::read(&stage.state)?;
    note_found(&mut ledger, &entries, &observed, &plan, clock::now())?;
    if plan.steps.is_empty() {
        return Ok(report::plan_exit(&plan, false));
    }
    approve(&args.run, &plan)?;
    entry.carry_out(course, ledger, &plan).await
}
