//! `attune apply`: plans, asks, carries out, verifies.

use std::path::{Path, PathBuf};

use attune_apply::ledger::Ledger;
use attune_apply::ports::{ActAs, Console, ResourceWrite, TenantRead};
use attune_apply::{CredentialFiles, Executor};
use attune_model::{ApplyReport, Outcome, Plan, StepId};
use attune_report::json::ApplyDocument;
use attune_report::text;

use super::talk_error;
use crate::cli::{ApplyArgs, Format};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::progress::Bar;
use crate::stage::Stage;
use crate::{clock, connection, console, output, report};

/// What has come about so far; on a failure the rest is missing.
#[derive(Default)]
struct Course {
    plan: Option<Plan>,
    report: Option<ApplyReport>,
    checklist: Option<PathBuf>,
}

pub(crate) async fn run(args: &ApplyArgs) -> Result<Exit, CommandError> {
    if let Some(file) = &args.plan {
        return super::apply_saved::run(args, file).await;
    }
    let stage = match Stage::load(&args.manifest) {
        Ok(stage) => stage,
        Err(error) => return ended(args, None, &Course::default(), Err(error)),
    };
    let mut course = Course::default();
    let exit = course.run(args, &stage).await;
    ended(args, Some(&stage), &course, exit)
}

impl Course {
    async fn run(&mut self, args: &ApplyArgs, stage: &Stage) -> Result<Exit, CommandError> {
        let tenant = connection::connect(&stage.manifest.connection).await?;
        let console_url = tenant.identity().await?.console_url;
        let mut console = console::console(args.console, &console_url).await?;
        let policy = console::policy(&args.allow, &console_url).await?;
        let mut ledger = Ledger::open(&stage.state, &clock::run_name())?;
        if let Some(recovered) = ledger.recovered() {
            output::talk(&format!("warning: {recovered}\n"));
        }
        let observed = stage.observe(&tenant, ledger.memory()).await?;
        let plan = self.plan.insert(stage.plan(&observed, &policy));
        show_plan(args, stage, plan)?;
        if !plan.can_apply() || plan.steps.is_empty() {
            return Ok(report::plan_exit(plan, false));
        }
        approve(args, plan)?;
        let report = self
            .report
            .insert(carry_out(&stage.credentials, plan, &tenant, &mut console, &mut ledger).await);
        self.checklist = checklist(&stage.state, plan, report)?;
        Ok(apply_exit(report))
    }
}

/// Writes the checklist, where steps wait for an operator.
pub(super) fn checklist(
    state: &Path,
    plan: &Plan,
    report: &ApplyReport,
) -> Result<Option<PathBuf>, CommandError> {
    let waiting = waiting(report);
    if waiting.is_empty() {
        return Ok(None);
    }
    let path = state.join("checklist.md");
    let text = attune_console::checklist(plan, &waiting);
    std::fs::write(&path, text).map_err(|cause| {
        CommandError::state(
            anyhow::Error::from(cause).context(path.display().to_string()),
            "The checklist for the operator could not be written; `attune plan` shows the same steps.",
        )
    })?;
    Ok(Some(path))
}

/// Carries a plan out.
pub(crate) async fn carry_out(
    credentials: &CredentialFiles,
    plan: &Plan,
    tenant: &(impl TenantRead + ResourceWrite + ActAs),
    console: &mut impl Console,
    ledger: &mut Ledger,
) -> ApplyReport {
    let mut progress = Bar::new();
    let executor = Executor::new(tenant, console, ledger, credentials, &clock::now);
    executor.run(plan, &mut progress).await
}

/// How a run ends.
pub(crate) fn apply_exit(report: &ApplyReport) -> Exit {
    if report.has_failed() {
        Exit::Error
    } else if report.is_waiting() {
        Exit::Waiting
    } else {
        Exit::Done
    }
}

fn waiting(report: &ApplyReport) -> Vec<StepId> {
    report
        .results
        .iter()
        .filter(|result| matches!(result.outcome, Outcome::Pending { .. }))
        .map(|result| result.step.clone())
        .collect()
}

/// In text the plan comes before the question; as JSON it is a part of the document at the end.
fn show_plan(args: &ApplyArgs, stage: &Stage, plan: &Plan) -> Result<(), CommandError> {
    match args.format {
        Format::Text => output::result(&text::plan(plan))?,
        Format::Json if args.auto_approve => {}
        Format::Json => output::talk(&text::plan(plan)),
    }
    report::talk_problems(&stage.manifest, plan);
    Ok(())
}

/// One typed word, or `--auto-approve`.
pub(super) fn approve(args: &ApplyArgs, plan: &Plan) -> Result<(), CommandError> {
    if args.auto_approve {
        return Ok(());
    }
    let question = format!(
        "\nCarry this out on {}? Only \"yes\" is taken for yes: ",
        plan.tenant
    );
    match output::ask(&question).as_deref() {
        Some("yes") => Ok(()),
        Some(_) => Err(CommandError::state(
            anyhow::Error::msg("the plan was not approved"),
            "Nothing was applied.",
        )),
        None => Err(CommandError::usage(
            "there is nobody to ask whether the plan is to be carried out",
            "Nothing was applied. Review the plan, then run with --auto-approve.",
        )),
    }
}

/// Writes the result, whatever came about.
fn ended(
    args: &ApplyArgs,
    stage: Option<&Stage>,
    course: &Course,
    exit: Result<Exit, CommandError>,
) -> Result<Exit, CommandError> {
    let code = match &exit {
        Ok(exit) => *exit,
        Err(error) => error.exit(),
    };
    let checklist = course
        .checklist
        .as_ref()
        .map(|path| path.display().to_string());
    if args.format == Format::Json {
        let plan = stage.zip(course.plan.as_ref()).map(|(stage, plan)| {
            report::plan_document(&stage.manifest, plan, report::plan_exit(plan, true))
        });
        let mut document = ApplyDocument::of(plan, course.report.as_ref(), code.code());
        document.checklist.clone_from(&checklist);
        document.error = exit.as_ref().err().map(CommandError::json);
        output::document(&document)?;
        if let Err(error) = &exit {
            talk_error(error);
        }
        return Ok(code);
    }
    if let Some(report) = &course.report {
        output::result(&format!("\n{}", text::apply_report(report)))?;
    }
    if let Some(checklist) = checklist {
        output::talk(&format!(
            "Steps wait for an operator at the admin console: {checklist}\n"
        ));
    }
    exit
}
