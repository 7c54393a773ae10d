//! `attune undo`: takes back what a run changed. Plans, asks, carries out, verifies, like `apply`.

use attune_apply::{UndoError, undo};

use crate::cli::UndoArgs;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::run::{Course, Entry, approve, show_plan};
use crate::stage::Stage;
use crate::{lock, output, report};

pub(crate) async fn run(args: &UndoArgs) -> Result<Exit, CommandError> {
    let mut course = Course::default();
    let ended = taken_back(&mut course, args).await;
    course.tell(&args.run.output, ended)
}

async fn taken_back(course: &mut Course, args: &UndoArgs) -> Result<Exit, CommandError> {
    let stage = Stage::load(&args.manifest).await?;
    course.tenant = stage.tenant();
    // Before the ledger is opened, which makes its folder: where nothing was done, nothing is left behind.
    let entries = stage.state.entries()?;
    let mut entry = Entry::of(&stage, &args.run).await?;
    if entries.is_empty() {
        return Err(CommandError::from(UndoError::NothingDone));
    }
    let ledger = lock::ledger(&stage.state, "undo", &args.run.lock).await?;
    let observed = entry.observe(&ledger).await?;
    let entries = stage.state.entries()?;
    let taken_back = undo(&entries, args.of.as_deref(), &observed)?;
    output::talk(&format!(
        "Taking back the run {} of {}.\n",
        taken_back.run, taken_back.at
    ));
    let desired = &stage.manifest.desired;
    let plan = attune_plan::judged(
        desired,
        &observed,
        &entry.policy,
        taken_back.steps,
        taken_back.notes,
    );
    course.planned(&plan, report::problems_alone(&plan));
    show_plan(&args.run, &plan)?;
    report::talk_problems_alone(&plan);
    if !plan.can_apply() || plan.steps.is_empty() {
        return Ok(report::plan_exit(&plan, false));
    }
    approve(&args.run, &plan)?;
    entry.carry_out(course, ledger, &plan, None).await
}
