//! The planner's course: look, resolve, demand, decide, order.

use attune_model::{
    Desired, Note, Observed, Place, Plan, Policy, Problem, ProblemKind, Reading, Step,
};

use crate::context::Context;
use crate::targets::Targets;
use crate::{api_users, checks, impersonation, levels, notes, order, risks};

/// Compares what is wanted with what is known and decides every change.
pub fn plan(desired: &Desired, observed: &Observed, policy: &Policy) -> Plan {
    let mut plan = Plan {
        tenant: desired.tenant.clone(),
        database: observed.tenant.database,
        steps: Vec::new(),
        problems: Vec::new(),
        refused: Vec::new(),
        notes: Vec::new(),
    };
    if let Some(problem) = wrong_tenant(desired, observed) {
        plan.problems.push(problem);
        return plan;
    }
    let context = match Context::new(desired, observed) {
        Ok(context) => context,
        Err(problems) => {
            plan.problems = problems;
            return plan;
        }
    };
    if let Reading::Failed(why) = &observed.vendors {
        plan.notes.push(Note::Unseen(format!(
            "The list of integration vendors could not be read: {why}."
        )));
    }

    let mut targets = Targets::default();
    let mut problems = Vec::new();
    levels::demand(&context, &mut targets, &mut problems);
    let moves = impersonation::demand(&context, &mut targets, &mut problems);
    let level_steps = targets.steps(&context);
    let api_users = api_users::steps(&context, &targets, &mut problems);
    let move_steps = impersonation::steps(&context, &targets, &moves, &level_steps);
    plan.notes.extend(notes::of(
        &context,
        &targets,
        &level_steps,
        &moves,
        &api_users,
    ));

    let mut steps: Vec<Step> = level_steps
        .into_iter()
        .chain(api_users.steps)
        .chain(move_steps)
        .collect();
    let check_steps = checks::steps(&context, &targets, &moves, &steps, &mut problems);
    steps.extend(check_steps);
    risks::mark(&context, &mut steps);

    plan.steps = order::by_need(steps);
    problems.sort();
    problems.dedup();
    plan.problems = problems;
    plan.notes.sort();
    plan.refused = plan
        .steps
        .iter()
        .flat_map(|step| &step.risks)
        .filter(|risk| policy.refuses(risk))
        .cloned()
        .collect();
    plan
}

/// The ledger belongs to one database; a connection to another one is a mistake.
fn wrong_tenant(desired: &Desired, observed: &Observed) -> Option<Problem> {
    let remembered = observed.remembered.database?;
    let found = observed.tenant.database;
    (remembered != found).then(|| Problem {
        place: Place("tenant".to_owned()),
        kind: ProblemKind::WrongTenant,
        message: format!(
            "the ledger of {} belongs to database {remembered}, but the connection leads to database {found}",
            desired.tenant
        ),
        help: "Check the credentials and the zone address, or name another --state folder for the other tenant."
            .to_owned(),
    })
}
