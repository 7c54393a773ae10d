//! Back to what a level was; a copy is inactivated.

use std::collections::BTreeMap;

use attune_model::catalogue::CAN_LOGIN;
use attune_model::{
    CellChange, CellId, CellState, CellValue, Change, Channel, Field, FieldChange, FieldState,
    FieldValue, Handle, LevelId, LevelName, LevelRef, Person, Proof,
};

use super::after::After;
use super::run::DoneStep;
use super::{Inverse, Inverted};
use crate::steps::reread;

/// What an edit asked for.
pub(super) struct Asked<'a> {
    pub(super) rename: Option<&'a LevelName>,
    pub(super) active: Option<&'a FieldChange>,
    pub(super) cells: &'a BTreeMap<CellId, CellChange>,
    /// Who held the level then.
    pub(super) holders: &'a [Person],
}

/// What an edit is taken back to.
#[derive(Default)]
struct Edit {
    rename: Option<LevelName>,
    active: Option<FieldChange>,
    cells: BTreeMap<CellId, CellChange>,
}

impl Inverse<'_> {
    /// Nothing is ever deleted: the copy is inactivated, once nobody active holds it.
    pub(super) fn copy_level(
        &mut self,
        done: &DoneStep<'_>,
        handle: Option<&Handle>,
        name: &LevelName,
        active: bool,
    ) -> Option<Inverted> {
        let id = self.run.made.level_of(done.id)?;
        let object = format!("level \"{name}\"");
        let Some(level) = self.after.levels.get(&id) else {
            self.leave(format!("{object}: REST does not list it any more"));
            return None;
        };
        if !active || !level.active {
            self.leave(format!("{object}: it stays, inactive as it is"));
            return None;
        }
        if level.name != *name {
            self.leave(format!(
                "{object}: left as it is, somebody named it \"{}\" since",
                level.name
            ));
            return None;
        }
        let edit = Edit {
            active: self.inactive(id, &object, &[]),
            ..Edit::default()
        };
        self.edit(id, handle, edit)
    }

    pub(super) fn edit_level(
        &mut self,
        done: &DoneStep<'_>,
        handle: Option<&Handle>,
        level: &LevelRef,
        asked: &Asked<'_>,
    ) -> Option<Inverted> {
        let Asked {
            rename,
            active,
            cells,
            holders,
        } = *asked;
        let id = self.run.made.level_id(level)?;
        let named = rename.unwrap_or(level.name());
        let object = format!("level \"{named}\"");
        let Some(now) = self.after.levels.get(&id) else {
            self.leave(format!("{object}: REST does not list it any more"));
            return None;
        };
        let (name_now, active_now) = (now.name.clone(), now.active);
        let mut edit = Edit::default();
        if rename.is_some_and(|name| *name != *level.name()) {
            if name_now == *named {
                edit.rename = Some(level.name().clone());
            } else {
                self.leave(format!(
                    "{object}: its name is left as it is, somebody changed it since"
                ));
            }
        }
        if let Some(change) = active {
            edit.active = self.back_to_active(done, id, &object, change, active_now, holders);
        }
        for (cell, change) in cells {
            if let Some(back) = self.back_to_cell(done, id, &object, cell, change) {
                edit.cells.insert(cell.clone(), back);
            }
        }
        self.edit(id, handle, edit)
    }

    /// The step, where anything is left to do.
    fn edit(&mut self, id: LevelId, handle: Option<&Handle>, edit: Edit) -> Option<Inverted> {
        let Edit {
            rename,
            active,
            cells,
        } = edit;
        if rename.is_none() && active.is_none() && cells.is_empty() {
            return None;
        }
        // Another level stands for the block where it was made anew since.
        let stands_for = |handle: &&Handle| {
            let known = self.after.remembered.levels.get(*handle);
            known.is_some_and(|known| known.id == id)
        };
        let inactivates = active
            .as_ref()
            .is_some_and(|change| change.after == FieldValue::Flag(false));
        let needs = if inactivates {
            self.leaving(id)
        } else {
            [].into()
        };
        let change = Change::EditLevel {
            handle: handle.filter(stands_for).cloned(),
            level: self.after.level(id)?,
            rename: rename.clone(),
            active: active.clone(),
            cells: cells.clone(),
            holders: self.after.holders(id),
        };
        let level = self.after.levels.get_mut(&id)?;
        if let Some(name) = rename {
            level.name = name;
        }
        if active.is_some() {
            level.active = !inactivates;
        }
        Some(Inverted {
            change,
            channel: Channel::Operator,
            proof: Proof::ConsoleReread,
            needs,
        })
    }

    fn back_to_active(
        &mut self,
        done: &DoneStep<'_>,
        id: LevelId,
        object: &str,
        change: &FieldChange,
        now: bool,
        holders: &[Person],
    ) -> Option<FieldChange> {
        let seen = done.known.fields.get(&Field::IsActive);
        let Some(before) = seen.or(change.before.value()) else {
            self.unseen(&format!("{object}, \"Active\""));
            return None;
        };
        let set = &change.after;
        if before == set {
            return None;
        }
        if FieldValue::Flag(now) != *set {
            self.leave(format!(
                "{object}: \"Active\" is left as it is, somebody changed it since"
            ));
            return None;
        }
        if *before == FieldValue::Flag(false) {
            return self.inactive(id, object, holders);
        }
        Some(FieldChange {
            before: FieldState::Known(set.clone()),
            after: before.clone(),
        })
    }

    /// The `Active` box taken off, where nobody active holds the level then but those who held it while it was off.
    fn inactive(&mut self, id: LevelId, object: &str, then: &[Person]) -> Option<FieldChange> {
        let mut holders = self.after.holders(id);
        holders.retain(|holder| then.iter().all(|other| other.id != holder.id));
        if !holders.is_empty() {
            self.leave(format!(
                "{object}: it stays active, since it is held by {}",
                After::names(&holders)
            ));
            return None;
        }
        Some(FieldChange {
            before: FieldState::Known(FieldValue::Flag(true)),
            after: FieldValue::Flag(false),
        })
    }

    fn back_to_cell(
        &mut self,
        done: &DoneStep<'_>,
        id: LevelId,
        object: &str,
        cell: &CellId,
        change: &CellChange,
    ) -> Option<CellChange> {
        let seen = done.known.cells.get(cell);
        let Some(before) = seen.or(change.before.value()) else {
            self.unseen(&format!("{object}, {cell}"));
            return None;
        };
        if reread::is_same(before, &change.after) {
            return None;
        }
        let now = self.after.levels.get(&id)?.cell(cell);
        match &now {
            CellState::Known { value, .. } if reread::is_same(value, &change.after) => {}
            CellState::Known { .. } => {
                self.leave(format!(
                    "{object}: {cell} is left as it is, somebody changed it since"
                ));
                return None;
            }
            CellState::Unknown => {
                self.leave(format!(
                    "{object}: {cell} is left as it is, nobody knows what it is now"
                ));
                return None;
            }
        }
        if cell.as_str() == CAN_LOGIN && *before == CellValue::Flag(true) {
            self.leave(format!(
                "{object}: {cell} stays off, since Autotask does not let it be ticked again"
            ));
            return None;
        }
        Some(CellChange {
            before: now,
            after: before.clone(),
        })
    }
}
