//! The read port.

use std::collections::{BTreeMap, BTreeSet};

use attune_apply::ports::{ReadError, ResourceMetadata, TenantRead};
use attune_model::catalogue::LicenseType;
use attune_model::{Resource, ResourceId, TenantIdentity};
use reqwest::Method;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::connect::Autotask;
use crate::error::Asked;
use crate::metadata;
use crate::query::equals;
use crate::request::{Request, Sender};
use crate::wire::{Fields, ResourceRow};

impl Sender {
    /// Asks, again where that may help, and takes the data out of the answer.
    pub(crate) async fn read<T: DeserializeOwned>(
        &self,
        request: &Request,
        asked: Asked<'_>,
    ) -> Result<T, ReadError> {
        let answer = self
            .send_read(request)
            .await
            .map_err(|failure| asked.unreachable(failure.into_cause()))?;
        match answer.complaint() {
            Some(complaint) => Err(asked.complained(&answer, complaint)),
            None => answer.data().map_err(|cause| asked.unreadable(cause)),
        }
    }
}

impl TenantRead for Autotask {
    async fn identity(&self) -> Result<TenantIdentity, ReadError> {
        Ok(self.identity.clone())
    }

    fn caller_key(&self) -> &str {
        &self.key
    }

    async fn resource_metadata(&self) -> Result<ResourceMetadata, ReadError> {
        let path = "Resources/entityInformation/fields";
        metadata::of_resources(&self.fields(path).await?)
            .map_err(|cause| self.asked(path).unreadable(cause))
    }

    async fn resources(&self) -> Result<BTreeMap<ResourceId, Resource>, ReadError> {
        // A filter is required, and an empty one finds nothing (`rest.md` 4.3).
        self.resources_where(json!({"op": "gte", "field": "id", "value": 0}))
            .await
    }

    async fn api_users(&self) -> Result<BTreeMap<ResourceId, Resource>, ReadError> {
        self.resources_where(equals("licenseType", LicenseType::ApiUser.number()))
            .await
    }

    async fn resource(&self, id: ResourceId) -> Result<Option<Resource>, ReadError> {
        let mut found = self.resources_where(equals("id", id.0)).await?;
        Ok(found.remove(&id))
    }

    async fn vendors(&self) -> Result<BTreeSet<String>, ReadError> {
        let path = "Tickets/entityInformation/fields";
        metadata::vendors(&self.fields(path).await?)
            .map_err(|cause| self.asked(path).unreadable(cause))
    }
}

impl Autotask {
    async fn resources_where(
        &self,
        condition: Value,
    ) -> Result<BTreeMap<ResourceId, Resource>, ReadError> {
        let rows = self
            .query("Resources/query", &[condition], ResourceRow::number)
            .await?;
        Ok(rows.into_values().map(ResourceRow::into_resource).collect())
    }

    async fn fields(&self, path: &str) -> Result<Fields, ReadError> {
        let request = self.request(Method::GET, path, None);
        self.sender.read(&request, self.asked(path)).await
    }
}
