//! `attune apply PLAN`: looks again, refuses what moved, carries the saved plan out.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use attune_apply::ledger::{Event, Ledger, Memory};
use attune_apply::{Captures, Sight, observe};
use attune_console::HandOver;
use attune_model::ApplyReport;

use super::apply::{Carry, Ending, apply_exit, approve, show_plan};
use crate::cli::ApplyArgs;
use crate::console::Seat;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::saved::{Origin, SavedPlan, check_ledger, check_tenant, check_values};
use crate::{clock, connection, console, lock, progress, report, waiting};

/// What has come about so far.
#[derive(Default)]
struct Course {
    report: Option<ApplyReport>,
    checklist: Option<PathBuf>,
    hand_over: Vec<HandOver>,
}

pub(super) async fn run(args: &ApplyArgs, file: &Path) -> Result<Exit, CommandError> {
    let mut course = Course::default();
    match SavedPlan::read(file) {
        Ok(saved) => {
            let exit = course.run(args, file, &saved).await;
            ended(args, Some(&saved), &course, &exit)
        }
        Err(error) => ended(args, None, &course, &Err(error)),
    }
}

impl Course {
    async fn run(
        &mut self,
        args: &ApplyArgs,
        file: &Path,
        saved: &SavedPlan,
    ) -> Result<Exit, CommandError> {
        let plan = &saved.content.plan;
        let wording = console::wording(&args.run.operator)?;
        show_plan(&args.run, plan)?;
        report::talk_problems_alone(plan);
        if !plan.can_apply() || plan.steps.is_empty() {
            return Ok(report::plan_exit(plan, false));
        }
        let state = args.state(file, saved);
        // Before the ledger is opened, which makes its folder: a plan that is refused leaves nothing behind.
        let entries = Ledger::read(&state)?;
        check_ledger(saved, &entries)?;
        let from = saved.connection(file);
        let tenant = connection::connect(&from).await?;
        let what = format!("looking at {}", plan.tenant);
        let credentials = connection::sinks(&from, &saved.folder(file));
        // The plan stands on no right that only its API users see.
        let sinks = BTreeMap::new();
        let sight = Sight {
            memory: &Memory::of(&entries),
            captures: &Captures::read(&state)?,
            credentials: &credentials,
            sinks: &sinks,
            refused: &BTreeMap::new(),
        };
        let looking = observe(&tenant, &sight, clock::now());
        let observed = progress::while_waiting(&what, looking).await?;
        check_tenant(saved, observed.tenant.database)?;
        check_values(saved, &observed)?;
        let console_url = &observed.tenant.console_url;
        let seat = Seat {
            browser: &args.run.browser,
            connection: &from,
            state: &state,
            tenant: plan.tenant.as_str(),
            database: observed.tenant.database,
        };
        let mut console = console::console_of(&args.run.operator, console_url, seat).await?;
        console.learn(&observed);
        // What only the simulator may be told is asked again: this may be another tenant.
        console::policy(&saved.allow(), console_url).await?;
        approve(&args.run, plan)?;
        let mut ledger = lock::ledger(&state, "apply", &args.run.lock).await?;
        // Now that nobody else can write it.
        check_ledger(saved, &Ledger::read(&state)?)?;
        let digest = saved.digest.clone();
        ledger.append(clock::now(), Event::Plan { digest })?;
        let carry = Carry {
            credentials: &credentials,
            sinks: &sinks,
            before: saved.content.before.clone(),
            plan,
        };
        let carried = carry.out(&tenant, &mut console, &mut ledger).await;
        console.close().await;
        let report = self.report.insert(carried);
        let origin = Origin::of_saved(saved, file, state);
        self.hand_over = waiting::handed_over(&origin.hand_over, plan, report);
        let wording = wording.at(console_url);
        self.checklist = waiting::leave(&origin, &wording, &tenant, plan, report).await?;
        Ok(apply_exit(report))
    }
}

impl ApplyArgs {
    /// The folder of the ledger: as named now, else as when the plan was made.
    fn state(&self, file: &Path, saved: &SavedPlan) -> PathBuf {
        let named = self.manifest.state.clone();
        named.unwrap_or_else(|| saved.state(file))
    }
}

/// Tells how a run on a saved plan ended.
fn ended(
    args: &ApplyArgs,
    saved: Option<&SavedPlan>,
    course: &Course,
    exit: &Result<Exit, CommandError>,
) -> Result<Exit, CommandError> {
    let plan = saved.map(|saved| &saved.content.plan);
    let ending = Ending {
        tenant: plan.map(|plan| plan.tenant.to_string()).unwrap_or_default(),
        plan,
        problems: plan.map(report::problems_alone).unwrap_or_default(),
        report: course.report.as_ref(),
        checklist: course.checklist.as_deref(),
        hand_over: &course.hand_over,
    };
    ending.tell(&args.run.output, exit)
}
