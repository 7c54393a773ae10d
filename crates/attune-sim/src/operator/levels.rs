//! The list of security levels and the level editor.

use std::collections::BTreeMap;
use std::sync::Arc;

use attune_model::catalogue::{self, CAN_LOGIN, Terms};
use attune_model::{CellId, CellValue, LevelId, LevelName};

use super::{Answer, Content, Refusal, refuse};
use crate::tenant::{ExtraCell, Level, Tenant};

/// The most custom API-only levels that a tenant can have (`security.md` 0).
const CUSTOM_API_ONLY: usize = 50;

impl Tenant {
    /// Makes a copy at once, under a name that says what it is a copy of.
    pub(super) fn copy_level(&mut self, base: LevelId) -> Result<Answer, Refusal> {
        let level = self.known_level(base)?;
        if !level.is_copyable() {
            return refuse(format!(
                "The security level {} cannot be copied.",
                level.name
            ));
        }
        let custom = |level: &&Level| level.api_only && !level.is_system();
        if level.api_only && self.levels.values().filter(custom).count() >= CUSTOM_API_ONLY {
            return refuse(format!(
                "There can be no more than {CUSTOM_API_ONLY} custom API-only security levels."
            ));
        }
        // One name more than there are levels, so that one is free.
        let name = (1..=self.levels.len() + 1)
            .map(|number| LevelName::new(&format!("Copy ({number}) of {}", level.name)))
            .find(|name| !self.is_name_in_use(name, None))
            .unwrap_or_else(|| level.name.clone());
        let copy = level.copy(base, name);
        let id = self
            .levels
            .last_key_value()
            .map_or(LevelId(1), |(last, _)| LevelId(last.0 + 1));
        Arc::make_mut(&mut self.levels).insert(id, copy);
        Ok(Answer::Copied { level: id })
    }

    /// Saves the editor's page: all of it or nothing.
    pub(super) fn save_level(
        &mut self,
        id: LevelId,
        name: Option<LevelName>,
        active: Option<bool>,
        cells: BTreeMap<CellId, CellValue>,
    ) -> Result<Answer, Refusal> {
        let level = self.known_level(id)?;
        if level.is_system() {
            return refuse(format!(
                "{} is a system security level and cannot be edited.",
                level.name
            ));
        }
        if let Some(name) = &name {
            if name.as_str().is_empty() {
                return refuse("Name is required.");
            }
            if self.is_name_in_use(name, Some(id)) {
                return refuse(format!("The name {name} is already in use."));
            }
        }
        for (cell, value) in &cells {
            self.check_cell(level, cell, value)?;
        }
        let cells = self.as_kept(cells);
        let Some(level) = Arc::make_mut(&mut self.levels).get_mut(&id) else {
            return refuse("The security level does not exist.");
        };
        level.name = name.unwrap_or_else(|| level.name.clone());
        level.active = active.unwrap_or(level.active);
        level.set(cells);
        Ok(Answer::Saved)
    }

    /// Makes a level active or not, system levels too; `API User (system)` always is (`security.md` 3).
    ///
    /// Whether its sibling without costs can be inactivated is not established; here it can.
    pub(super) fn switch_level(&mut self, id: LevelId, active: bool) -> Result<Answer, Refusal> {
        let level = self.known_level(id)?;
        if !active && level.is_system() && level.name.as_str() == "API User (system)" {
            return refuse(format!("{} cannot be inactivated.", level.name));
        }
        if let Some(level) = Arc::make_mut(&mut self.levels).get_mut(&id) {
            level.active = active;
        }
        Ok(Answer::Saved)
    }

    /// Shows the editor's page.
    pub(super) fn read_level(&self, id: LevelId) -> Result<Answer, Refusal> {
        let level = self.known_level(id)?;
        Ok(Answer::Level(Content {
            name: level.name.clone(),
            active: level.active,
            api_only: level.api_only,
            cells: level.cells.clone(),
        }))
    }

    /// The level with this number.
    pub(super) fn known_level(&self, id: LevelId) -> Result<&Level, Refusal> {
        match self.levels.get(&id) {
            Some(level) => Ok(level),
            None => refuse(format!("There is no security level {id}.")),
        }
    }

    /// Whether another level has this name; that case does not matter is our reading.
    fn is_name_in_use(&self, name: &LevelName, except: Option<LevelId>) -> bool {
        self.levels.iter().any(|(id, level)| {
            Some(*id) != except && level.name.as_str().eq_ignore_ascii_case(name.as_str())
        })
    }

    fn check_cell(&self, level: &Level, id: &CellId, value: &CellValue) -> Result<(), Refusal> {
        let unknown = || refuse(format!("The page of {} does not show {id}.", level.name));
        if id.labels().is_some() {
            return match self.extra_cell(id) {
                Some(cell) if !cell.is_on(level.api_only) => unknown(),
                Some(cell) if cell.kind.take(value).is_none() => {
                    refuse(format!("{cell} does not take {value}."))
                }
                Some(_) => Ok(()),
                None => unknown(),
            };
        }
        let Some(spec) = catalogue::cell(id).filter(|spec| spec.on.includes(level.api_only)) else {
            return unknown();
        };
        let place = spec.page_path(&Terms::default());
        if !spec.kind.takes(value) {
            return refuse(format!("{place} does not take {value}."));
        }
        if self.never(level).contains(&spec.path) && spec.kind.nothing().as_ref() != Some(value) {
            return refuse(format!(
                "{place} cannot be granted: {} does not have it.",
                self.origin(level).name
            ));
        }
        if id.as_str() == CAN_LOGIN && level.login_given_up && *value == CellValue::Flag(true) {
            return refuse(format!("{place} cannot be ticked again."));
        }
        Ok(())
    }

    /// The cell outside the catalogue with this address.
    fn extra_cell(&self, id: &CellId) -> Option<&ExtraCell> {
        self.extra_cells.iter().find(|cell| cell.id() == *id)
    }

    /// The values as they are kept: words in one form.
    fn as_kept(&self, cells: BTreeMap<CellId, CellValue>) -> BTreeMap<CellId, CellValue> {
        cells
            .into_iter()
            .map(|(id, value)| {
                let kept = self.extra_cell(&id).and_then(|cell| cell.kind.take(&value));
                (id, kept.unwrap_or(value))
            })
            .collect()
    }
}
