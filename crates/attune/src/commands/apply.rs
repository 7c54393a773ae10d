//! `attune apply`: plans, asks, carries out, verifies.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use attune_apply::ledger::Ledger;
use attune_apply::ports::{ActAs, Console, Probe, ResourceWrite, TenantRead};
use attune_apply::{CredentialFiles, Executor};
use attune_model::{ApplyReport, CredentialSink, Handle, Outcome, Plan, StepId, TenantIdentity};
use attune_report::json::{ApplyDocument, PlanDocument, ProblemV1};
use attune_report::text::TextOptions;
use attune_report::{Report, text};

use super::talk_error;
use crate::cli::{ApplyArgs, OutputArgs, ReportFormat, RunArgs};
use crate::console::Seat;
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
        Err(error) => return ended(args, None, &Course::default(), &Err(error)),
    };
    let mut course = Course::default();
    let exit = course.run(args, &stage).await;
    ended(args, Some(&stage), &course, &exit)
}

impl Course {
    async fn run(&mut self, args: &ApplyArgs, stage: &Stage) -> Result<Exit, CommandError> {
        let tenant = connection::connect(&stage.manifest.connection).await?;
        let TenantIdentity {
            database,
            console_url,
            zone: _,
            rest_url: _,
        } = tenant.identity().await?;
        let seat = Seat {
            browser: &args.run.browser,
            state: &stage.state,
            tenant: &stage.tenant(),
            database,
        };
        let mut console = console::console(args.run.console, &console_url, seat).await?;
        let policy = console::policy(&args.run.allow, &console_url).await?;
        let mut ledger = Ledger::open(&stage.state, &clock::run_name())?;
        if let Some(recovered) = ledger.recovered() {
            output::talk(&format!("warning: {recovered}\n"));
        }
        let observed = stage.observe(&tenant, ledger.memory()).await?;
        console.learn(&observed);
        let plan = self.plan.insert(stage.plan(&observed, &policy));
        show_plan(&args.run, plan)?;
        report::talk_problems(&stage.manifest, plan);
        if !plan.can_apply() || plan.steps.is_empty() {
            return Ok(report::plan_exit(plan, false));
        }
        approve(&args.run, plan)?;
        let report = self.report.insert(
            carry_out(
                &stage.credentials,
                &stage.sinks(),
                plan,
                &tenant,
                &mut console,
                &mut ledger,
            )
            .await,
        );
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
    sinks: &BTreeMap<Handle, CredentialSink>,
    plan: &Plan,
    tenant: &(impl TenantRead + ResourceWrite + ActAs + Probe),
    console: &mut impl Console,
    ledger: &mut Ledger,
) -> ApplyReport {
    let mut progress = Bar::new();
    let executor = Executor::new(tenant, console, ledger, credentials, &clock::now);
    executor.with_sinks(sinks).run(plan, &mut progress).await
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

/// In text the plan comes before the question; in other formats it is a part of the document at the end.
pub(super) fn show_plan(args: &RunArgs, plan: &Plan) -> Result<(), CommandError> {
    let options = output::text_options(args.output.full);
    match args.output.format {
        ReportFormat::Text => output::result(&text::plan(plan, &options)),
        ReportFormat::Json | ReportFormat::Markdown | ReportFormat::Html => {
            if !args.auto_approve {
                let options = TextOptions {
                    colour: output::colour(),
                    ..options
                };
                output::talk(&text::plan(plan, &options));
            }
            Ok(())
        }
    }
}

/// One typed word, or `--auto-approve`.
pub(super) fn approve(args: &RunArgs, plan: &Plan) -> Result<(), CommandError> {
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

/// What a run came to, whatever that is.
pub(super) struct Ending<'a> {
    pub(super) tenant: String,
    pub(super) plan: Option<&'a Plan>,
    pub(super) problems: Vec<ProblemV1>,
    pub(super) report: Option<&'a ApplyReport>,
    pub(super) checklist: Option<&'a Path>,
}

impl Ending<'_> {
    /// Tells it on stdout and in every report that was asked for.
    pub(super) fn tell(
        &self,
        args: &OutputArgs,
        exit: &Result<Exit, CommandError>,
    ) -> Result<Exit, CommandError> {
        let error = exit.as_ref().err();
        let code = exit.as_ref().map_or_else(CommandError::exit, |exit| *exit);
        let checklist = self.checklist.map(|path| path.display().to_string());
        if args.format == ReportFormat::Text {
            if let Some(report) = self.report {
                let options = output::text_options(args.full);
                let text = text::apply_report(report, &options);
                output::result(&format!("\n{text}"))?;
            }
            if let Some(checklist) = &checklist {
                output::talk(&format!(
                    "Steps wait for an operator at the admin console: {checklist}\n"
                ));
            }
        }
        let why = error.map(CommandError::json);
        let report = Report {
            tenant: &self.tenant,
            plan: self.plan,
            problems: &self.problems,
            results: self.report,
            checklist: checklist.as_deref(),
            error: why.as_ref(),
        };
        let plan = self.plan.map(|plan| {
            let code = report::plan_exit(plan, true).code();
            PlanDocument::of(plan, self.problems.clone(), code)
        });
        let mut document = ApplyDocument::of(plan, self.report, code.code());
        document.checklist.clone_from(&checklist);
        document.error.clone_from(&why);
        let delivered = report::deliver(args, &report, &document);
        if let Some(error) = error {
            talk_error(error);
        }
        delivered?;
        Ok(code)
    }
}

/// Tells how a run on a manifest ended.
fn ended(
    args: &ApplyArgs,
    stage: Option<&Stage>,
    course: &Course,
    exit: &Result<Exit, CommandError>,
) -> Result<Exit, CommandError> {
    let planned = stage.zip(course.plan.as_ref());
    let ending = Ending {
        tenant: stage.map(Stage::tenant).unwrap_or_default(),
        plan: course.plan.as_ref(),
        problems: planned
            .map(|(stage, plan)| report::problems(&stage.manifest, plan))
            .unwrap_or_default(),
        report: course.report.as_ref(),
        checklist: course.checklist.as_deref(),
    };
    ending.tell(&args.run.output, exit)
}
