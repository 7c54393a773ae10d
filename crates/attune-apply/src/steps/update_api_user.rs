//! Changes fields of an API user and reads them back.

use std::collections::BTreeMap;

use attune_model::{
    Channel, Field, FieldChange, FieldState, Handle, Person, Proof, Resource, ResourceId, Step,
    Tracking,
};

use super::answer;
use super::dispatch::Who;
use super::form::{self, Values};
use crate::executor::{Achieved, Executor, Stop};
use crate::ledger::{Fact, Known};
use crate::ports::{ActAs, Console, ResourceWrite, TenantRead};

/// What was seen of changed fields.
pub(super) struct Updated {
    /// The values that REST does not show.
    pub(super) of_form: Values,
    /// What the form shows, where it was read.
    pub(super) tracking: Option<Tracking>,
    pub(super) proof: Proof,
    pub(super) evidence: String,
}

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    pub(super) async fn update_api_user(
        &mut self,
        step: &Step,
        handle: &Handle,
        user: &Person,
        changes: &BTreeMap<Field, FieldChange>,
        tracking: Option<&Tracking>,
    ) -> Result<Achieved, Stop> {
        let Updated {
            of_form,
            tracking: shown,
            proof,
            evidence,
        } = match self.who(step) {
            Who::Attune => self.update(step, user, changes).await?,
            Who::Operator => self.update_by_hand(step, user, changes).await?,
        };
        Ok(Achieved {
            proof,
            evidence,
            facts: vec![Fact::ApiUser {
                handle: handle.clone(),
                id: user.id,
                fields: of_form,
                tracking: shown.or_else(|| tracking.cloned()),
            }],
        })
    }

    async fn update(
        &mut self,
        step: &Step,
        user: &Person,
        changes: &BTreeMap<Field, FieldChange>,
    ) -> Result<Updated, Stop> {
        let wanted = form::after(changes);
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
            self.save_fields(step, user.id, &wanted).await?;
            let reported = self.read(user).await?;
            seen = self.look(user.id, &reported, fields()).await?;
            let differences = form::differences(&wanted, &seen.values);
            if !differences.is_empty() {
                return Err(Stop::Failed(format!(
                    "Autotask took the change and did not make it: {differences}"
                )));
            }
        }
        let evidence = if seen.proof == Proof::RestFact {
            "REST reports the new values"
        } else {
            "opened again, the form shows the new values"
        };
        Ok(Updated {
            of_form: seen.form_values(),
            tracking: seen.tracking,
            proof: seen.proof,
            evidence: evidence.to_owned(),
        })
    }

    /// Gives an API user these values, through the channel of the step.
    pub(super) async fn save_fields(
        &mut self,
        step: &Step,
        id: ResourceId,
        fields: &Values,
    ) -> Result<(), Stop> {
        match step.channel {
            Channel::Rest => answer::of_rest(self.tenant.patch_resource(id, fields).await),
            Channel::Operator => answer::of_page(self.console.update_api_user(id, fields).await),
        }
    }

    pub(super) async fn read(&self, who: &Person) -> Result<Resource, Stop> {
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
