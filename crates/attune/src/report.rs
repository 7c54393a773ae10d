//! Plans and their problems on their way out.

use attune_manifest::Manifest;
use attune_model::{Plan, Problem, ProblemKind};
use attune_report::json::{PlanDocument, ProblemV1};

use crate::exit::Exit;
use crate::output;

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
    let problems = plan
        .problems
        .iter()
        .map(|problem| problem_v1(manifest, problem))
        .collect();
    PlanDocument::of(plan, problems, exit.code())
}

fn problem_v1(manifest: &Manifest, problem: &Problem) -> ProblemV1 {
    let location = manifest.diagnose(problem).location;
    ProblemV1 {
        kind: problem.kind.id().to_owned(),
        place: problem.place.to_string(),
        file: location.as_ref().map(|location| location.file.clone()),
        line: location.as_ref().map(|location| location.line),
        column: location.as_ref().map(|location| location.column),
        message: problem.message.clone(),
        help: problem.help.clone(),
    }
}
