//! The steps that inactivate API users whose place another one took.

use std::collections::BTreeSet;
use std::time::Duration;

use attune_model::{
    ApiUserRef, Change, Channel, Note, OwnershipWord, ProblemKind, Proof, Reason, Resource,
    ResourceId, Step, StepId,
};

use super::Block;
use super::fields::remembered;
use crate::context::{Context, person};
use crate::findings::Findings;

/// The API users that a block stood for before: those that the ledger remembers, and the one that this plan replaces.
pub(super) fn replaced(
    context: &Context<'_>,
    block: &Block<'_>,
    now: Option<ResourceId>,
) -> BTreeSet<ResourceId> {
    let before = context.observed.remembered.replaced.get(block.handle);
    before.into_iter().flatten().copied().chain(now).collect()
}

/// One step for each of the `replaced` that is still active.
///
/// Whom a block stands for again, `kept`, stays as that block says.
pub(super) fn steps(
    context: &Context<'_>,
    block: &Block<'_>,
    replaced: &BTreeSet<ResourceId>,
    kept: &BTreeSet<ResourceId>,
    successor: &ApiUserRef,
    findings: &mut Findings,
) -> Vec<Step> {
    let mut steps = Vec::new();
    for id in replaced.difference(kept) {
        let Some(resource) = context.resources.get(id) else {
            continue;
        };
        let is_left = !resource.active || !resource.is_api_user() || context.is_ignored(resource);
        if is_left || !may_retire(context, block, *id, resource, findings) {
            continue;
        }
        if let Some(stays) = overlap(context, block, successor) {
            findings.notes.push(Note::Advice(format!(
                "{} (resource {id}) stays active {stays}, so that its vendor can change over; the first apply after that retires it.",
                person(*id, resource)
            )));
            continue;
        }
        // One that is replaced after another one keeps its id: the ledger's newest is the highest.
        let is_newest = replaced.last() == Some(id);
        steps.extend(step(context, block, *id, resource, is_newest, successor));
    }
    steps
}

/// How long the replaced one goes on working beside its successor; `None` where that is over, or was never wanted.
fn overlap(context: &Context<'_>, block: &Block<'_>, successor: &ApiUserRef) -> Option<String> {
    let days = block.user.rotation?.overlap_days?;
    match successor {
        ApiUserRef::Planned { .. } => {
            let plural = if days == 1 { "" } else { "s" };
            Some(format!(
                "for {days} day{plural} after its successor is made"
            ))
        }
        ApiUserRef::Existing(user) => {
            let delivered = remembered(context, block, user.id)?.delivered?;
            let last = delivered
                .checked_add(Duration::from_hours(24 * u64::from(days)))
                .ok()?;
            (context.observed.today < last).then(|| format!("until {last}"))
        }
    }
}

fn may_retire(
    context: &Context<'_>,
    block: &Block<'_>,
    id: ResourceId,
    resource: &Resource,
    findings: &mut Findings,
) -> bool {
    let who = person(id, resource);
    if context.owned.resource(resource, OwnershipWord::Protect) {
        findings.problem(
            &block.place,
            ProblemKind::Protected,
            format!("{who} (resource {id}) is protected, and would be inactivated: another API user took its place"),
            "Inactivate it by hand, or take the protection away under `policy` first.",
        );
        return false;
    }
    if block.user.credentials.is_none() {
        findings.notes.push(Note::Advice(format!(
            "Another API user took the place of {who} (resource {id}), which is still active. Inactivate it, or add `credentials` to {}, so that attune sees the new one sign in and then does it.",
            block.place
        )));
        return false;
    }
    true
}

fn step(
    context: &Context<'_>,
    block: &Block<'_>,
    id: ResourceId,
    resource: &Resource,
    is_newest: bool,
    successor: &ApiUserRef,
) -> Option<Step> {
    let name = format!("api-user/{}/retire", block.handle);
    let needs = match successor {
        ApiUserRef::Planned {
            step,
            name: _,
            email: _,
        } => [step.clone()].into(),
        ApiUserRef::Existing(_) => BTreeSet::new(),
    };
    Some(Step {
        id: StepId(if is_newest {
            name
        } else {
            format!("{name}/{id}")
        }),
        change: Change::RetireApiUser {
            handle: block.handle.clone(),
            user: person(id, resource),
            successor: successor.clone(),
            credentials: block.user.credentials.clone()?,
        },
        reason: Reason::Replaced,
        channel: if context.fields.is_writable("isActive") {
            Channel::Rest
        } else {
            Channel::Operator
        },
        proof: Proof::RestFact,
        risks: Vec::new(),
        needs,
    })
}
