//! `attune apply PLAN`: looks again, refuses what moved, carries the saved plan out.

use std::path::Path;

use attune_apply::ledger::{Event, Memory};

use crate::cli::ApplyArgs;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::run::{Course, show_plan};
use crate::saved::{Ready, SavedPlan, check_ledger, check_values};
use crate::{clock, lock, report, state};

pub(super) async fn run(
    course: &mut Course,
    args: &ApplyArgs,
    file: &Path,
) -> Result<Exit, CommandError> {
    let saved = SavedPlan::read(file)?;
    let plan = &saved.content.plan;
    course.planned(plan, report::problems_alone(plan));
    show_plan(&args.run, plan)?;
    report::talk_problems_alone(plan);
    if !plan.can_apply() || plan.steps.is_empty() {
        return Ok(report::plan_exit(plan, false));
    }
    // Where the ledger is: as named now, else as when the plan was made.
    let named = args.manifest.state.clone();
    let state = state::open(named.unwrap_or_else(|| saved.state(file))).await?;
    // Before the ledger is opened, which makes its folder: a plan that is refused leaves nothing behind.
    let entries = state.entries()?;
    check_ledger(&saved, &entries)?;
    let memory = Memory::of(&entries);
    let ready = Ready::look(
        &saved,
        file,
        state,
        &args.run,
        args.manifest.limits,
        &memory,
        check_values,
    )
    .await?;
    let mut ledger = lock::ledger(&ready.state, "apply", &args.run.lock).await?;
    // Now that nobody else can write it.
    check_ledger(&saved, &ready.state.entries()?)?;
    let digest = saved.digest.clone();
    ledger.append(clock::now(), Event::Plan { digest })?;
    ready.carry_out(course, ledger).await
}
