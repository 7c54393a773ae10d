//! `accept`: deviations, and warnings, that are wanted for a time.

use std::collections::BTreeMap;

use attune_model::{Acceptance, Handle, Place};

use crate::finding::Findings;
use crate::lower::block::blocks;
use crate::places::said;
use crate::reader::Item;
use crate::rules::{accept_place, accept_rule, expiry_date};
use crate::yaml::Node;

/// What is accepted.
#[derive(Default)]
pub(crate) struct Accepted {
    /// Deviations of the tenant, for the planner.
    pub(crate) deviations: BTreeMap<Handle, Acceptance>,
    /// Warnings: the id of the rule and the rest.
    pub(crate) warnings: Vec<(String, Acceptance)>,
}

/// The blocks of which something can be accepted.
const SECTIONS: [&str; 4] = ["securityLevels.", "impersonation.", "people.", "apiUsers."];

/// Reads the section; `root` is the whole manifest, which must have the places.
pub(super) fn lower(section: Option<Item<'_>>, root: &Node, out: &mut Findings) -> Accepted {
    let mut accepted = Accepted::default();
    for (handle, item) in blocks(section, out) {
        let Some((rule, acceptance)) = acceptance(&item, root, out) else {
            continue;
        };
        match rule {
            Some(rule) => accepted.warnings.push((rule, acceptance)),
            None => {
                accepted.deviations.insert(handle, acceptance);
            }
        }
    }
    accepted
}

fn acceptance(
    item: &Item<'_>,
    root: &Node,
    out: &mut Findings,
) -> Option<(Option<String>, Acceptance)> {
    let mut fields = item.fields(out)?;
    let at = fields.required("at");
    let at = at.and_then(|item| place(&item, root, out));
    let rule = match fields.optional("rule") {
        None => Some(None),
        Some(item) => rule(&item, out).map(Some),
    };
    let reason = fields.required("reason");
    let reason = reason.and_then(|item| item.text(out));
    let owner = fields.required("owner");
    let owner = owner.and_then(|item| item.text(out));
    let expires = fields.required("expires");
    let expires = expires.and_then(|item| expiry_date::read(&item, out));
    fields.finish(out);
    let acceptance = Acceptance {
        at: at?,
        reason: reason?.to_owned(),
        owner: owner?.to_owned(),
        expires: expires?,
    };
    Some((rule?, acceptance))
}

fn place(item: &Item<'_>, root: &Node, out: &mut Findings) -> Option<Place> {
    let place = Place(item.text(out)?.to_owned());
    let is_section = SECTIONS.iter().any(|section| place.0.starts_with(section));
    if !is_section {
        return out.refuse(accept_place::section(item, &SECTIONS));
    }
    // A word for all that is around it speaks of the place too.
    match said(root, &place) {
        Some(_) => Some(place),
        None => out.refuse(accept_place::nothing(item)),
    }
}

fn rule(item: &Item<'_>, out: &mut Findings) -> Option<String> {
    let id = item.text(out)?;
    if accept_rule::is_lint(id) {
        Some(id.to_owned())
    } else {
        out.refuse(accept_rule::finding(item, id))
    }
}
