//! Plans and their problems on their way out.

use attune_manifest::Manifest;
use attune_model::{ApplyReport, Plan, Problem, ProblemKind};
use attune_report::json::{PlanDocument, ProblemV1};
use attune_report::text::TextOptions;
use attune_report::{Report, html, markdown, text};
use serde::Serialize;

use crate::cli::{OutputArgs, ReportFile, ReportFormat};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::{file, output};

/// How a plan that is not carried out ends: what stops it, whether changes are due.
pub(crate) fn plan_exit(plan: &Plan, detailed: bool) -> Exit {
    if plan
        .problems
        .iter()
        .any(|problem| problem.kind == ProblemKind::Unreadable)
    {
        Exit::CouldNotLook
    } else if !plan.problems.is_empty() {
        Exit::Error
    } else if !plan.refused.is_empty() {
        Exit::Refused
    } else if detailed && !plan.steps.is_empty() {
        Exit::ChangesDue
    } else {
        Exit::Done
    }
}

/// How a plan that was carried out ends.
pub(crate) fn apply_exit(report: &ApplyReport) -> Exit {
    if report.has_failed() {
        Exit::Error
    } else if report.is_waiting() {
        Exit::Waiting
    } else {
        Exit::Done
    }
}

/// Says the problems of a plan with their places in the manifest.
pub(crate) fn talk_problems(manifest: &Manifest, plan: &Plan) {
    let diagnostics: Vec<_> = plan
        .problems
        .iter()
        .map(|problem| manifest.diagnose(problem))
        .collect();
    output::talk(&attune_manifest::render(&diagnostics, output::colour()));
}

/// A plan for programs.
pub(crate) fn plan_document(manifest: &Manifest, plan: &Plan, exit: Exit) -> PlanDocument {
    PlanDocument::of(plan, problems(manifest, plan), exit.code())
}

/// The problems of a plan with their places in the manifest.
pub(crate) fn problems(manifest: &Manifest, plan: &Plan) -> Vec<ProblemV1> {
    plan.problems
        .iter()
        .map(|problem| problem_v1(manifest, problem))
        .collect()
}

/// Writes a result to stdout in one format, and to every file that is asked for in its own.
///
/// A file that cannot be written keeps no other from being written; the first such error is returned.
pub(crate) fn deliver_each<F: Copy>(
    stdout: F,
    files: &[ReportFile<F>],
    rendered: impl Fn(F) -> Result<String, CommandError>,
) -> Result<(), CommandError> {
    output::result(&rendered(stdout)?)?;
    write_all(files, rendered)
}

fn write_all<F: Copy>(
    files: &[ReportFile<F>],
    rendered: impl Fn(F) -> Result<String, CommandError>,
) -> Result<(), CommandError> {
    let mut outcome = Ok(());
    for ReportFile { format, path } in files {
        let written = rendered(*format).and_then(|text| file::write(path, &text));
        outcome = outcome.and(written);
    }
    outcome
}

/// Writes a run to stdout, in a format other than text, and to every file that is asked for.
///
/// Text on stdout is left to the commands: they tell it piece by piece. A file that cannot be written keeps no other from
/// being written; the first such error is returned.
pub(crate) fn deliver(
    args: &OutputArgs,
    report: &Report<'_>,
    document: &impl Serialize,
) -> Result<(), CommandError> {
    if args.format != ReportFormat::Text {
        output::result(&rendered(args.format, args.full, report, document)?)?;
    }
    write_all(&args.report, |format| {
        rendered(format, args.full, report, document)
    })
}

fn rendered(
    format: ReportFormat,
    full: bool,
    report: &Report<'_>,
    document: &impl Serialize,
) -> Result<String, CommandError> {
    match format {
        ReportFormat::Text => {
            let options = TextOptions {
                full,
                ..TextOptions::default()
            };
            Ok(text::report(report, &options))
        }
        ReportFormat::Json => output::json(document),
        ReportFormat::Markdown => Ok(markdown::report(report)),
        ReportFormat::Html => Ok(html::report(report)),
    }
}

/// A plan for programs, where its manifest is not at hand.
pub(crate) fn plan_document_alone(plan: &Plan, exit: Exit) -> PlanDocument {
    PlanDocument::of(plan, problems_alone(plan), exit.code())
}

/// The problems of a plan whose manifest is not at hand.
pub(crate) fn problems_alone(plan: &Plan) -> Vec<ProblemV1> {
    plan.problems.iter().map(problem_alone).collect()
}

/// Says the problems of a plan whose manifest is not at hand.
pub(crate) fn talk_problems_alone(plan: &Plan) {
    for problem in &plan.problems {
        let line = format!("error[{}]: {}", problem.kind.id(), problem.message);
        let place = match problem.place.0.as_str() {
            "" => String::new(),
            place => format!(" (at {place})"),
        };
        output::talk(&format!("{}\n", attune_report::clean(&(line + &place))));
    }
}

fn problem_alone(problem: &Problem) -> ProblemV1 {
    ProblemV1 {
        kind: problem.kind.id().to_owned(),
        place: problem.place.to_string(),
        file: None,
        line: None,
        column: None,
        message: problem.message.clone(),
        help: problem.help.clone(),
    }
}

fn problem_v1(manifest: &Manifest, problem: &Problem) -> ProblemV1 {
    let location = manifest.diagnose(problem).location;
    ProblemV1 {
        file: location.as_ref().map(|location| location.file.clone()),
        line: location.as_ref().map(|location| location.line),
        column: location.as_ref().map(|location| location.column),
        ..problem_alone(problem)
    }
}
