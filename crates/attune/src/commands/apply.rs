//! `attune apply`: plans, asks, carries out, verifies.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use attune_apply::ledger::Ledger;
use attune_apply::ports::{ActAs, Console, Probe, ResourceWrite, TenantRead};
use attune_apply::{Before, Executor, Progress, Quiet, SecretSinks, note_found};
use attune_console::HandOver;
use attune_model::{ApplyReport, CredentialSink, Handle, Plan, Policy, TenantIdentity};
use attune_report::json::{ApplyDocument, PlanDocument, ProblemV1};
use attune_report::text::TextOptions;
use attune_report::{Report, text};

use super::talk_error;
use crate::cli::{ApplyArgs, OutputArgs, ReportFormat, RunArgs};
use crate::console::Seat;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::progress::Bar;
use crate::saved::Origin;
use crate::signals::Stop;
use crate::stage::Stage;
use crate::{clock, connection, console, lock, output, report, waiting};

/// What has come about so far; on a failure the rest is missing.
#[derive(Default)]
struct Course {
    plan: Option<Plan>,
    report: Option<ApplyReport>,
    checklist: Option<PathBuf>,
    hand_over: Vec<HandOver>,
}

pub(crate) async fn run(args: &ApplyArgs) -> Result<Exit, CommandError> {
    if args.resume {
        return super::resume::run(args).await;
    }
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
        let wording = console::wording(&args.run.operator)?;
        let rotate = stage.api_users(&args.rotate)?;
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
        let allowed = console::policy(&args.run.allow, &console_url).await?;
        let policy = Policy { rotate, ..allowed };
        let mut ledger = lock::ledger(&stage.state, "apply", &args.run.lock).await?;
        let observed = stage.observe(&tenant, ledger.memory()).await?;
        console.learn(&observed);
        let plan = self.plan.insert(stage.plan(&observed, &policy));
        show_plan(&args.run, plan)?;
        report::talk_problems(&stage.manifest, plan);
        if !plan.can_apply() {
            return Ok(report::plan_exit(plan, false));
        }
        let entries = Ledger::read(&stage.state)?;
        note_found(&mut ledger, &entries, &observed, plan, clock::now())?;
        if plan.steps.is_empty() {
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
        self.hand_over = waiting::handed_over(&origin.hand_over, plan, report);
        let wording = wording.at(&console_url);
        self.checklist = waiting::leave(&origin, &wording, &tenant, plan, report).await?;
        Ok(apply_exit(report))
    }
}

/// A plan, and what carrying it out takes beside the tenant.
pub(crate) struct Carry<'a> {
    pub(crate) credentials: &'a SecretSinks,
    pub(crate) sinks: &'a BTreeMap<Handle, CredentialSink>,
    /// What was there when the plan was made, where that was not now.
    pub(crate) before: Before,
    pub(crate) plan: &'a Plan,
}

impl Carry<'_> {
    /// Carries the plan out, until a signal says to stop.
    pub(crate) async fn out(
        self,
        tenant: &(impl TenantRead + ResourceWrite + ActAs + Probe),
        console: &mut impl Console,
        ledger: &mut Ledger,
    ) -> ApplyReport {
        // An operator hears of every step, and a bar would be written over.
        let mut bar = console.operator().is_none().then(Bar::new);
        let mut quiet = Quiet;
        let progress: &mut dyn Progress = match &mut bar {
            Some(bar) => bar,
            None => &mut quiet,
        };
        let stop = Stop::listen();
        let is_told = || stop.is_told();
        let executor = Executor::new(tenant, console, ledger, self.credentials, &clock::now);
        let executor = executor.with_sinks(self.sinks).since(self.before);
        let executor = executor.stopping_when(&is_told);
        executor.run(self.plan, progress).await
    }
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
    /// What the vendors get of what this run made.
    pub(super) hand_over: &'a [HandOver],
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
            for hand_over in self.hand_over {
                output::result(&in_words(hand_over))?;
            }
            if let Some(checklist) = &checklist {
                output::talk(&format!(
                    "Steps wait for an operator at the admin console: {checklist}\n\
                     `attune apply --resume` goes on with them.\n"
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

/// What is left for a vendor's own pages.
fn in_words(hand_over: &HandOver) -> String {
    let HandOver {
        product,
        api_user: _,
        place: _,
        steps,
        guide: _,
    } = hand_over;
    let mut lines = vec![
        String::new(),
        format!("Last, in {product}:"),
        hand_over.whereabouts(),
    ];
    lines.extend(steps.iter().map(|step| format!("  - {step}")));
    let lines = lines.iter().map(|line| attune_report::clean(line));
    lines.map(|line| format!("{line}\n")).collect()
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
        hand_over: &course.hand_over,
    };
    ending.tell(&args.run.output, exit)
}
