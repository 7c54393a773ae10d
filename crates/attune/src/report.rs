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

/// A plan for programs, where its manifest is not at hand.
pub(crate) fn plan_document_alone(plan: &Plan, exit: Exit) -> PlanDocument {
    let problems = plan.problems.iter().map(problem_alone).collect();
    PlanDocument::of(plan, problems, exit.code())
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
