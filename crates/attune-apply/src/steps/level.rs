//! What is asked of a security level, and what is so once it is done, whoever does it.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{
    CellChange, CellId, CellValue, Handle, LevelEdit, LevelId, LevelName, LevelRef, ObservedLevel,
    Proof, Remembered, Step,
};

use crate::executor::{Executor, Stop};
use crate::ledger::{Begun, Fact, Known};
use crate::ports::{ActAs, Console, ResourceWrite, TenantRead};

pub(super) type Levels = BTreeMap<LevelId, ObservedLevel>;

/// A copy that is to be made.
#[derive(Clone, Copy)]
pub(super) struct LevelCopy<'a> {
    pub(super) handle: Option<&'a Handle>,
    pub(super) base: &'a LevelRef,
    pub(super) name: &'a LevelName,
    pub(super) active: bool,
    pub(super) cells: &'a BTreeMap<CellId, CellChange>,
}

/// A copy whose making was begun.
pub(super) struct NewLevel<'a> {
    pub(super) asked: LevelCopy<'a>,
    /// The number behind `asked.base`.
    pub(super) base: LevelId,
    /// The levels that are there now.
    pub(super) before: Levels,
    /// What the first attempt knew, and what all of them did.
    pub(super) begun: Begun,
    /// The levels that the ledger knows as made for something else.
    pub(super) others: BTreeSet<LevelId>,
}

/// A copy that is there.
pub(super) struct MadeLevel {
    pub(super) id: LevelId,
    /// What shows its cells.
    pub(super) proof: Proof,
    pub(super) evidence: String,
}

/// A custom level that is to be edited.
#[derive(Clone, Copy)]
pub(super) struct EditedLevel<'a> {
    pub(super) handle: Option<&'a Handle>,
    pub(super) level: &'a LevelRef,
    pub(super) rename: Option<&'a LevelName>,
    pub(super) active: Option<bool>,
    pub(super) cells: &'a BTreeMap<CellId, CellChange>,
}

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    pub(super) async fn begin_copy<'s>(
        &mut self,
        step: &Step,
        asked: LevelCopy<'s>,
    ) -> Result<NewLevel<'s>, Stop> {
        let base = self.level_id(asked.base)?;
        let before = self.tenant.resource_metadata().await?.levels;
        let known = Known {
            levels: self.levels_before(&before),
            ..Known::default()
        };
        let others = others(&self.ledger.memory().remembered, asked, base);
        let begun = self.begin(step, known)?;
        Ok(NewLevel {
            asked,
            base,
            before,
            begun,
            others,
        })
    }
}

/// The levels of other blocks, and the copies of other levels.
fn others(remembered: &Remembered, asked: LevelCopy<'_>, base: LevelId) -> BTreeSet<LevelId> {
    let levels = remembered.levels.iter();
    let levels = levels.filter(|(handle, _)| asked.handle != Some(handle));
    let copies = remembered.copies.iter();
    let copies = copies.filter(|(of, _)| asked.handle.is_some() || **of != base);
    let copies = copies.map(|(_, copy)| *copy);
    levels.map(|(_, level)| level.id).chain(copies).collect()
}

impl NewLevel<'_> {
    /// The level of this name; an error where it was there before the step was begun.
    pub(super) fn named(&self, levels: &Levels) -> Result<Option<LevelId>, Stop> {
        let name = self.asked.name;
        let named = levels.iter().find(|(_, level)| level.name == *name);
        match named.map(|(id, _)| *id) {
            Some(id) if self.begun.known.levels.contains(&id) => Err(Stop::Failed(format!(
                "a level named \"{name}\" is there already; plan again"
            ))),
            named => Ok(named),
        }
    }

    pub(super) fn edit(&self) -> LevelEdit {
        LevelEdit {
            name: Some(self.asked.name.clone()),
            active: Some(self.asked.active),
            cells: after(self.asked.cells),
        }
    }

    /// What is so once the copy is there and `proof` shows its cells.
    pub(super) fn facts(&self, id: LevelId, proof: Proof) -> Vec<Fact> {
        let whose = match self.asked.handle {
            Some(handle) => Fact::Level {
                handle: handle.clone(),
                id,
                copy_of: Some(self.asked.base.name().clone()),
            },
            None => Fact::Copy {
                base: self.base,
                id,
            },
        };
        vec![cells_of(id, proof, self.asked.cells), whose]
    }
}

impl EditedLevel<'_> {
    pub(super) fn edit(&self) -> LevelEdit {
        LevelEdit {
            name: self.rename.cloned(),
            active: self.active,
            cells: after(self.cells),
        }
    }

    /// What is so once `proof` shows the cells.
    pub(super) fn facts(&self, id: LevelId, proof: Proof) -> Vec<Fact> {
        let whose = self.handle.map(|handle| Fact::Level {
            handle: handle.clone(),
            id,
            copy_of: None,
        });
        let cells = cells_of(id, proof, self.cells);
        [cells].into_iter().chain(whose).collect()
    }
}

fn cells_of(level: LevelId, proof: Proof, cells: &BTreeMap<CellId, CellChange>) -> Fact {
    Fact::Cells {
        level,
        proof,
        cells: after(cells),
    }
}

fn after(cells: &BTreeMap<CellId, CellChange>) -> BTreeMap<CellId, CellValue> {
    cells
        .iter()
        .map(|(cell, change)| (cell.clone(), change.after.clone()))
        .collect()
}
