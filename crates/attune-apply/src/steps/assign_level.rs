//! Gives a person or an API user another level and reads it back.

use std::collections::BTreeMap;

use attune_model::{Channel, Field, FieldValue, LevelRef, Person, Proof, Step};

use crate::executor::{Achieved, Executor, Stop};
use crate::ledger::Known;
use crate::ports::{ActAs, Console, ConsoleError, ResourceWrite, TenantRead, WriteError};

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    pub(crate) async fn assign_level(
        &mut self,
        step: &Step,
        person: &Person,
        before: &LevelRef,
        after: &LevelRef,
    ) -> Result<Achieved, Stop> {
        let target = self.level_id(after)?;
        let held = self.read(person).await?.level;
        if held != target {
            if held != self.level_id(before)? {
                return Err(Stop::Failed(format!(
                    "{person} holds level {held} now, not \"{}\"; plan again",
                    before.name()
                )));
            }
            self.begin(step, Known::default())?;
            match step.channel {
                Channel::Rest => {
                    let fields = BTreeMap::from([(Field::UserType, FieldValue::Number(target.0))]);
                    match self.tenant.patch_resource(person.id, &fields).await {
                        Ok(()) | Err(WriteError::Lost(_)) => {}
                        Err(error @ WriteError::Refused(_)) => {
                            return Err(Stop::Failed(error.to_string()));
                        }
                    }
                }
                Channel::Operator => match self.console.assign_level(person.id, target).await {
                    Ok(()) | Err(ConsoleError::Lost(_)) => {}
                    Err(error) => return Err(error.into()),
                },
            }
            let now = self.read(person).await?.level;
            if now != target {
                return Err(Stop::Failed(format!(
                    "REST still reports level {now} for {person}, not \"{}\"",
                    after.name()
                )));
            }
        }
        Ok(Achieved {
            proof: Proof::RestFact,
            evidence: format!("REST reports \"{}\"", after.name()),
            facts: Vec::new(),
        })
    }
}
