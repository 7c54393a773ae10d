//! `attune apply --resume`: goes on with the steps that wait since an earlier run.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use attune_apply::ledger::Ledger;
use attune_apply::{Captures, Sight, observe};
use attune_console::HandOver;
use attune_model::ApplyReport;

use super::apply::{Carry, Ending, apply_exit, approve, show_plan};
use crate::cli::{ApplyArgs, ReportFormat};
use crate::console::Seat;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::saved::{Origin, SavedPlan, check_rest, check_same_ledger, check_tenant};
use crate::stage::state_folder;
use crate::{clock, connection, console, lock, output, progress, report, waiting};

/// What has come about so far.
#[derive(Default)]
struct Course {
    report: Option<ApplyReport>,
    checklist: Option<PathBuf>,
    hand_over: Vec<HandOver>,
}

pub(super) async fn run(args: &ApplyArgs) -> Result<Exit, CommandError> {
    let state = state_folder(&args.manifest);
    let file = waiting::file_in(&state);
    let mut course = Course::default();
    let ledger = match open(args, &state, &file).await {
        Ok(ledger) => ledger,
        Err(error) => return ended(args, None, &course, &Err(error)),
    };
    let Some(ledger) = ledger else {
        if args.run.output.format == ReportFormat::Text {
            output::result("Nothing waits.\n")?;
        }
        return ended(args, None, &course, &Ok(Exit::Done));
    };
    match SavedPlan::read(&file) {
        Ok(saved) => {
            let exit = course.run(args, &file, state, &saved, ledger).await;
            ended(args, Some(&saved), &course, &exit)
        }
        Err(error) => ended(args, None, &course, &Err(error)),
    }
}

/// The ledger, where steps wait in its folder. It is opened before they are read: another run may be at them.
async fn open(args: &ApplyArgs, state: &Path, file: &Path) -> Result<Option<Ledger>, CommandError> {
    if !file.exists() {
        return Ok(None);
    }
    let ledger = lock::ledger(state, "apply", &args.run.lock).await?;
    Ok(file.exists().then_some(ledger))
}

impl Course {
    async fn run(
        &mut self,
        args: &ApplyArgs,
        file: &Path,
        state: PathBuf,
        saved: &SavedPlan,
        mut ledger: Ledger,
    ) -> Result<Exit, CommandError> {
        let plan = &saved.content.plan;
        let wording = console::wording(&args.run.operator)?;
        show_plan(&args.run, plan)?;
        let entries = Ledger::read(&state)?;
        check_same_ledger(saved, &entries)?;
        let from = saved.connection(file);
        let tenant = connection::connect(&from).await?;
        let what = format!("looking at {}", plan.tenant);
        let credentials = connection::sinks(&from, &saved.folder(file));
        // The plan stands on no right that only its API users see.
        let sinks = BTreeMap::new();
        let sight = Sight {
            memory: ledger.memory(),
            captures: &Captures::read(&state)?,
            credentials: &credentials,
            sinks: &sinks,
            refused: &BTreeMap::new(),
        };
        let looking = observe(&tenant, &sight, clock::now());
        let observed = progress::while_waiting(&what, looking).await?;
        check_tenant(saved, observed.tenant.database)?;
        check_rest(saved, &observed)?;
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

/// Tells how a run on the rest of a plan ended.
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
