//! Copies a level, sets the copy's name and cells, opens it again.

use std::collections::BTreeSet;

use attune_model::{LevelId, Proof, Step};

use super::dispatch::Who;
use super::level::{LevelCopy, Levels, MadeLevel, NewLevel};
use super::{answer, reread};
use crate::executor::{Achieved, Executor, Stop};
use crate::ledger::Fact;
use crate::ports::{ActAs, Console, ConsoleError, ResourceWrite, TenantRead};

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    pub(super) async fn copy_level(
        &mut self,
        step: &Step,
        asked: LevelCopy<'_>,
    ) -> Result<Achieved, Stop> {
        let new = self.begin_copy(step, asked).await?;
        let MadeLevel {
            id,
            proof,
            evidence,
        } = match self.who(step) {
            Who::Attune => self.copy_at_pages(step, &new).await?,
            Who::Operator => self.copy_by_hand(step, &new).await?,
        };
        Ok(Achieved {
            proof,
            evidence,
            facts: new.facts(id, proof),
        })
    }

    async fn copy_at_pages(&mut self, step: &Step, new: &NewLevel<'_>) -> Result<MadeLevel, Stop> {
        let id = match new.left_behind(&new.before)? {
            Some(id) => id,
            None => self.make_copy(step, new).await?,
        };
        let edit = new.edit();
        let present = self.console.read_level(id).await?;
        if !reread::missing(&present, &edit).is_empty() {
            answer::of_page(self.console.save_level(id, &edit).await)?;
        }
        let content = self.console.read_level(id).await?;
        reread::require(&content, &edit)?;
        let name = new.asked.name;
        let listed = self.tenant.resource_metadata().await?.levels;
        if listed.get(&id).is_none_or(|level| level.name != *name) {
            return Err(Stop::Failed(format!(
                "REST does not list level {id} as \"{name}\""
            )));
        }
        Ok(MadeLevel {
            id,
            proof: Proof::ConsoleReread,
            evidence: format!(
                "opened again, the page shows {}; REST lists it as level {id}",
                reread::values(edit.cells.len())
            ),
        })
    }

    async fn make_copy(&mut self, step: &Step, new: &NewLevel<'_>) -> Result<LevelId, Stop> {
        let id = match self.console.copy_level(new.base).await {
            Ok(id) => id,
            Err(ConsoleError::Lost(why)) => {
                let now = self.tenant.resource_metadata().await?.levels;
                new.left_behind(&now)?.ok_or_else(|| {
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

impl NewLevel<'_> {
    /// The level that an earlier attempt, or an act whose answer was lost, left behind.
    ///
    /// A copy exists under a name like `Copy (1) of …` before it is renamed (`console.md` 4). A number that an answer named can be
    /// another's by now: live tenants have said that a write was done which was not (`rest.md` 5).
    fn left_behind(&self, levels: &Levels) -> Result<Option<LevelId>, Stop> {
        let noted = self.begun.facts.iter().find_map(|fact| {
            let Fact::Copied { level } = fact else {
                return None;
            };
            let is_free = levels.contains_key(level) && !self.others.contains(level);
            is_free.then_some(*level)
        });
        if noted.is_some() {
            return Ok(noted);
        }
        if let Some(id) = self.named(levels)? {
            return Ok(Some(id));
        }
        let orphans: BTreeSet<LevelId> = levels
            .iter()
            .filter(|(id, level)| {
                let text = level.name.as_str();
                !level.system
                    && !self.begun.known.levels.contains(id)
                    && !self.others.contains(id)
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
}
