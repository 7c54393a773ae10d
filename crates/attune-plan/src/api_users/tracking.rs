//! The tracking identifier: which vendor's list entry, and that it stays.

use attune_model::{ProblemKind, Tracking, nearest};

use super::Block;
use crate::context::Context;
use crate::findings::{Findings, did_you_mean};

/// Says where the vendor is not in the tenant's list, and where the identifier is not the one that was saved.
pub(super) fn check(context: &Context<'_>, block: &Block<'_>, findings: &mut Findings) {
    let Some(wanted) = &block.user.tracking else {
        return;
    };
    let place = block.place.key(match wanted {
        Tracking::Vendor(_) => "integrationVendor",
        Tracking::Custom(_) => "customIntegration",
    });
    if context.accepted.covers(&place) {
        return;
    }
    if let Tracking::Vendor(vendor) = wanted
        && let Some(vendors) = context.vendors
        && !vendors.contains(vendor)
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
    let known = context
        .observed
        .remembered
        .api_users
        .get(block.handle)
        .filter(|known| context.resources.contains_key(&known.id))
        .and_then(|known| known.tracking.as_ref());
    if let Some(known) = known
        && known != wanted
    {
        findings.problem(
            &place,
            ProblemKind::VendorImmutable,
            format!(
                "this API user was made for \"{known}\", and that cannot be changed after saving"
            ),
            "Put the old one back, or describe the new API user under a handle of its own.",
        );
    }
}
