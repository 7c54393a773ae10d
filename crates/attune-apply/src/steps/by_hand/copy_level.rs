//! A copy of a level: REST shows its name and whether it is active, never its cells.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{CellChange, CellId, Handle, LevelId, LevelName, LevelRef, ObservedLevel, Step};

use super::{Look, proof_of_cells, word_on_cells};
use crate::executor::{Achieved, Executor, Stop};
use crate::ledger::{Fact, Known};
use crate::ports::{ActAs, Console, Prompt, ResourceWrite, TenantRead};

type Levels = BTreeMap<LevelId, ObservedLevel>;

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    pub(super) async fn copy_by_hand(
        &mut self,
        step: &Step,
        handle: Option<&Handle>,
        base: &LevelRef,
        name: &LevelName,
        active: bool,
        cells: &BTreeMap<CellId, CellChange>,
    ) -> Result<Achieved, Stop> {
        let base_id = self.level_id(base)?;
        let levels = self.tenant.resource_metadata().await?.levels;
        let known = Known {
            levels: self.levels_before(&levels),
            ..Known::default()
        };
        let known = self.begin(step, known)?.known.levels;
        if let Some((id, _)) = levels.iter().find(|(_, level)| level.name == *name)
            && known.contains(id)
        {
            return Err(Stop::Failed(format!(
                "a level named \"{name}\" is there already; plan again"
            )));
        }
        let (by, id) = match seen(&levels, &known, name, active) {
            // Somebody made it since this step was begun, and there is nothing in it that REST does not show.
            Look::There(id) if cells.is_empty() => (None, id),
            found @ (Look::There(_) | Look::Missing(_)) => {
                let found = match found {
                    Look::There(id) => Some(format!("REST lists it as level {id} already")),
                    Look::Missing(_) => None,
                };
                let visit = Prompt::Visit {
                    found: found.as_deref(),
                };
                let look = async |tenant: &T| {
                    let levels = tenant.resource_metadata().await?.levels;
                    Ok(seen(&levels, &known, name, active))
                };
                let (by, id) = self.until(step, visit, look).await?;
                (Some(by), id)
            }
        };
        let mut facts = vec![Fact::Cells {
            level: id,
            proof: proof_of_cells(cells.len()),
            cells: cells
                .iter()
                .map(|(cell, change)| (cell.clone(), change.after.clone()))
                .collect(),
        }];
        facts.push(match handle {
            Some(handle) => Fact::Level {
                handle: handle.clone(),
                id,
                copy_of: Some(base.name().clone()),
            },
            None => Fact::Copy { base: base_id, id },
        });
        let word = by.map(|by| word_on_cells(&by, cells.len()));
        Ok(Achieved {
            proof: proof_of_cells(cells.len()),
            evidence: format!("REST lists it as level {id}{}", word.unwrap_or_default()),
            facts,
        })
    }
}

/// The level of this name that was not there when the step was begun.
fn seen(
    levels: &Levels,
    known: &BTreeSet<LevelId>,
    name: &LevelName,
    active: bool,
) -> Look<LevelId> {
    let mut new = levels.iter().filter(|(id, _)| !known.contains(id));
    match new.clone().find(|(_, level)| level.name == *name) {
        Some((id, level)) if level.active == active => Look::There(*id),
        Some((id, level)) => Look::Missing(format!(
            "REST lists \"{name}\" as level {id}, and it is {}",
            if level.active { "active" } else { "inactive" }
        )),
        None => {
            let names: Vec<String> = new
                .by_ref()
                .map(|(id, level)| format!("\"{}\" ({id})", level.name))
                .collect();
            let new = if names.is_empty() {
                String::new()
            } else {
                format!("; new since this step was begun: {}", names.join(", "))
            };
            Look::Missing(format!("REST lists no level named \"{name}\" yet{new}"))
        }
    }
}
