//! The probing port: looking with the eyes of other API users, reading only.

use std::collections::BTreeMap;

use attune_apply::ports::{ActError, Probe, ReadError};
use attune_model::{Credentials, EffectiveRights, EntityAccess, ResourceId};
use reqwest::Method;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::json;

use crate::act::accepted;
use crate::answer::Complaint;
use crate::connect::Autotask;
use crate::entities::ENTITIES;
use crate::error::{Asked, sentence};
use crate::wire::{AllInformation, EntityInformation, Page};

/// The integration code that goes with foreign credentials is the connection's own, as for signing in.
impl Probe for Autotask {
    /// The call for all entities stands in the vendor's `OpenAPI` document and was never seen live: where it does not answer,
    /// or not as described, every entity is asked for itself.
    async fn effective_rights(
        &self,
        credentials: &Credentials,
    ) -> Result<EffectiveRights, ReadError> {
        match self.rights_at_once(credentials).await {
            Err(
                ReadError::RightMissing { .. }
                | ReadError::Maintenance { .. }
                | ReadError::Answer { .. }
                | ReadError::Unreadable { .. },
            ) => self.rights_one_by_one(credentials).await,
            result => result,
        }
    }

    async fn peek(
        &self,
        credentials: &Credentials,
        entity: &str,
        person: Option<ResourceId>,
    ) -> Result<(), ActError> {
        let body = json!({
            "MaxRecords": 1,
            "IncludeFields": ["id"],
            "filter": [{"op": "gte", "field": "id", "value": 0}],
        });
        let path = format!("{entity}/query");
        let request = self
            .request_as(credentials, person, Method::POST, &path, Some(body))
            .map_err(ActError::Refused)?;
        let answer = self
            .sender
            .send_read(&request)
            .await
            .map_err(|failure| ActError::Lost(failure.into_cause()))?;
        if answer.is_passing() {
            // Being told to come later says nothing about rights.
            return Err(ActError::Lost(format!(
                "status {}, also after waiting",
                answer.status.as_u16()
            )));
        }
        match answer.complaint() {
            // Only a missing right is a refusal. What else goes wrong on the way has words too, and would be taken for one.
            Some(
                complaint @ (Complaint::Said(_)
                | Complaint::Silent
                | Complaint::WebPage
                | Complaint::Throttled(_)
                | Complaint::UnknownZone),
            ) => Err(ActError::Lost(format!(
                "status {}: {}",
                answer.status.as_u16(),
                sentence(complaint)
            ))),
            Some(
                Complaint::RightMissing(_)
                | Complaint::CredentialsRefused
                | Complaint::IntegrationCode(_),
            )
            | None => accepted::<Page<IgnoredAny>>(&answer).map(drop),
        }
    }
}

impl Autotask {
    async fn rights_at_once(
        &self,
        credentials: &Credentials,
    ) -> Result<EffectiveRights, ReadError> {
        let path = "EntityInformation";
        let all: AllInformation = self.told(credentials, path).await?;
        let rights: Option<BTreeMap<String, EntityAccess>> = all
            .entity_descriptions
            .into_iter()
            .map(|EntityInformation { info }| Some((info.name.clone()?, info.access())))
            .collect();
        match rights {
            Some(rights) if !rights.is_empty() => Ok(EffectiveRights(rights)),
            Some(_) => {
                Err(asked(self, credentials, path).unreadable("it lists no entity".to_owned()))
            }
            None => Err(asked(self, credentials, path)
                .unreadable("entityDescriptions: an entity has no name".to_owned())),
        }
    }

    /// The first entity alone: three refused sign-ins at once could lock the API user.
    async fn rights_one_by_one(
        &self,
        credentials: &Credentials,
    ) -> Result<EffectiveRights, ReadError> {
        let (first, others) = ENTITIES.split_at(1);
        let mut rights = self.rights_of(credentials, first).await?;
        let lane = |number| {
            let own = others.iter().skip(number).step_by(3);
            self.rights_of(credentials, own)
        };
        let (one, two, three) = tokio::try_join!(lane(0), lane(1), lane(2))?;
        for more in [one, two, three] {
            rights.extend(more);
        }
        if rights.is_empty() {
            return Err(asked(self, credentials, "entityInformation")
                .unreadable("no entity tells what may be done with it".to_owned()));
        }
        Ok(EffectiveRights(rights))
    }

    /// An entity that the tenant does not have, or does not speak of, is left out: that is no access denied.
    async fn rights_of(
        &self,
        credentials: &Credentials,
        entities: impl IntoIterator<Item = &&'static str>,
    ) -> Result<BTreeMap<String, EntityAccess>, ReadError> {
        let mut rights = BTreeMap::new();
        for entity in entities {
            let path = format!("{entity}/entityInformation");
            match self.told(credentials, &path).await {
                Ok(EntityInformation { info }) => {
                    let access = info.access();
                    rights.insert(info.name.unwrap_or_else(|| (*entity).to_owned()), access);
                }
                Err(ReadError::RightMissing { .. } | ReadError::Answer { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(rights)
    }

    async fn told<T: DeserializeOwned>(
        &self,
        credentials: &Credentials,
        path: &str,
    ) -> Result<T, ReadError> {
        let asked = asked(self, credentials, path);
        let request = self
            .request_as(credentials, None, Method::GET, path, None)
            .map_err(|cause| asked.unreachable(cause))?;
        self.sender.read(&request, asked).await
    }
}

/// The context of errors: not the connection's own key, but that of the API user that asks.
fn asked<'a>(autotask: &'a Autotask, credentials: &'a Credentials, what: &'a str) -> Asked<'a> {
    Asked {
        key: &credentials.key,
        ..autotask.asked(what)
    }
}
