//! Security levels.

use std::collections::BTreeMap;

use attune_model::catalogue::{self, CAN_LOGIN, Copyable, LicenseType};
use attune_model::{CellId, CellValue, LevelId, LevelName};

/// A security level with its whole content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// Its name.
    pub name: LevelName,
    /// Whether it is active.
    pub active: bool,
    /// Whether only API users can hold it; as its base.
    pub api_only: bool,
    /// The licence type of its holders; as its base.
    pub license: LicenseType,
    /// The level it is a copy of; none where it came with the product.
    pub base: Option<LevelId>,
    /// Every cell that it shows.
    pub cells: BTreeMap<CellId, CellValue>,
    /// Whether `Can login to Web Services API` was ever unticked and saved, here or on its base.
    pub(crate) login_given_up: bool,
}

impl Level {
    /// Whether it came with the product.
    pub fn is_system(&self) -> bool {
        self.base.is_none()
    }

    /// What a cell holds; none where the level does not show it.
    pub fn cell(&self, path: &str) -> Option<&CellValue> {
        self.cells.get(&CellId::new(path))
    }

    /// Whether a box is ticked.
    pub fn is_ticked(&self, path: &str) -> bool {
        self.cell(path) == Some(&CellValue::Flag(true))
    }

    /// Whether it can be copied; custom levels can.
    pub(crate) fn is_copyable(&self) -> bool {
        !self.is_system()
            || catalogue::system_level(&self.name)
                .is_none_or(|level| level.copyable == Copyable::Yes)
    }

    /// A custom level that starts as this one, the `id` being this one's.
    pub(crate) fn copy(&self, id: LevelId, name: LevelName) -> Self {
        Self {
            name,
            active: true,
            base: Some(id),
            ..self.clone()
        }
    }

    /// Sets cells, remembering a login that is given up.
    pub(crate) fn set(&mut self, cells: BTreeMap<CellId, CellValue>) {
        let before = self.is_ticked(CAN_LOGIN);
        self.cells.extend(cells);
        if before && !self.is_ticked(CAN_LOGIN) {
            self.login_given_up = true;
        }
    }
}
