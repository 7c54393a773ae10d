//! Cells of levels that are not as the manifest says.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{
    Cause, CellChange, CellId, CellState, Difference, LastSet, LevelId, Live, Place, Reading,
    Source,
};

use super::live::{self, Block};
use super::{Look, never, unknown};

impl Look<'_> {
    /// One difference a cell. Where the rights of the level are others than noted, its cells are not known one by one:
    /// then the rights are the difference.
    pub(super) fn cells(
        &self,
        id: LevelId,
        object: &str,
        cells: &BTreeMap<CellId, CellChange>,
        block: Option<&Block>,
        origins: &BTreeSet<Place>,
    ) -> Vec<Difference> {
        let told_by_rights = |cell: &CellId| self.changed.contains(&id) && self.doubts(id, cell);
        cells
            .iter()
            .filter(|(cell, _)| !told_by_rights(cell))
            .map(|(cell, change)| self.cell(id, object, cell, change, block, origins))
            .collect()
    }

    fn cell(
        &self,
        id: LevelId,
        object: &str,
        cell: &CellId,
        change: &CellChange,
        block: Option<&Block>,
        origins: &BTreeSet<Place>,
    ) -> Difference {
        // A cell that a rule demands has its place there.
        let keys = block.map(|block| block.cell(cell));
        let keys = keys.filter(|keys| origins.contains(&Place::of(keys)));
        let place = keys.as_deref().map(Place::of);
        let had = match self.memory.cells.get(&id).and_then(|cells| cells.get(cell)) {
            Some(CellState::Known {
                value,
                source: _,
                at,
            }) => Some((value, *at)),
            Some(CellState::Unknown) | None => None,
        };
        let outside = had.is_some_and(|(had, _)| match &change.before {
            // What is known from the ledger differs only where the manifest changed.
            CellState::Known {
                value: _,
                source: Source::Ledger(_),
                at: _,
            } => false,
            // Compared in words: one that names a reach may have been read as either.
            CellState::Known {
                value,
                source: Source::Console | Source::Rest,
                at: _,
            } => value.as_written() != had.as_written(),
            CellState::Unknown => self.doubts(id, cell),
        });
        let is = change.before.value().map(ToString::to_string);
        let wanted = change.after.to_string();
        Difference {
            cause: if outside {
                Cause::ChangedOutside
            } else {
                Cause::ManifestChanged
            },
            place,
            set: had.map(|(value, at)| LastSet {
                value: value.to_string(),
                at,
                seen: false,
            }),
            live: keys.zip(change.before.value()).map(|(keys, value)| Live {
                keys,
                value: live::of_cell(value),
            }),
            ..never(
                object.to_owned(),
                cell.as_str(),
                is.unwrap_or_else(unknown),
                wanted,
            )
        }
    }

    /// Whether a cell was known and what was known of it cannot be relied on.
    fn doubts(&self, id: LevelId, cell: &CellId) -> bool {
        match &self.observed.levels {
            Reading::Read(levels) => levels
                .get(&id)
                .is_some_and(|level| level.cells.get(cell) == Some(&CellState::Unknown)),
            Reading::Failed(_) => false,
        }
    }
}
