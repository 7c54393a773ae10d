//! Changes fields of an API user and reads them back.

use std::collections::BTreeMap;

use attune_model::{
    Channel, Field, FieldChange, FieldValue, Handle, Person, Proof, Resource, Step,
};

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
        integration_vendor: &str,
    ) -> Result<Achieved, Stop> {
        let found = self.read(user).await?;
        if !differing(&found, changes).is_empty() {
            require_unmoved(&found, changes)?;
            self.begin(step, Known::default())?;
            let values: BTreeMap<Field, FieldValue> = changes
                .iter()
                .map(|(field, change)| (*field, change.after.clone()))
                .collect();
            match step.channel {
                Channel::Rest => match self.tenant.patch_resource(user.id, &values).await {
                    Ok(()) | Err(WriteError::Lost(_)) => {}
                    Err(error @ WriteError::Refused(_)) => {
                        return Err(Stop::Failed(error.to_string()));
                    }
                },
                Channel::Operator => match self.console.update_api_user(user.id, &values).await {
                    Ok(()) | Err(ConsoleError::Lost(_)) => {}
                    Err(error) => return Err(error.into()),
                },
            }
            let after = self.read(user).await?;
            let differing = differing(&after, changes);
            if !differing.is_empty() {
                return Err(Stop::Failed(format!(
                    "Autotask took the change and did not make it: {}",
                    differing.join("; ")
                )));
            }
        }
        Ok(Achieved {
            proof: Proof::RestFact,
            evidence: "REST reports the new values".to_owned(),
            facts: vec![Fact::ApiUser {
                handle: handle.clone(),
                id: user.id,
                integration_vendor: integration_vendor.to_owned(),
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

fn value(resource: &Resource, field: Field) -> FieldValue {
    match field {
        Field::Email => FieldValue::Text(resource.email.clone()),
        Field::FirstName => FieldValue::Text(resource.first_name.clone()),
        Field::IsActive => FieldValue::Flag(resource.active),
        Field::LastName => FieldValue::Text(resource.last_name.clone()),
        Field::LocationId => resource
            .location
            .map_or_else(|| FieldValue::Text(String::new()), FieldValue::Number),
        Field::UserType => FieldValue::Number(resource.level.0),
    }
}

fn differing(resource: &Resource, changes: &BTreeMap<Field, FieldChange>) -> Vec<String> {
    changes
        .iter()
        .map(|(field, change)| (field, change, value(resource, *field)))
        .filter(|(_, change, now)| *now != change.after)
        .map(|(field, change, now)| format!("{} is {now}, not {}", field.rest_name(), change.after))
        .collect()
}

fn require_unmoved(
    resource: &Resource,
    changes: &BTreeMap<Field, FieldChange>,
) -> Result<(), Stop> {
    for (field, change) in changes {
        let now = value(resource, *field);
        if now != change.before && now != change.after {
            return Err(Stop::Failed(format!(
                "{} is {now}, and the plan took it to be {}; plan again",
                field.rest_name(),
                change.before
            )));
        }
    }
    Ok(())
}
