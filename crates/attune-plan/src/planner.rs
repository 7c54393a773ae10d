//! The planner's course: leave out what is accepted, look, resolve, demand, decide, order.

use attune_model::{
    Acceptance, Desired, Note, Observed, Place, Plan, Policy, Problem, ProblemKind, Reading, Risk,
    Step,
};

use crate::context::Context;
use crate::findings::Findings;
use crate::risks::expired_acceptance;
use crate::standing::Standing;
use crate::targets::Targets;
use crate::{
    accept, api_users, assignments, checks, impersonation, level_limit, levels, moves, notes,
    order, risks,
};

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
    let mut decided = match decide(desired, observed, None) {
        Ok(decided) => decided,
        Err(problems) => {
            plan.problems = problems;
            return plan;
        }
    };
    for acceptance in accept::expired(desired, observed.today) {
        if let Ok(with) = decide(desired, observed, Some(acceptance)) {
            expired_acceptance::mark(acceptance, &with.steps, &mut decided.steps);
        }
    }
    let Decided {
        steps,
        whole,
        findings: Findings { problems, notes },
    } = decided;
    plan.steps = order::by_need(steps);
    plan.problems = problems;
    plan.problems.sort();
    plan.problems.dedup();
    plan.notes = notes;
    plan.notes.sort();
    plan.notes.dedup();
    plan.refused = plan
        .steps
        .iter()
        .flat_map(|step| &step.risks)
        .chain(&whole)
        .filter(|risk| policy.refuses(risk))
        .cloned()
        .collect();
    plan
}

/// What a manifest comes to in a tenant.
struct Decided {
    /// The steps with their risks, not yet in order.
    steps: Vec<Step>,
    /// The risk of all of them together.
    whole: Option<Risk>,
    findings: Findings,
}

/// Makes all decisions, as if `prolonged` still held; the problems where something needed could not be read.
fn decide(
    desired: &Desired,
    observed: &Observed,
    prolonged: Option<&Acceptance>,
) -> Result<Decided, Vec<Problem>> {
    let (desired, accepted, notes) = accept::apply(desired, observed.today, prolonged);
    let context = Context::new(&desired, accepted, observed)?;
    let mut findings = Findings {
        problems: Vec::new(),
        notes,
    };
    if let Reading::Failed(why) = &observed.vendors {
        findings.notes.push(Note::Unseen(format!(
            "The list of integration vendors could not be read: {why}."
        )));
    }

    let mut targets = Targets::default();
    levels::demand(&context, &mut targets, &mut findings);
    level_limit::check(&context, &targets, &mut findings);
    let standing = Standing::new(&context, &targets);
    let assigned = assignments::demand(&context, &targets, &standing, &mut findings);
    let mut moves =
        impersonation::demand(&context, &standing, &assigned, &mut targets, &mut findings);
    moves.guard_protected(&context, &mut findings);
    let level_steps = targets.steps(&context);
    let api_users = api_users::steps(&context, &targets, &mut findings);
    let move_steps = moves::steps(&context, &targets, &moves, &level_steps);
    findings.notes.extend(notes::of(
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
    let check_steps = checks::steps(&context, &targets, &moves, &steps, &mut findings);
    steps.extend(check_steps);
    let whole = risks::mark(&context, &mut steps);
    Ok(Decided {
        steps,
        whole,
        findings,
    })
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
