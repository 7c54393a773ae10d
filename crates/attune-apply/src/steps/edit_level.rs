//! Edits a custom level and opens it again.

use std::collections::BTreeMap;

use attune_model::{
    CellChange, CellId, Field, FieldValue, LevelEdit, LevelId, LevelName, Proof, Step,
};

use super::dispatch::Who;
use super::level::EditedLevel;
use super::{answer, reread};
use crate::executor::{Achieved, Executor, Stop};
use crate::ledger::Known;
use crate::ports::{ActAs, Console, LevelContent, ResourceWrite, TenantRead};

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    pub(super) async fn edit_level(
        &mut self,
        step: &Step,
        asked: &EditedLevel<'_>,
    ) -> Result<Achieved, Stop> {
        let id = self.level_id(asked.level)?;
        let (proof, evidence) = match self.who(step) {
            Who::Attune => (
                Proof::ConsoleReread,
                self.edit_at_page(step, id, asked).await?,
            ),
            Who::Operator => self.edit_by_hand(step, id, asked).await?,
        };
        Ok(Achieved {
            proof,
            evidence,
            facts: asked.facts(id, proof),
        })
    }

    /// Edits it; what the page shows then.
    async fn edit_at_page(
        &mut self,
        step: &Step,
        id: LevelId,
        asked: &EditedLevel<'_>,
    ) -> Result<String, Stop> {
        let edit = asked.edit();
        let found = self.console.read_level(id).await?;
        if reread::missing(&found, &edit).is_empty() {
            return Ok("the page shows that it was so already".to_owned());
        }
        require_unmoved(&found, asked.level.name(), asked.cells)?;
        self.begin(step, there(&found, &edit))?;
        answer::of_page(self.console.save_level(id, &edit).await)?;
        let content = self.console.read_level(id).await?;
        reread::require(&content, &edit)?;
        let count = edit.cells.len()
            + usize::from(edit.name.is_some())
            + usize::from(edit.active.is_some());
        Ok(format!(
            "opened again, the page shows {}",
            reread::values(count)
        ))
    }
}

/// What the page shows of what is about to be set.
fn there(found: &LevelContent, edit: &LevelEdit) -> Known {
    let shown = |cell: &CellId| Some((cell.clone(), found.cells.get(cell)?.clone()));
    let active = edit
        .active
        .map(|_| (Field::IsActive, FieldValue::Flag(found.active)));
    Known {
        cells: edit.cells.keys().filter_map(shown).collect(),
        fields: active.into_iter().collect(),
        ..Known::default()
    }
}

/// Refuses where the page is not as the plan took it to be: someone else was there.
fn require_unmoved(
    found: &LevelContent,
    name: &LevelName,
    cells: &BTreeMap<CellId, CellChange>,
) -> Result<(), Stop> {
    if found.name != *name {
        return Err(Stop::Failed(format!(
            "the level is named \"{}\" now, not \"{name}\"; plan again",
            found.name
        )));
    }
    for (cell, change) in cells {
        if let (Some(before), Some(now)) = (change.before.value(), found.cells.get(cell))
            && !reread::is_same(now, before)
            && !reread::is_same(now, &change.after)
        {
            return Err(Stop::Failed(format!(
                "{cell} is {now}, and the plan took it to be {before}; plan again"
            )));
        }
    }
    Ok(())
}
