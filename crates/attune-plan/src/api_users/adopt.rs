//! The step that makes an API user attune's who was there before.

use attune_model::{Change, Channel, Proof, Reason, Resource, ResourceId, Step, StepId};

use super::Block;
use super::fields::remembered;
use crate::context::{Context, person};

/// `None` where nothing is to be noted: the block does not adopt, or the ledger knows the user.
pub(super) fn step(
    context: &Context<'_>,
    block: &Block<'_>,
    id: ResourceId,
    resource: &Resource,
) -> Option<Step> {
    if !block.user.adopt || remembered(context, block, id).is_some() {
        return None;
    }
    Some(Step {
        id: StepId(format!("api-user/{}/adopt", block.handle)),
        change: Change::AdoptApiUser {
            handle: block.handle.clone(),
            user: person(id, resource),
            tracking: block.user.tracking.clone(),
        },
        reason: Reason::Adoption,
        channel: Channel::Rest,
        proof: Proof::RestFact,
        risks: Vec::new(),
        needs: [].into(),
    })
}
