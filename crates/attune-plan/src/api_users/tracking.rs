//! The tracking identifier: which vendor's list entry, and that it stays.

use attune_model::{Place, ProblemKind, ResourceId, Tracking, nearest};

use super::Block;
use super::fields::remembered;
use crate::context::Context;
use crate::findings::{Findings, did_you_mean};

/// Where a block says it.
pub(super) fn place(block: &Block<'_>) -> Place {
    block.place.key(match &block.user.tracking {
        Some(Tracking::Vendor(_)) | None => "integrationVendor",
        Some(Tracking::Custom(_)) => "customIntegration",
    })
}

/// Says where the vendor is not in the tenant's list.
pub(super) fn check(context: &Context<'_>, block: &Block<'_>, findings: &mut Findings) {
    let place = place(block);
    if let Some(Tracking::Vendor(vendor)) = &block.user.tracking
        && let Some(vendors) = context.vendors
        && !vendors.contains(vendor)
        && !context.accepted.covers(&place)
    {
        findings.problem(
            &place,
            ProblemKind::UnknownVendor,
            format!("this tenant lists no integration vendor named \"{vendor}\""),
            did_you_mean(
                nearest(vendor, vendors.iter().map(String::as_str)),
                "Spell it as the list in the API user form does: `Vendor - Integration`.",
            ),
        );
    }
}

/// The identifier that an API user was made with, by the ledger, where the block wants another one.
pub(super) fn other<'a>(
    context: &Context<'a>,
    block: &Block<'_>,
    id: ResourceId,
) -> Option<&'a Tracking> {
    let wanted = block.user.tracking.as_ref()?;
    let known = remembered(context, block, id)?.tracking.as_ref()?;
    (known != wanted && !context.accepted.covers(&place(block))).then_some(known)
}
