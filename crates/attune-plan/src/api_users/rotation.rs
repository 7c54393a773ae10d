//! When the secret of an API user is replaced, and how: its own, or by another API user in its place.

use attune_model::{
    Change, Channel, CredentialSink, ExecSink, Note, OwnershipWord, ProblemKind, Proof, Reason,
    Resource, ResourceId, Step, StepId,
};

use super::Block;
use super::create::create_step;
use super::fields::remembered;
use crate::context::{Context, person};
use crate::findings::Findings;

/// A secret that is to be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Due {
    /// By another one of the same API user.
    Secret(Reason),
    /// By that of another API user, so that both work for a time.
    Successor(Reason),
}

/// Whether the secret is to be replaced now; says where it should be, and why it is not.
pub(super) fn due(
    context: &Context<'_>,
    block: &Block<'_>,
    id: ResourceId,
    resource: &Resource,
    findings: &mut Findings,
) -> Option<Due> {
    let rotation = block.user.rotation;
    let overlaps = rotation.is_some_and(|rotation| rotation.overlap_days.is_some());
    // What was begun is finished first, whatever the block says by now: the sink may hold a secret that is not in force.
    let is_half_done = context.is_unfinished(&rotate_step(block));
    let due = if is_half_done {
        Due::Secret(Reason::RotationUnfinished)
    } else if overlaps && context.is_unfinished(&create_step(block.handle)) {
        Due::Successor(Reason::RotationUnfinished)
    } else {
        let reason = if context.rotate.contains(block.handle) {
            Reason::RotationAsked
        } else {
            let is_old = is_old(context, block, id, resource, findings);
            is_old.then_some(Reason::RotationDue)?
        };
        if overlaps {
            Due::Successor(reason)
        } else {
            Due::Secret(reason)
        }
    };
    if !block.signs_in(context) || !resource.active {
        findings.notes.push(Note::Advice(format!(
            "The secret of {} is not replaced: the API user cannot sign in, so that nothing would show the new one.",
            person(id, resource)
        )));
        return None;
    }
    is_possible(context, block, due, id, resource, findings).then_some(due)
}

/// Whether it is older than the block lets it become; says where nobody knows.
fn is_old(
    context: &Context<'_>,
    block: &Block<'_>,
    id: ResourceId,
    resource: &Resource,
    findings: &mut Findings,
) -> bool {
    let Some(rotation) = block.user.rotation else {
        return false;
    };
    let Some(delivered) = remembered(context, block, id).and_then(|known| known.delivered) else {
        findings.notes.push(Note::Advice(format!(
            "When the secret of {} was made is unknown, so it never gets due: rotate it once by `--rotate {}`.",
            person(id, resource),
            block.handle
        )));
        return false;
    };
    let age = context.observed.today.duration_since(delivered).as_hours() / 24;
    age >= i64::from(rotation.every_days)
}

/// Whether it can be done; says why not.
fn is_possible(
    context: &Context<'_>,
    block: &Block<'_>,
    due: Due,
    id: ResourceId,
    resource: &Resource,
    findings: &mut Findings,
) -> bool {
    let who = person(id, resource);
    let place = block.place.key("credentials");
    let (place, kind, message, help) = match (due, &block.user.credentials) {
        (_, None) => (
            place,
            ProblemKind::NoCredentials,
            format!("nothing says where the new secret of {who} is to go"),
            "Add `credentials`, or rotate another API user.",
        ),
        (
            Due::Secret(_),
            Some(CredentialSink::Exec(ExecSink {
                store: _,
                fetch: None,
                name: _,
            })),
        ) => (
            place.key("to").key("exec"),
            ProblemKind::NoCredentials,
            format!(
                "the new secret of {who} would be stored over the one in force before it is saved, and the command cannot give that one back"
            ),
            "Name a command that fetches, so that a rotation that goes wrong loses nothing.",
        ),
        (Due::Successor(_), Some(_))
            if context.owned.resource(resource, OwnershipWord::Protect) =>
        {
            (
                place.key("rotate").key("overlap"),
                ProblemKind::Protected,
                format!(
                    "{who} is protected, and would be inactivated once another API user took its place"
                ),
                "Rotate without `overlap`, or take the protection away under `policy` first.",
            )
        }
        (Due::Successor(_), Some(_)) if block.user.tracking.is_none() => (
            block.place.key("integrationVendor"),
            ProblemKind::UnknownApiUser,
            format!(
                "another API user is to take the place of {who}, and `integrationVendor` is missing to make it"
            ),
            "Add `integrationVendor` or `customIntegration`, or rotate without `overlap`.",
        ),
        (Due::Secret(_) | Due::Successor(_), Some(_)) => return true,
    };
    findings.problem(&place, kind, message, help);
    false
}

/// The step that replaces the secret of the same API user, and a word on whom it affects.
pub(super) fn step(
    context: &Context<'_>,
    block: &Block<'_>,
    reason: Reason,
    id: ResourceId,
    resource: &Resource,
    findings: &mut Findings,
) -> Option<Step> {
    let user = person(id, resource);
    findings.notes.push(Note::AlsoAffected(format!(
        "The present secret of {user} ends when the new one is saved: from then on the calls of its vendor are refused until the vendor has the new one."
    )));
    Some(Step {
        id: rotate_step(block),
        change: Change::RotateSecret {
            handle: block.handle.clone(),
            user,
            credentials: block.user.credentials.clone()?,
            delivered: remembered(context, block, id).and_then(|known| known.delivered),
        },
        reason,
        channel: Channel::Operator,
        proof: Proof::RestBehaviour,
        risks: Vec::new(),
        needs: [].into(),
    })
}

fn rotate_step(block: &Block<'_>) -> StepId {
    StepId(format!("api-user/{}/rotate", block.handle))
}
