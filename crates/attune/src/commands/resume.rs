//! `attune apply --resume`: goes on with the steps that wait since an earlier run.

use attune_apply::ledger::Memory;

use crate::cli::{ApplyArgs, ReportFormat};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::run::{Course, show_plan};
use crate::saved::{Ready, SavedPlan, check_rest, check_same_ledger};
use crate::stage::state_of;
use crate::{lock, output, report, waiting};

pub(super) async fn run(course: &mut Course, args: &ApplyArgs) -> Result<Exit, CommandError> {
    let state = state_of(&args.manifest).await?;
    let file = waiting::file_in(&state);
    if !file.exists() {
        return nothing(args);
    }
    // Before the steps are read: another run may be at them.
    let ledger = lock::ledger(&state, "apply", &args.run.lock).await?;
    if !file.exists() {
        return nothing(args);
    }
    let saved = SavedPlan::read(&file)?;
    let plan = &saved.content.plan;
    course.planned(plan, report::problems_alone(plan));
    show_plan(&args.run, plan)?;
    let entries = state.entries()?;
    check_same_ledger(&saved, &entries)?;
    let memory = Memory::of(&entries);
    let from = waiting::seen_from(&state);
    let ready = Ready::look(
        &saved,
        &from,
        state,
        &args.run,
        args.manifest.limits,
        &memory,
        check_rest,
    )
    .await?;
    ready.carry_out(course, ledger).await
}

fn nothing(args: &ApplyArgs) -> Result<Exit, CommandError> {
    if args.run.output.format == ReportFormat::Text {
        output::result("Nothing waits.\n")?;
    }
    Ok(Exit::Done)
}
