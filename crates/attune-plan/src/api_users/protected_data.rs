//! The boxes of an API user on the page `Protected Data Permission`.

use std::collections::BTreeSet;

use attune_model::catalogue::ProtectedData;
use attune_model::{ApiUserRef, Change, Channel, Proof, Reason, Step, StepId};

use super::Block;
use super::fields::remembered;
use crate::context::Context;

/// The step that sets them; none where the ledger remembers them so. REST shows nothing of that page.
pub(super) fn step(context: &Context<'_>, block: &Block<'_>, user: ApiUserRef) -> Option<Step> {
    let after = with_implied(block.user.protected_data.as_ref()?);
    let (before, needs) = match &user {
        ApiUserRef::Existing(person) => {
            let known = remembered(context, block, person.id);
            (known.and_then(|known| known.protected_data.clone()), None)
        }
        ApiUserRef::Planned {
            step,
            name: _,
            email: _,
        } => (None, Some(step.clone())),
    };
    if before.as_ref() == Some(&after) {
        return None;
    }
    Some(Step {
        id: StepId(format!("api-user/{}/protected-data", block.handle)),
        reason: match before {
            Some(_) => Reason::Differs,
            None => Reason::Unknown,
        },
        change: Change::SetProtectedData {
            handle: block.handle.clone(),
            user,
            before,
            after,
        },
        channel: Channel::Operator,
        proof: Proof::ConsoleReread,
        risks: Vec::new(),
        needs: needs.into_iter().collect(),
    })
}

/// The boxes with those that the page ticks along with them: nobody can save one without the others.
fn with_implied(boxes: &BTreeSet<ProtectedData>) -> BTreeSet<ProtectedData> {
    let implied = boxes.iter().flat_map(|one| one.implies());
    boxes.iter().chain(implied).copied().collect()
}
