//! Another level for a person or an API user: REST shows it.

use attune_model::{LevelRef, Person, Proof, Step};

use super::Look;
use crate::executor::{Achieved, Executor, Stop};
use crate::ledger::Known;
use crate::ports::{ActAs, Console, Prompt, ResourceWrite, TenantRead};

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    pub(super) async fn assign_by_hand(
        &mut self,
        step: &Step,
        person: &Person,
        before: &LevelRef,
        after: &LevelRef,
    ) -> Result<Achieved, Stop> {
        let target = self.level_id(after)?;
        let held = self.read(person).await?.level;
        let mut evidence = format!("REST reports \"{}\"", after.name());
        if held != target {
            if held != self.level_id(before)? {
                return Err(Stop::Failed(format!(
                    "{person} holds level {held} now, not \"{}\"; plan again",
                    before.name()
                )));
            }
            self.begin(step, Known::default())?;
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
            evidence = format!("{evidence}, set by {by}");
        }
        Ok(Achieved {
            proof: Proof::RestFact,
            evidence,
            facts: Vec::new(),
        })
    }
}
