//! What REST does not show: only the ledger tells, and it tells of the past.

use attune_model::{CellState, Observed, OutOfSight, Reading, Source, Timestamp};

use crate::ledger::{Aspect, History, Memory, Thing};

/// The cells of levels, and the fields and boxes of API users that only pages show.
pub(super) fn of(observed: &Observed, history: &History, memory: &Memory) -> Vec<OutOfSight> {
    let (Reading::Read(levels), Reading::Read(resources)) = (&observed.levels, &observed.resources)
    else {
        return Vec::new();
    };
    let of_levels = memory.cells.iter().filter_map(|(id, cells)| {
        let level = levels.get(id)?;
        let times = cells.values().filter_map(|cell| match cell {
            CellState::Known {
                value: _,
                source: Source::Ledger(_),
                at,
            } => Some(*at),
            CellState::Known { .. } | CellState::Unknown => None,
        });
        unseen(
            format!("the cells of security level \"{}\"", level.name),
            times,
        )
    });
    let of_users = observed.remembered.api_users.values().filter_map(|known| {
        let user = resources.get(&known.id)?;
        let hidden = history.of_thing(Thing::Resource(known.id));
        let times = hidden.filter_map(|(aspect, set)| match aspect {
            Aspect::ProtectedData => Some(set.at),
            Aspect::Field(field) if field.rest_name().is_none() => Some(set.at),
            Aspect::Field(_) | Aspect::Name | Aspect::Active => None,
        });
        let object = format!(
            "what only the form of API user {} <{}> shows",
            user.full_name(),
            user.email
        );
        unseen(object, times)
    });
    of_levels.chain(of_users).collect()
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
