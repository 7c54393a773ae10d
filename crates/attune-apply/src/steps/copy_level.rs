//! Copies a level, sets the copy's name and cells, opens it again.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{
    CellChange, CellId, Handle, LevelEdit, LevelId, LevelName, LevelRef, ObservedLevel, Proof, Step,
};

use super::reread;
use crate::executor::{Achieved, Executor, Stop};
use crate::ledger::{Begun, Fact, Known};
use crate::ports::{ActAs, Console, ConsoleError, ResourceWrite, TenantRead};

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    pub(crate) async fn copy_level(
        &mut self,
        step: &Step,
        handle: Option<&Handle>,
        base: &LevelRef,
        name: &LevelName,
        active: bool,
        cells: &BTreeMap<CellId, CellChange>,
    ) -> Result<Achieved, Stop> {
        let base_id = self.level_id(base)?;
        let before = self.tenant.resource_metadata().await?.levels;
        let known = Known {
            levels: self.levels_before(&before),
            ..Known::default()
        };
        let begun = self.begin(step, known)?;
        let id = match left_behind(&begun, &before, name)? {
            Some(id) => id,
            None => self.make_copy(step, &begun, base_id, name).await?,
        };
        let edit = LevelEdit {
            name: Some(name.clone()),
            active: Some(active),
            cells: cells
                .iter()
                .map(|(cell, change)| (cell.clone(), change.after.clone()))
                .collect(),
        };
        let present = self.console.read_level(id).await?;
        if !reread::missing(&present, &edit).is_empty() {
            match self.console.save_level(id, &edit).await {
                // Whether it was saved shows when the page is opened again.
                Ok(()) | Err(ConsoleError::Lost(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        let content = self.console.read_level(id).await?;
        reread::require(&content, &edit)?;
        let listed = self.tenant.resource_metadata().await?.levels;
        if listed.get(&id).is_none_or(|level| level.name != *name) {
            return Err(Stop::Failed(format!(
                "REST does not list level {id} as \"{name}\""
            )));
        }
        let mut facts = vec![Fact::Cells {
            level: id,
            proof: Proof::ConsoleReread,
            cells: edit.cells,
        }];
        facts.push(match handle {
            Some(handle) => Fact::Level {
                handle: handle.clone(),
                id,
                copy_of: Some(base.name().clone()),
            },
            None => Fact::Copy { base: base_id, id },
        });
        Ok(Achieved {
            proof: Proof::ConsoleReread,
            evidence: format!(
                "opened again, the page shows {}; REST lists it as level {id}",
                reread::values(cells.len())
            ),
            facts,
        })
    }

    async fn make_copy(
        &mut self,
        step: &Step,
        begun: &Begun,
        base: LevelId,
        name: &LevelName,
    ) -> Result<LevelId, Stop> {
        let id = match self.console.copy_level(base).await {
            Ok(id) => id,
            Err(ConsoleError::Lost(why)) => {
                let now = self.tenant.resource_metadata().await?.levels;
                left_behind(begun, &now, name)?.ok_or_else(|| {
                    Stop::Failed(format!(
                        "no copy appeared, and the console's answer was lost ({why})"
                    ))
                })?
            }
            Err(error) => return Err(error.into()),
        };
        self.note(step, Fact::Copied { level: id })?;
        Ok(id)
    }
}

/// The level that an earlier attempt, or an act whose answer was lost, left behind.
///
/// A copy exists under a name like `Copy (1) of …` before it is renamed (`console.md` 4).
fn left_behind(
    begun: &Begun,
    levels: &BTreeMap<LevelId, ObservedLevel>,
    name: &LevelName,
) -> Result<Option<LevelId>, Stop> {
    let noted = begun.facts.iter().find_map(|fact| match fact {
        Fact::Copied { level } if levels.contains_key(level) => Some(*level),
        Fact::Copied { .. }
        | Fact::Level { .. }
        | Fact::Copy { .. }
        | Fact::Cells { .. }
        | Fact::Drafted { .. }
        | Fact::Discarded { .. }
        | Fact::ApiUser { .. }
        | Fact::ProtectedData { .. }
        | Fact::Ticket { .. }
        | Fact::Passed { .. } => None,
    });
    if noted.is_some() {
        return Ok(noted);
    }
    if let Some((id, _)) = levels.iter().find(|(_, level)| level.name == *name) {
        return if begun.known.levels.contains(id) {
            Err(Stop::Failed(format!(
                "a level named \"{name}\" is there already; plan again"
            )))
        } else {
            Ok(Some(*id))
        };
    }
    let orphans: BTreeSet<LevelId> = levels
        .iter()
        .filter(|(id, level)| {
            let text = level.name.as_str();
            !level.system
                && !begun.known.levels.contains(id)
                && text.starts_with("Copy ")
                && text.contains("of ")
        })
        .map(|(id, _)| *id)
        .collect();
    match orphans.len() {
        0 => Ok(None),
        1 => Ok(orphans.first().copied()),
        many => Err(Stop::Failed(format!(
            "{many} unnamed copies appeared since this step was begun; inactivate those that are not needed, then apply again"
        ))),
    }
}
