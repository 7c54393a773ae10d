//! Which levels a rule under `impersonation` means.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{LevelName, PeopleSelector, Place, ProblemKind, Resource, ResourceId};

use crate::assignments::Assigned;
use crate::context::Context;
use crate::findings::Findings;
use crate::impersonation::Rule;
use crate::level_choice::named;
use crate::moves::Moves;
use crate::people::Selector;
use crate::standing::Standing;
use crate::targets::{Key, Targets};

/// A level that a rule means.
pub(crate) struct Meant {
    pub(crate) level: Key,
    /// Those of its holders who are to have what the rule says.
    pub(crate) holders: BTreeSet<ResourceId>,
    /// What names it.
    pub(crate) place: Place,
    /// Whether it is meant by its name, whoever holds it.
    pub(crate) by_name: bool,
}

impl Meant {
    /// `Tess Turner holds "Service Desk User (system)"`.
    pub(crate) fn holding(&self, context: &Context<'_>, level: &LevelName) -> String {
        let names: Vec<String> = self
            .holders
            .iter()
            .filter_map(|id| context.resources.get(id))
            .map(Resource::full_name)
            .collect();
        match names.as_slice() {
            [] => format!("this is \"{level}\""),
            [one] => format!("{one} holds \"{level}\""),
            many => format!("{} hold \"{level}\"", many.join(", ")),
        }
    }
}

/// The levels that the chosen people will hold; says where nobody is chosen.
#[expect(
    clippy::too_many_arguments,
    reason = "all that a choice depends on; a struct would only rename it"
)]
pub(crate) fn held_by(
    context: &Context<'_>,
    rule: &Rule<'_>,
    selector: &PeopleSelector,
    standing: &Standing,
    assigned: &Assigned,
    moves: &Moves,
    targets: &Targets,
    findings: &mut Findings,
) -> Vec<Meant> {
    let place = rule.place.key("levelsHeldBy");
    let selector = Selector::new(selector);
    let mut by_level: BTreeMap<Key, BTreeSet<ResourceId>> = BTreeMap::new();
    for (id, resource) in selector.chosen(context) {
        if selector.fits_level(&assigned.names(standing, id, resource))
            && let Some(level) = moves.level_after(context, id)
        {
            by_level.entry(level).or_default().insert(id);
        }
    }
    selector.check(context, targets, by_level.is_empty(), &place, findings);
    by_level
        .into_iter()
        .map(|(level, holders)| Meant {
            level,
            holders,
            place: place.clone(),
            by_name: false,
        })
        .collect()
}

/// The levels of these names, with all their active holders.
pub(crate) fn by_name(
    context: &Context<'_>,
    rule: &Rule<'_>,
    names: &[LevelName],
    moves: &Moves,
    targets: &Targets,
    findings: &mut Findings,
) -> Vec<Meant> {
    let mut holders: BTreeMap<Key, BTreeSet<ResourceId>> = BTreeMap::new();
    for (id, _) in context.people().filter(|(_, person)| person.active) {
        if let Some(level) = moves.level_after(context, id) {
            holders.entry(level).or_default().insert(id);
        }
    }
    let mut levels = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let place = rule.place.key("levels").index(index);
        if context.accepted.covers(&place) {
            continue;
        }
        let Some(level) = named(context, targets, name, &place, findings) else {
            continue;
        };
        if targets.is_api_only(context, &level) == Some(true) {
            findings.problem(
                &place,
                ProblemKind::CellNotOnLevel,
                format!("\"{name}\" is API-only, and nobody can act as an API user"),
                "Name a level of people.",
            );
            continue;
        }
        levels.push(Meant {
            holders: holders.get(&level).cloned().unwrap_or_default(),
            level,
            place,
            by_name: true,
        });
    }
    levels
}
