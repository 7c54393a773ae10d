//! Edits a custom level and opens it again.

use std::collections::BTreeMap;

use attune_model::{
    CellChange, CellId, Field, FieldChange, FieldValue, Handle, LevelEdit, LevelName, LevelRef,
    Proof, Step,
};

use super::reread;
use crate::executor::{Achieved, Executor, Stop};
use crate::ledger::{Fact, Known};
use crate::ports::{ActAs, Console, ConsoleError, LevelContent, ResourceWrite, TenantRead};

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    pub(crate) async fn edit_level(
        &mut self,
        step: &Step,
        handle: Option<&Handle>,
        level: &LevelRef,
        rename: Option<&LevelName>,
        active: Option<&FieldChange>,
        cells: &BTreeMap<CellId, CellChange>,
    ) -> Result<Achieved, Stop> {
        let id = self.level_id(level)?;
        let edit = LevelEdit {
            name: rename.cloned(),
            active: active.map(|change| change.after == FieldValue::Flag(true)),
            cells: cells
                .iter()
                .map(|(cell, change)| (cell.clone(), change.after.clone()))
                .collect(),
        };
        let found = self.console.read_level(id).await?;
        let done_before = reread::missing(&found, &edit).is_empty();
        if !done_before {
            require_unmoved(&found, level.name(), cells)?;
            self.begin(step, there(&found, &edit))?;
            match self.console.save_level(id, &edit).await {
                Ok(()) | Err(ConsoleError::Lost(_)) => {}
                Err(error) => return Err(error.into()),
            }
            let content = self.console.read_level(id).await?;
            reread::require(&content, &edit)?;
        }
        let mut facts = vec![Fact::Cells {
            level: id,
            proof: Proof::ConsoleReread,
            cells: edit.cells,
        }];
        if let Some(handle) = handle {
            facts.push(Fact::Level {
                handle: handle.clone(),
                id,
                copy_of: None,
            });
        }
        Ok(Achieved {
            proof: Proof::ConsoleReread,
            evidence: if done_before {
                "the page shows that it was so already".to_owned()
            } else {
                format!(
                    "opened again, the page shows {}",
                    reread::values(
                        cells.len() + usize::from(rename.is_some()) + usize::from(active.is_some())
                    )
                )
            },
            facts,
        })
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
