//! The number of the internal location that a block names.

use attune_model::{ProblemKind, nearest};

use super::Block;
use crate::context::Context;
use crate::findings::{Findings, did_you_mean};

/// `None` where the block names none, or one that the tenant does not have; the latter is said.
pub(super) fn find(
    context: &Context<'_>,
    block: &Block<'_>,
    findings: &mut Findings,
) -> Option<i64> {
    let wanted = block.user.primary_internal_location.as_ref()?;
    let locations = &context.fields.locations;
    let found = locations
        .iter()
        .find(|(_, name)| *name == wanted)
        .map(|(id, _)| *id);
    if found.is_none() {
        findings.problem(
            &block.place.key("primaryInternalLocation"),
            ProblemKind::UnknownLocation,
            format!("this tenant has no internal location named \"{wanted}\""),
            did_you_mean(
                nearest(wanted, locations.values().map(String::as_str)),
                "Name a location as the admin console shows it, or leave the line out.",
            ),
        );
    }
    found
}
