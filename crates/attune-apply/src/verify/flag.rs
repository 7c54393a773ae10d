//! Which levels the impersonation rules mean, and which way.

use std::collections::BTreeSet;

use attune_model::catalogue::ALLOW_IMPERSONATION;
use attune_model::{CellId, CellState, CellValue, ImpersonationRule, LevelId, RuleLevels};

use super::people;
use super::tenant::Tenant;

/// The levels that a rule means; in the place of a system level its copy, where there is one.
pub(super) fn meant(look: Tenant<'_>, rule: &ImpersonationRule) -> BTreeSet<LevelId> {
    let levels: BTreeSet<LevelId> = match &rule.levels {
        RuleLevels::HeldBy(who) => people::chosen(look, who, None)
            .map(|(_, person)| person.level)
            .collect(),
        RuleLevels::Named(names) => names.iter().filter_map(|name| look.named(name)).collect(),
    };
    let copies = &look.remembered.copies;
    levels
        .into_iter()
        .map(|level| copies.get(&level).copied().unwrap_or(level))
        .collect()
}

/// The levels that are taken to let themselves be impersonated: by a rule, or by what was last seen of the flag.
pub(super) fn taken_to_be_on(look: Tenant<'_>) -> BTreeSet<LevelId> {
    let rules = look.desired.impersonation.values();
    let flag = CellId::new(ALLOW_IMPERSONATION);
    let on = |state: CellState| {
        matches!(
            state,
            CellState::Known {
                value: CellValue::Flag(true),
                ..
            }
        )
    };
    rules
        .filter(|rule| rule.allow)
        .flat_map(|rule| meant(look, rule))
        .chain(
            look.levels()
                .into_iter()
                .flatten()
                .filter(|(_, level)| on(level.cell(&flag)))
                .map(|(id, _)| *id),
        )
        .collect()
}
