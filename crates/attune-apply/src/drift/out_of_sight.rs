//! What REST does not show: only ledger and captures tell, and they tell of the past.

use std::collections::BTreeMap;

use attune_model::{
    CellState, LevelId, Observed, ObservedLevel, OutOfSight, Reading, ResourceId, Timestamp,
};

use super::{Look, level_object, user_object};
use crate::ledger::{Aspect, Thing};

/// The cells of levels, and the fields and boxes of API users that only pages show.
pub(super) fn of(look: &Look<'_>) -> Vec<OutOfSight> {
    let observed = look.observed;
    let (Reading::Read(levels), Reading::Read(resources)) = (&observed.levels, &observed.resources)
    else {
        return Vec::new();
    };
    let of_levels = levels.iter().flat_map(|(id, level)| {
        let known = level.cells.values().filter_map(|state| match state {
            CellState::Known {
                value: _,
                source: _,
                at,
            } => Some(*at),
            CellState::Unknown => None,
        });
        let object = format!("the cells of {}", level_object(observed, *id));
        [unseen(object, known), unknown(observed, look, *id, level)]
    });
    let users = observed.remembered.api_users.values();
    let users = users.filter(|known| resources.contains_key(&known.id));
    let of_users = users.map(|known| {
        let object = format!(
            "what only the form of {} shows",
            user_object(observed, known.id)
        );
        unseen(object, pages(look, known.id).into_values())
    });
    of_levels.flatten().chain(of_users.flatten()).collect()
}

/// The cells of a level whose rights are others now: nobody can tell which of them is the cause.
fn unknown(
    observed: &Observed,
    look: &Look<'_>,
    id: LevelId,
    level: &ObservedLevel,
) -> Option<OutOfSight> {
    let then = observed.remembered.rights.get(&id)?;
    let unknown = level.cells.iter();
    let unknown = unknown
        .filter(|(_, state)| **state == CellState::Unknown)
        .count();
    if unknown == 0 || !look.changed.contains(&id) {
        return None;
    }
    Some(OutOfSight {
        object: format!(
            "what {} holds since its rights over REST changed",
            level_object(observed, id)
        ),
        values: unknown,
        since: then.at,
    })
}

/// When what only pages show of an API user was set or seen last.
fn pages(look: &Look<'_>, id: ResourceId) -> BTreeMap<Aspect, Timestamp> {
    let is_hidden = |aspect: &Aspect| match aspect {
        Aspect::ProtectedData => true,
        Aspect::Field(field) => field.rest_name().is_none(),
        Aspect::Name | Aspect::Active => false,
    };
    let set = look.history.of_thing(Thing::Resource(id));
    let set = set.filter(|(aspect, _)| is_hidden(aspect));
    let mut times: BTreeMap<Aspect, Timestamp> =
        set.map(|(aspect, set)| (aspect, set.at)).collect();
    if let Some(capture) = look.captures.api_users.get(&id) {
        let fields = capture.content.form.hidden();
        let fields = fields.map(|(field, _)| Aspect::Field(field));
        for aspect in fields.chain([Aspect::ProtectedData]) {
            let newest = times.entry(aspect).or_insert(capture.at);
            *newest = capture.at.max(*newest);
        }
    }
    times
}

fn unseen(object: String, times: impl Iterator<Item = Timestamp>) -> Option<OutOfSight> {
    let times: Vec<Timestamp> = times.collect();
    let since = *times.iter().min()?;
    Some(OutOfSight {
        object,
        values: times.len(),
        since,
    })
}
