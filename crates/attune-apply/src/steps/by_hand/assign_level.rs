//! Another level for a person or an API user: REST shows it.

use attune_model::{LevelId, LevelRef, Person, Step};

use super::Look;
use crate::executor::{Executor, Stop};
use crate::ports::{ActAs, Console, Prompt, ResourceWrite, TenantRead};

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    /// Has a level given; who did it. `target` is the number behind `after`.
    pub(in crate::steps) async fn level_by_hand(
        &mut self,
        step: &Step,
        person: &Person,
        target: LevelId,
        after: &LevelRef,
    ) -> Result<String, Stop> {
        let look = async |tenant: &T| {
            let held = tenant.resource(person.id).await?.map(|seen| seen.level);
            Ok(match held {
                Some(held) if held == target => Look::There(()),
                Some(held) => Look::Missing(format!(
                    "REST still reports level {held} for {person}, not \"{}\" ({target})",
                    after.name()
                )),
                None => Look::Missing(format!("REST does not list {person} any more")),
            })
        };
        let visit = Prompt::Visit { found: None };
        let (by, ()) = self.until(step, visit, look).await?;
        Ok(by)
    }
}
