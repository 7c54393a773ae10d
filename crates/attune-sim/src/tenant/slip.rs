//! What goes wrong at the admin pages on demand.

use std::collections::BTreeMap;
use std::sync::Arc;

use attune_model::{CellId, CellValue, LevelId};
use serde::{Deserialize, Serialize};

use crate::operator::Call;
use crate::tenant::Tenant;

/// Something that goes wrong once, at the next save that it fits, and is forgotten then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    deny_unknown_fields,
    tag = "kind"
)]
pub enum Slip {
    /// A level is saved, the page says so, and this cell is as it was: dependent cells and rights that only a holder can
    /// grant are dropped like that (`console.md` 9.4).
    DroppedCell {
        /// The cell.
        cell: CellId,
    },
    /// Somebody else edits this level just before it is saved.
    OtherEdit {
        /// The level.
        level: LevelId,
        /// What they set.
        cells: BTreeMap<CellId, CellValue>,
    },
}

impl Slip {
    /// Whether a visit is the one that it waits for.
    fn fits(&self, call: &Call) -> bool {
        match call {
            Call::SaveLevel {
                level: saved,
                cells,
                ..
            } => match self {
                Self::DroppedCell { cell } => cells.contains_key(cell),
                Self::OtherEdit { level, cells: _ } => level == saved,
            },
            Call::CopyLevel { .. }
            | Call::ReadLevel { .. }
            | Call::SwitchLevel { .. }
            | Call::DraftApiUser { .. }
            | Call::SaveApiUser(_)
            | Call::ReadApiUser { .. }
            | Call::DraftSecret { .. }
            | Call::SaveSecret { .. }
            | Call::SetProtectedData { .. }
            | Call::ReadProtectedData { .. }
            | Call::UpdateApiUser { .. }
            | Call::AssignLevel { .. } => false,
        }
    }
}

impl Tenant {
    /// Lets the slips happen that wait for a visit; what is left of the visit comes back.
    pub(crate) fn slip(&mut self, mut call: Call) -> Call {
        let (happen, wait): (Vec<Slip>, Vec<Slip>) = std::mem::take(&mut self.slips)
            .into_iter()
            .partition(|slip| slip.fits(&call));
        self.slips = wait;
        for slip in happen {
            match slip {
                Slip::DroppedCell { cell } => {
                    if let Call::SaveLevel { cells, .. } = &mut call {
                        cells.remove(&cell);
                    }
                }
                Slip::OtherEdit { level, cells } => {
                    if let Some(level) = Arc::make_mut(&mut self.levels).get_mut(&level) {
                        level.set(cells);
                    }
                }
            }
        }
        call
    }
}
