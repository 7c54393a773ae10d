//! What is known of the cells of levels, which REST never shows: the newest of ledger and captures, as long as REST
//! does not tell otherwise.

use std::collections::BTreeMap;

use attune_model::catalogue::contradiction;
use attune_model::{
    CellId, CellState, CellValue, Effective, Handle, LevelId, ObservedLevel, Reading, Remembered,
    Source,
};

use super::Sight;

/// Fills in what ledger and captures know.
pub(super) fn fill(levels: &mut BTreeMap<LevelId, ObservedLevel>, sight: &Sight<'_>) {
    for (id, cells) in &sight.memory.cells {
        if let Some(level) = levels.get_mut(id) {
            level.cells.extend(cells.clone());
        }
    }
    for (id, capture) in &sight.captures.levels {
        let Some(level) = levels.get_mut(id) else {
            continue;
        };
        for (cell, value) in &capture.content.cells {
            let newer = match level.cells.get(cell) {
                Some(CellState::Known {
                    value: _,
                    source: _,
                    at,
                }) => *at < capture.at,
                Some(CellState::Unknown) | None => true,
            };
            if newer {
                let seen = CellState::Known {
                    value: value.clone(),
                    source: Source::Console,
                    at: capture.at,
                };
                level.cells.insert(cell.clone(), seen);
            }
        }
    }
}

/// Takes back what cannot be relied on; such a cell stays listed, as unknown.
///
/// Where the effective rights are not those that were noted, somebody changed the level since, and any of the cells
/// that were known by then may be the one. Where REST contradicts a single cell, only that one is doubted.
pub(super) fn doubt(
    levels: &mut BTreeMap<LevelId, ObservedLevel>,
    effective: &BTreeMap<Handle, Effective>,
    remembered: &Remembered,
) {
    for seen in effective.values() {
        let (Reading::Read(rights), Some(level)) = (&seen.rights, levels.get_mut(&seen.level))
        else {
            continue;
        };
        let changed_after = remembered
            .rights
            .get(&seen.level)
            .filter(|then| !rights.changes_since(&then.rights).is_empty())
            .map(|then| then.at);
        // What was so right after an apply is no news: setting the cell once more would not change it.
        let stood = |cell: &CellId, value: &CellValue| {
            let then = remembered.rights.get(&seen.level);
            then.is_some_and(|then| contradiction(cell, value, &then.rights).is_some())
        };
        for (cell, state) in &mut level.cells {
            let doubtful = match state {
                CellState::Known {
                    value,
                    source: _,
                    at,
                } => {
                    changed_after.is_some_and(|noted| *at <= noted)
                        || (contradiction(cell, value, rights).is_some() && !stood(cell, value))
                }
                CellState::Unknown => false,
            };
            if doubtful {
                *state = CellState::Unknown;
            }
        }
    }
}
