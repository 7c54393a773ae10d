//! Gives a person or an API user another level and reads it back.

use std::collections::BTreeMap;

use attune_model::{Channel, Field, FieldValue, LevelId, LevelRef, Person, Proof, Step};

use super::answer;
use super::dispatch::Who;
use crate::executor::{Achieved, Executor, Stop};
use crate::ledger::Known;
use crate::ports::{ActAs, Console, ResourceWrite, TenantRead};

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    pub(super) async fn assign_level(
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
            match self.who(step) {
                Who::Attune => self.give_level(step, person, target, after).await?,
                Who::Operator => {
                    let by = self.level_by_hand(step, person, target, after).await?;
                    evidence = format!("{evidence}, set by {by}");
                }
            }
        }
        Ok(Achieved {
            proof: Proof::RestFact,
            evidence,
            facts: Vec::new(),
        })
    }

    /// `target` is the number behind `after`.
    async fn give_level(
        &mut self,
        step: &Step,
        person: &Person,
        target: LevelId,
        after: &LevelRef,
    ) -> Result<(), Stop> {
        match step.channel {
            Channel::Rest => {
                let fields = BTreeMap::from([(Field::UserType, FieldValue::Number(target.0))]);
                answer::of_rest(self.tenant.patch_resource(person.id, &fields).await)?;
            }
            Channel::Operator => {
                answer::of_page(self.console.assign_level(person.id, target).await)?;
            }
        }
        let now = self.read(person).await?.level;
        if now != target {
            return Err(Stop::Failed(format!(
                "REST still reports level {now} for {person}, not \"{}\"",
                after.name()
            )));
        }
        Ok(())
    }
}
