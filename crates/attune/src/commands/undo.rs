//! `attune undo`: takes back what a run changed. Plans, asks, carries out, verifies, like `apply`.

use std::path::PathBuf;

use attune_apply::ledger::Ledger;
use attune_apply::ports::TenantRead as _;
use attune_apply::{Before, UndoError, undo};
use attune_model::{ApplyReport, Plan, TenantIdentity};

use super::apply::{Carry, Ending, apply_exit, approve, show_plan};
use crate::cli::UndoArgs;
use crate::console::Seat;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::saved::Origin;
use crate::stage::Stage;
use crate::{connection, console, lock, output, report, waiting};

/// What has come about so far.
#[derive(Default)]
struct Course {
    plan: Option<Plan>,
    report: Option<ApplyReport>,
    checklist: Option<PathBuf>,
}

pub(crate) async fn run(args: &UndoArgs) -> Result<Exit, CommandError> {
    let mut course = Course::default();
    match Stage::load(&args.manifest) {
        Ok(stage) => {
            let exit = course.run(args, &stage).await;
            ended(args, stage.tenant(), &course, &exit)
        }
        Err(error) => ended(args, String::new(), &course, &Err(error)),
    }
}

impl Course {
    async fn run(&mut self, args: &UndoArgs, stage: &Stage) -> Result<Exit, CommandError> {
        let wording = console::wording(&args.run.operator)?;
        // Before the ledger is opened, which makes its folder: where nothing was done, nothing is left behind.
        let entries = Ledger::read(&stage.state)?;
        let tenant = connection::connect(&stage.manifest.connection).await?;
        let TenantIdentity {
            database,
            console_url,
            zone: _,
            rest_url: _,
        } = tenant.identity().await?;
        let seat = Seat {
            browser: &args.run.browser,
            connection: &stage.manifest.connection,
            state: &stage.state,
            tenant: &stage.tenant(),
            database,
        };
        let mut console = console::console_of(&args.run.operator, &console_url, seat).await?;
        let policy = console::policy(&args.run.allow, &console_url).await?;
        let mut ledger = if entries.is_empty() {
            return Err(CommandError::from(UndoError::NothingDone));
        } else {
            lock::ledger(&stage.state, "undo", &args.run.lock).await?
        };
        let observed = stage.observe(&tenant, ledger.memory()).await?;
        console.learn(&observed);
        let entries = Ledger::read(&stage.state)?;
        let taken_back = undo(&entries, args.of.as_deref(), &observed)?;
        output::talk(&format!(
            "Taking back the run {} of {}.\n",
            taken_back.run, taken_back.at
        ));
        let desired = &stage.manifest.desired;
        let plan = attune_plan::judged(
            desired,
            &observed,
            &policy,
            taken_back.steps,
            taken_back.notes,
        );
        let plan = self.plan.insert(plan);
        show_plan(&args.run, plan)?;
        report::talk_problems_alone(plan);
        if !plan.can_apply() || plan.steps.is_empty() {
            return Ok(report::plan_exit(plan, false));
        }
        approve(&args.run, plan)?;
        let carry = Carry {
            credentials: &stage.credentials,
            sinks: &stage.sinks(),
            before: Before::default(),
            plan,
        };
        let carried = carry.out(&tenant, &mut console, &mut ledger).await;
        console.close().await;
        let report = self.report.insert(carried);
        let origin = Origin::of_stage(stage, &args.run.allow, None);
        let wording = wording.at(&console_url);
        self.checklist = waiting::leave(&origin, &wording, &tenant, plan, report).await?;
        Ok(apply_exit(report))
    }
}

/// Tells how a run ended.
fn ended(
    args: &UndoArgs,
    tenant: String,
    course: &Course,
    exit: &Result<Exit, CommandError>,
) -> Result<Exit, CommandError> {
    let plan = course.plan.as_ref();
    let ending = Ending {
        tenant,
        plan,
        problems: plan.map(report::problems_alone).unwrap_or_default(),
        report: course.report.as_ref(),
        checklist: course.checklist.as_deref(),
        hand_over: &[],
    };
    ending.tell(&args.run.output, exit)
}
