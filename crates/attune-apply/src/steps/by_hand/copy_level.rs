//! A copy of a level: REST shows its name and whether it is active, never its cells.

use attune_model::{LevelId, Step};

use super::{Look, proof_of_cells, word_on_cells};
use crate::executor::{Executor, Stop};
use crate::ports::{ActAs, Console, Prompt, ResourceWrite, TenantRead};
use crate::steps::level::{Levels, MadeLevel, NewLevel};

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    pub(in crate::steps) async fn copy_by_hand(
        &mut self,
        step: &Step,
        new: &NewLevel<'_>,
    ) -> Result<MadeLevel, Stop> {
        new.named(&new.before)?;
        let count = new.asked.cells.len();
        let (by, id) = match seen(new, &new.before) {
            // Somebody made it since this step was begun, and there is nothing in it that REST does not show.
            Look::There(id) if count == 0 => (None, id),
            found @ (Look::There(_) | Look::Missing(_)) => {
                let found = match found {
                    Look::There(id) => Some(format!("REST lists it as level {id} already")),
                    Look::Missing(_) => None,
                };
                let visit = Prompt::Visit {
                    found: found.as_deref(),
                };
                let look =
                    async |tenant: &T| Ok(seen(new, &tenant.resource_metadata().await?.levels));
                let (by, id) = self.until(step, visit, look).await?;
                (Some(by), id)
            }
        };
        let word = by.map(|by| word_on_cells(&by, count));
        Ok(MadeLevel {
            id,
            proof: proof_of_cells(count),
            evidence: format!("REST lists it as level {id}{}", word.unwrap_or_default()),
        })
    }
}

/// The level of this name that was not there when the step was begun.
fn seen(new: &NewLevel<'_>, levels: &Levels) -> Look<LevelId> {
    let name = new.asked.name;
    let known = &new.begun.known.levels;
    let since = levels.iter().filter(|(id, _)| !known.contains(id));
    match since.clone().find(|(_, level)| level.name == *name) {
        Some((id, level)) if level.active == new.asked.active => Look::There(*id),
        Some((id, level)) => Look::Missing(format!(
            "REST lists \"{name}\" as level {id}, and it is {}",
            if level.active { "active" } else { "inactive" }
        )),
        None => {
            let names: Vec<String> = since
                .map(|(id, level)| format!("\"{}\" ({id})", level.name))
                .collect();
            let others = if names.is_empty() {
                String::new()
            } else {
                format!("; new since this step was begun: {}", names.join(", "))
            };
            Look::Missing(format!("REST lists no level named \"{name}\" yet{others}"))
        }
    }
}
