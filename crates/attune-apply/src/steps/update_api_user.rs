//! Changes fields of an API user and reads them back.

use std::collections::BTreeMap;

use attune_model::{
    Channel, Field, FieldChange, FieldState, Handle, Person, Proof, Resource, Step, Tracking,
};

use super::form::{self, Values};
use crate::executor::{Achieved, Executor, Stop};
use crate::ledger::{Fact, Known};
use crate::ports::{ActAs, Console, ConsoleError, ResourceWrite, TenantRead, WriteError};

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    pub(crate) async fn update_api_user(
        &mut self,
        step: &Step,
        handle: &Handle,
        user: &Person,
        changes: &BTreeMap<Field, FieldChange>,
        tracking: Option<&Tracking>,
    ) -> Result<Achieved, Stop> {
        let wanted: Values = changes
            .iter()
            .map(|(field, change)| (*field, change.after.clone()))
            .collect();
        let fields = || changes.keys().copied();
        let reported = self.read(user).await?;
        let mut seen = self.look(user.id, &reported, fields()).await?;
        if form::differing(&wanted, &seen.values).next().is_some() {
            require_unmoved(&seen.values, changes)?;
            let known = Known {
                fields: seen.values.clone(),
                ..Known::default()
            };
            self.begin(step, known)?;
            match step.channel {
                Channel::Rest => match self.tenant.patch_resource(user.id, &wanted).await {
                    Ok(()) | Err(WriteError::Lost(_)) => {}
                    Err(error @ WriteError::Refused(_)) => {
                        return Err(Stop::Failed(error.to_string()));
                    }
                },
                Channel::Operator => match self.console.update_api_user(user.id, &wanted).await {
                    Ok(()) | Err(ConsoleError::Lost(_)) => {}
                    Err(error) => return Err(error.into()),
                },
            }
            let reported = self.read(user).await?;
            seen = self.look(user.id, &reported, fields()).await?;
            let differences = form::differences(&wanted, &seen.values);
            if !differences.is_empty() {
                return Err(Stop::Failed(format!(
                    "Autotask took the change and did not make it: {differences}"
                )));
            }
        }
        Ok(Achieved {
            proof: seen.proof,
            evidence: if seen.proof == Proof::RestFact {
                "REST reports the new values".to_owned()
            } else {
                "opened again, the form shows the new values".to_owned()
            },
            facts: vec![Fact::ApiUser {
                handle: handle.clone(),
                id: user.id,
                fields: seen.form_values(),
                tracking: seen.tracking.or_else(|| tracking.cloned()),
            }],
        })
    }

    pub(crate) async fn read(&self, who: &Person) -> Result<Resource, Stop> {
        self.tenant
            .resource(who.id)
            .await?
            .ok_or_else(|| Stop::Failed(format!("REST does not list {who} any more")))
    }
}

/// Refuses where a field is not as the plan took it to be: someone else was there.
pub(super) fn require_unmoved(
    seen: &Values,
    changes: &BTreeMap<Field, FieldChange>,
) -> Result<(), Stop> {
    for (field, FieldChange { before, after }) in changes {
        if let (FieldState::Known(before), Some(now)) = (before, seen.get(field))
            && !form::is_same(*field, now, before)
            && !form::is_same(*field, now, after)
        {
            return Err(Stop::Failed(format!(
                "{} is {}, and the plan took it to be {}; plan again",
                field.label(),
                form::in_words(now),
                form::in_words(before)
            )));
        }
    }
    Ok(())
}
