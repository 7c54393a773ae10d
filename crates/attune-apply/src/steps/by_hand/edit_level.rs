//! An edit of a custom level: REST shows its name and whether it is active, never its cells.

use attune_model::{Field, FieldValue, LevelId, LevelName, ObservedLevel, Proof, Step};

use super::{Look, proof_of_cells, word_on_cells};
use crate::executor::{Executor, Stop};
use crate::ledger::Known;
use crate::ports::{ActAs, Console, Prompt, ResourceWrite, TenantRead};
use crate::steps::level::EditedLevel;

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    pub(in crate::steps) async fn edit_by_hand(
        &mut self,
        step: &Step,
        id: LevelId,
        asked: &EditedLevel<'_>,
    ) -> Result<(Proof, String), Stop> {
        let name = asked.rename.unwrap_or_else(|| asked.level.name());
        let active = asked.active;
        let count = asked.cells.len();
        let levels = self.tenant.resource_metadata().await?.levels;
        let found = levels
            .get(&id)
            .filter(|found| found.name == *asked.level.name() || found.name == *name)
            .ok_or_else(|| {
                Stop::Failed(format!(
                    "REST does not list level {id} as \"{}\" any more; plan again",
                    asked.level.name()
                ))
            })?;
        let mut by = None;
        if count > 0 || difference(found, name, active).is_some() {
            let was = active.map(|_| (Field::IsActive, FieldValue::Flag(found.active)));
            let known = Known {
                fields: was.into_iter().collect(),
                ..Known::default()
            };
            self.begin(step, known)?;
            let look = async |tenant: &T| {
                let levels = tenant.resource_metadata().await?.levels;
                Ok(match levels.get(&id) {
                    Some(level) => {
                        difference(level, name, active).map_or(Look::There(()), Look::Missing)
                    }
                    None => Look::Missing(format!("REST does not list level {id} any more")),
                })
            };
            let visit = Prompt::Visit { found: None };
            let (who, ()) = self.until(step, visit, look).await?;
            by = Some(who);
        }
        let word = by.map(|by| word_on_cells(&by, count));
        let evidence = format!(
            "REST lists level {id} as \"{name}\"{}{}",
            match active {
                Some(true) => ", active",
                Some(false) => ", inactive",
                None => "",
            },
            word.unwrap_or_default()
        );
        Ok((proof_of_cells(count), evidence))
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
