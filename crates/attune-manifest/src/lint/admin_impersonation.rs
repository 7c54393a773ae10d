//! `admin-impersonation`: nobody acts as an administrator.

use attune_model::catalogue::{AdminReach, LicenseType, system_level};
use attune_model::{LevelName, Place, RuleLevels};

use crate::finding::Finding;
use crate::lint::{View, Warning};
use crate::rules::Rule;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: "admin-impersonation",
    summary: "nobody acts as an administrator",
};

/// Rules that let integrations act as administrators.
pub(super) fn check(view: &View<'_>) -> Vec<Warning> {
    let rules = view.desired.impersonation.iter();
    rules
        .filter(|(_, rule)| rule.allow)
        .filter_map(|(handle, rule)| {
            let place = Place("impersonation".to_owned()).key(handle);
            let place = match &rule.levels {
                RuleLevels::Named(names) => place.key("levels").index(administrator(names)?),
                RuleLevels::HeldBy(people) => {
                    let place = place.key("levelsHeldBy");
                    let licensed = people.license_types.as_ref().and_then(|types| {
                        types
                            .iter()
                            .position(|license| *license == LicenseType::Administrator)
                    });
                    match (people.levels.as_deref().and_then(administrator), licensed) {
                        (Some(index), _) => place.key("levels").index(index),
                        (None, Some(index)) => place.key("licenseTypes").index(index),
                        (None, None) => return None,
                    }
                }
            };
            let finding = Finding::warning(
                &RULE,
                view.span(&place)?,
                "integrations may act as administrators",
            )
            .label("administrators")
            .help("leave administrators out, or give them a second account for daily work");
            Some(Warning { place, finding })
        })
        .collect()
}

/// The first level of administrators that has that name in every tenant; who else is one, only the tenant shows.
fn administrator(names: &[LevelName]) -> Option<usize> {
    names.iter().position(|name| {
        system_level(name).is_some_and(|level| level.admin == AdminReach::Everything)
    })
}
