//! Warnings about more rights than needed: one rule a file. None of them keeps a manifest from being used.

pub(crate) mod admin_impersonation;
pub(crate) mod beyond_recipe;
pub(crate) mod full_permission;
pub(crate) mod shared_level;
pub(crate) mod system_level_user;

use std::collections::BTreeSet;

use attune_model::{Date, Desired, Place};

use crate::finding::{Finding, Findings};
use crate::layers::Composed;
use crate::lower::Lowered;
use crate::places::find;
use crate::recipe::Expanded;
use crate::source::Span;
use crate::yaml::Node;

/// The ids of these rules; only they can be accepted.
pub(crate) const IDS: [&str; 5] = [
    admin_impersonation::RULE.id,
    beyond_recipe::RULE.id,
    full_permission::RULE.id,
    shared_level::RULE.id,
    system_level_user::RULE.id,
];

/// What the rules look at.
pub(crate) struct View<'a> {
    pub(crate) root: &'a Node,
    pub(crate) desired: &'a Desired,
    pub(crate) recipes: &'a [Expanded],
}

impl View<'_> {
    /// What to mark for a place; what a recipe says is marked where the manifest names the recipe.
    fn span(&self, place: &Place) -> Option<Span> {
        let span = find(self.root, place)?.span;
        let of_recipe = self
            .recipes
            .iter()
            .find(|recipe| find(&recipe.layer.root, place).is_some_and(|found| found.span == span));
        Some(of_recipe.map_or(span, |recipe| recipe.named_at))
    }
}

/// Something that a rule warns of, at a place.
pub(crate) struct Warning {
    pub(crate) place: Place,
    pub(crate) finding: Finding,
}

/// Adds the warnings that nobody has accepted, or no longer.
pub(crate) fn check(
    root: &Node,
    lowered: &Lowered,
    composed: &Composed,
    today: Date,
    out: &mut Findings,
) {
    let view = View {
        root,
        desired: &lowered.desired,
        recipes: &composed.recipes,
    };
    let warnings = admin_impersonation::check(&view)
        .into_iter()
        .chain(beyond_recipe::check(&view))
        .chain(full_permission::check(&view))
        .chain(shared_level::check(&view))
        .chain(system_level_user::check(&view));
    let mut seen = BTreeSet::new();
    for Warning { place, finding } in warnings {
        // Of several acceptances, the one that holds longest.
        let last = lowered
            .accepted
            .iter()
            .filter(|(rule, acceptance)| rule == finding.rule && acceptance.at.covers(&place))
            .map(|(_, acceptance)| acceptance.expires)
            .max();
        if last.is_some_and(|last| today <= last) {
            continue;
        }
        // A word that gives several things too many is one warning, about the first that nobody has accepted.
        if seen.insert((finding.rule, finding.span)) {
            let message = match last {
                None => finding.message,
                Some(last) => format!("{} (that was accepted until {last})", finding.message),
            };
            out.push(Finding { message, ..finding });
        }
    }
}
