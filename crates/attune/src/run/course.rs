//! What a run comes to, and how that is told.

use attune_console::HandOver;
use attune_model::{ApplyReport, Outcome, Plan, StepResult};
use attune_report::json::{ApplyDocument, PlanDocument, ProblemV1};
use attune_report::{Report, text};

use super::{Carry, Site};
use crate::cli::{OutputArgs, ReportFormat};
use crate::commands::talk_error;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::saved::Origin;
use crate::waiting::{self, Checklist};
use crate::{applied, output, record, report};

/// What has come about so far; on a failure the rest is missing.
#[derive(Debug, Default)]
pub(crate) struct Course {
    /// The tenant's name; empty where that could not be read.
    pub(crate) tenant: String,
    plan: Option<Plan>,
    problems: Vec<ProblemV1>,
    report: Option<ApplyReport>,
    /// What is left for an operator.
    checklist: Option<Checklist>,
    /// What the vendors get of what this run made.
    hand_over: Vec<HandOver>,
}

impl Course {
    /// A plan was made or read. `problems` are its own, with their places where they have any.
    pub(crate) fn planned(&mut self, plan: &Plan, problems: Vec<ProblemV1>) {
        plan.tenant.as_str().clone_into(&mut self.tenant);
        record::named(&self.tenant);
        record::planned(plan.steps.len());
        self.plan = Some(plan.clone());
        self.problems = problems;
    }

    /// How many steps the plan has.
    pub(crate) fn steps(&self) -> Option<usize> {
        Some(self.plan.as_ref()?.steps.len())
    }

    /// How many of them wait for an operator.
    pub(crate) fn waiting(&self) -> Option<usize> {
        let results = &self.report.as_ref()?.results;
        let waiting = |result: &&StepResult| matches!(result.outcome, Outcome::Pending { .. });
        Some(results.iter().filter(waiting).count())
    }

    /// The checklist for an operator.
    pub(crate) fn checklist(&self) -> Option<String> {
        Some(self.checklist.as_ref()?.text.clone())
    }

    /// Carries a plan out, and leaves what waits for an operator where `apply --resume` finds it.
    pub(crate) async fn carry_out(
        &mut self,
        carry: Carry<'_>,
        site: Site<'_>,
        origin: &Origin,
    ) -> Result<Exit, CommandError> {
        let Site {
            tenant,
            mut console,
            wording,
            // Locked until what waits is written down.
            mut ledger,
        } = site;
        let plan = carry.plan;
        let carried = carry.out(tenant, &mut console, &mut ledger).await;
        console.close().await;
        // First of all: what was done is told also where the rest fails.
        let done = self.report.insert(carried);
        self.hand_over = waiting::handed_over(&origin.hand_over, plan, done);
        self.checklist = waiting::leave(origin, &wording, tenant, plan, done).await?;
        let exit = report::apply_exit(done);
        if let (Exit::Done | Exit::Waiting, Some(applied)) = (exit, &origin.applied) {
            applied::note(&mut ledger, applied)?;
        }
        Ok(exit)
    }

    /// Tells on stdout and in every report that was asked for what the run came to, whatever that is.
    pub(crate) fn tell(
        &self,
        args: &OutputArgs,
        ended: Result<Exit, CommandError>,
    ) -> Result<Exit, CommandError> {
        let (code, error) = match ended {
            Ok(exit) => (exit, None),
            Err(error) => (error.exit(), Some(error)),
        };
        let checklist = self.checklist.as_ref();
        let checklist = checklist.map(|left| left.place.display().to_string());
        if args.format == ReportFormat::Text {
            self.tell_in_words(args, checklist.as_deref())?;
        }
        let why = error.as_ref().map(CommandError::json);
        let report = Report {
            tenant: &self.tenant,
            plan: self.plan.as_ref(),
            problems: &self.problems,
            results: self.report.as_ref(),
            checklist: checklist.as_deref(),
            error: why.as_ref(),
        };
        let plan = self.plan.as_ref().map(|plan| {
            let code = report::plan_exit(plan, true).code();
            PlanDocument::of(plan, self.problems.clone(), code)
        });
        let mut document = ApplyDocument::of(plan, self.report.as_ref(), code.code());
        document.checklist.clone_from(&checklist);
        document.error.clone_from(&why);
        let delivered = report::deliver(args, &report, &document);
        if let Some(error) = &error {
            talk_error(error);
        }
        delivered?;
        Ok(code)
    }

    fn tell_in_words(
        &self,
        args: &OutputArgs,
        checklist: Option<&str>,
    ) -> Result<(), CommandError> {
        if let Some(report) = &self.report {
            let options = output::text_options(args.full);
            let text = text::apply_report(report, &options);
            output::result(&format!("\n{text}"))?;
        }
        for hand_over in &self.hand_over {
            output::result(&in_words(hand_over))?;
        }
        if let Some(checklist) = checklist {
            output::talk(&format!(
                "Steps wait for an operator at the admin console: {checklist}\n\
                 `attune apply --resume` goes on with them.\n"
            ));
        }
        Ok(())
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
