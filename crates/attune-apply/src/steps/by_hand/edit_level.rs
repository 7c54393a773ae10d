//! An edit of a custom level: REST shows its name and whether it is active, never its cells.

use std::collections::BTreeMap;

use attune_model::{
    CellChange, CellId, Field, FieldChange, FieldValue, Handle, LevelName, LevelRef, ObservedLevel,
    Step,
};

use super::{Look, proof_of_cells, word_on_cells};
use crate::executor::{Achieved, Executor, Stop};
use crate::ledger::{Fact, Known};
use crate::ports::{ActAs, Console, Prompt, ResourceWrite, TenantRead};

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    pub(super) async fn edit_by_hand(
        &mut self,
        step: &Step,
        handle: Option<&Handle>,
        level: &LevelRef,
        rename: Option<&LevelName>,
        active: Option<&FieldChange>,
        cells: &BTreeMap<CellId, CellChange>,
    ) -> Result<Achieved, Stop> {
        let id = self.level_id(level)?;
        let name = rename.unwrap_or_else(|| level.name());
        let active = active.map(|change| change.after == FieldValue::Flag(true));
        let levels = self.tenant.resource_metadata().await?.levels;
        let found = levels
            .get(&id)
            .filter(|found| found.name == *level.name() || found.name == *name)
            .ok_or_else(|| {
                Stop::Failed(format!(
                    "REST does not list level {id} as \"{}\" any more; plan again",
                    level.name()
                ))
            })?;
        let mut by = None;
        if !cells.is_empty() || difference(found, name, active).is_some() {
            let was = active.map(|_| (Field::IsActive, FieldValue::Flag(found.active)));
            let known = Known {
                fields: was.into_iter().collect(),
                ..Known::default()
            };
            self.begin(step, known)?;
            let look = async |tenant: &T| {
                let levels = tenant.resource_metadata().await?.levels;
                Ok(match levels.get(&id) {
                    Some(level) => match difference(level, name, active) {
                        None => Look::There(()),
                        Some(difference) => Look::Missing(difference),
                    },
                    None => Look::Missing(format!("REST does not list level {id} any more")),
                })
            };
            let visit = Prompt::Visit { found: None };
            let (who, ()) = self.until(step, visit, look).await?;
            by = Some(who);
        }
        let mut facts = vec![Fact::Cells {
            level: id,
            proof: proof_of_cells(cells.len()),
            cells: cells
                .iter()
                .map(|(cell, change)| (cell.clone(), change.after.clone()))
                .collect(),
        }];
        if let Some(handle) = handle {
            facts.push(Fact::Level {
                handle: handle.clone(),
                id,
                copy_of: None,
            });
        }
        let word = by.map(|by| word_on_cells(&by, cells.len()));
        Ok(Achieved {
            proof: proof_of_cells(cells.len()),
            evidence: format!(
                "REST lists level {id} as \"{name}\"{}{}",
                match active {
                    Some(true) => ", active",
                    Some(false) => ", inactive",
                    None => "",
                },
                word.unwrap_or_default()
            ),
            facts,
        })
    }
}

/// What REST shows otherwise.
fn difference(level: &ObservedLevel, name: &LevelName, active: Option<bool>) -> Option<String> {
    if level.name != *name {
        return Some(format!(
            "REST still lists it as \"{}\", not \"{name}\"",
            level.name
        ));
    }
    match active {
        Some(true) if !level.active => Some("REST still reports it as inactive".to_owned()),
        Some(false) if level.active => Some("REST still reports it as active".to_owned()),
        Some(_) | None => None,
    }
}
