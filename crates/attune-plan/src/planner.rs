//! The planner's course: leave out what is accepted, look, resolve, demand, decide, order.

use std::collections::BTreeSet;

use attune_model::{
    Acceptance, Desired, Handle, Note, Observed, Place, Plan, Policy, Problem, ProblemKind,
    Reading, Risk, Step,
};

use crate::accept::Accepted;
use crate::context::Context;
use crate::findings::Findings;
use crate::risks::expired_acceptance;
use crate::selection::{Origins, Selection, origins};
use crate::standing::Standing;
use crate::targets::Targets;
use crate::{
    accept, api_users, assignments, checks, impersonation, level_limit, levels, moves, notes,
    order, prune, risks,
};

/// A plan, and where in the manifest its steps come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The plan.
    pub plan: Plan,
    /// The places behind each step that could be planned, also behind those that were left out.
    pub origins: Origins,
}

/// Compares what is wanted with what is known and decides every change.
pub fn plan(desired: &Desired, observed: &Observed, policy: &Policy) -> Plan {
    plan_part(desired, observed, policy, &Selection::default()).plan
}

/// A plan of steps that were decided elsewhere, to undo a run say: ordered by need, and judged as planned ones are.
///
/// What they bring along of risks is kept.
pub fn judged(
    desired: &Desired,
    observed: &Observed,
    policy: &Policy,
    steps: Vec<Step>,
    notes: Vec<Note>,
) -> Plan {
    let mut plan = empty(desired, observed);
    if let Some(problem) = wrong_tenant(desired, observed) {
        plan.problems.push(problem);
        return plan;
    }
    match Context::new(
        desired,
        desired,
        Accepted::default(),
        observed,
        &policy.rotate,
    ) {
        Err(problems) => plan.problems = problems,
        Ok(context) => {
            let mut steps = order::by_need(steps);
            let whole = risks::mark(&context, &mut steps);
            let findings = Findings {
                problems: Vec::new(),
                notes,
            };
            complete(&mut plan, steps, whole.as_ref(), findings, policy);
        }
    }
    plan
}

/// Plans, and keeps the chosen part. Risks are judged by what is kept: who else is moved counts only where that is kept too.
/// Problems stop a part as they stop the whole.
pub fn plan_part(
    desired: &Desired,
    observed: &Observed,
    policy: &Policy,
    selection: &Selection,
) -> Planned {
    let mut origins = Origins::new();
    let plan = course(desired, observed, policy, selection, &mut origins);
    Planned { plan, origins }
}

fn course(
    desired: &Desired,
    observed: &Observed,
    policy: &Policy,
    selection: &Selection,
    origins_of: &mut Origins,
) -> Plan {
    let mut plan = empty(desired, observed);
    if let Some(problem) = wrong_tenant(desired, observed) {
        plan.problems.push(problem);
        return plan;
    }
    let rotate = &policy.rotate;
    let mut decided = match decide(desired, observed, selection, rotate, None) {
        Ok(decided) => decided,
        Err(problems) => {
            plan.problems = problems;
            return plan;
        }
    };
    for acceptance in accept::expired(desired, observed.today) {
        if let Ok(with) = decide(desired, observed, selection, rotate, Some(acceptance)) {
            expired_acceptance::mark(acceptance, &with.steps, &mut decided.steps);
        }
    }
    let Decided {
        steps,
        whole,
        findings,
        origins,
    } = decided;
    *origins_of = origins;
    complete(&mut plan, steps, whole.as_ref(), findings, policy);
    plan
}

fn empty(desired: &Desired, observed: &Observed) -> Plan {
    Plan {
        tenant: desired.tenant.clone(),
        database: observed.tenant.database,
        steps: Vec::new(),
        problems: Vec::new(),
        refused: Vec::new(),
        notes: Vec::new(),
    }
}

/// Fills in the plan what was decided, and what of it the policy refuses.
fn complete(
    plan: &mut Plan,
    steps: Vec<Step>,
    whole: Option<&Risk>,
    findings: Findings,
    policy: &Policy,
) {
    let Findings { problems, notes } = findings;
    plan.steps = steps;
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
        .chain(whole)
        .filter(|risk| policy.refuses(risk))
        .cloned()
        .collect();
}

/// What a manifest comes to in a tenant.
struct Decided {
    /// The steps with their risks, in order.
    steps: Vec<Step>,
    /// The risk of all of them together.
    whole: Option<Risk>,
    findings: Findings,
    /// The places behind each step, also behind those that the selection leaves out.
    origins: Origins,
}

/// Makes all decisions, as if `prolonged` still held; the problems where something needed could not be read.
fn decide(
    desired: &Desired,
    observed: &Observed,
    selection: &Selection,
    rotate: &BTreeSet<Handle>,
    prolonged: Option<&Acceptance>,
) -> Result<Decided, Vec<Problem>> {
    let (rest, accepted, notes) = accept::apply(desired, observed.today, prolonged);
    let context = Context::new(&rest, desired, accepted, observed, rotate)?;
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
    targets.settle_names(&context);
    level_limit::check(&context, &targets, &mut findings);
    let standing = Standing::new(&context, &targets);
    let assigned = assignments::demand(&context, &targets, &standing, &mut findings);
    let mut moves =
        impersonation::demand(&context, &standing, &assigned, &mut targets, &mut findings);
    moves.guard_protected(&context, &mut findings);
    let level_steps = targets.steps(&context);
    let api_users = api_users::steps(&context, &targets, &mut findings);
    let move_steps = moves::steps(&context, &targets, &moves, &level_steps);
    let mut steps: Vec<Step> = level_steps
        .into_iter()
        .chain(api_users.steps.iter().cloned())
        .chain(move_steps)
        .collect();
    let prune = prune::prune(&context, &targets, &api_users, &steps, &mut findings);
    steps.extend(prune.steps.iter().cloned());
    let check_steps = checks::steps(&context, &targets, &moves, &steps, &mut findings);
    steps.extend(check_steps);
    findings.notes.extend(notes::of(
        &context, &targets, &steps, &moves, &api_users, &prune,
    ));
    let origins = origins(&targets, &moves, &api_users, &prune, &steps);
    let (mut steps, left_out) = selection.take(order::by_need(steps), &origins);
    findings.notes.extend(left_out);
    let whole = risks::mark(&context, &mut steps);
    Ok(Decided {
        steps,
        whole,
        findings,
        origins,
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
