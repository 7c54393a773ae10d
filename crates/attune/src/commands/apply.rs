//! `attune apply`: plans, asks, carries out, verifies.

use attune_apply::ledger::Ledger;
use attune_apply::ports::TenantRead as _;
use attune_apply::{Before, note_found};
use attune_model::Policy;

use crate::cli::ApplyArgs;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::run::{Carry, Course, Site, approve, show_plan};
use crate::saved::Origin;
use crate::stage::Stage;
use crate::{clock, connection, console, lock, report};

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
    let wording = console::wording(&args.run.operator)?;
    let rotate = stage.api_users(&args.rotate)?;
    let tenant = connection::connect(&stage.manifest.connection).await?;
    let identity = tenant.identity().await?;
    let seat = stage.seat(&args.run.browser, &identity);
    let mut console = console::console_of(&args.run.operator, seat).await?;
    let allowed = console::policy(&args.run.allow, &identity.console_url).await?;
    let policy = Policy { rotate, ..allowed };
    let mut ledger = lock::ledger(&stage.state, "apply", &args.run.lock).await?;
    let observed = stage.observe(&tenant, ledger.memory()).await?;
    console.learn(&observed);
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
    let carry = Carry {
        credentials: &stage.credentials,
        sinks: &stage.sinks(),
        before: Before::default(),
        plan: &plan,
    };
    let site = Site {
        tenant: &tenant,
        console,
        wording: wording.at(&identity.console_url),
        ledger,
    };
    let origin = Origin::of_stage(&stage, &args.run.allow, None);
    course.carry_out(carry, site, &origin).await
}
