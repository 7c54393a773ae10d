//! Records with the fields that REST has, for what no port is for: tickets that tell of drift.

use std::collections::BTreeMap;

use attune_apply::ports::{ReadError, WriteError};
use reqwest::Method;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::connect::Autotask;

/// A row with its number, and all of its other fields.
#[derive(Deserialize)]
struct Row {
    id: i64,
    #[serde(flatten)]
    fields: Map<String, Value>,
}

impl Autotask {
    /// Host and port, as errors name them.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// All records of `path`, such as `Tickets/query`, that fit every condition, by number; the fields are those of REST.
    ///
    /// # Errors
    ///
    /// As those of the read port.
    pub async fn records(
        &self,
        path: &str,
        conditions: &[Value],
    ) -> Result<BTreeMap<i64, Map<String, Value>>, ReadError> {
        let rows = self.query(path, conditions, |row: &Row| row.id).await?;
        let rows = rows.into_iter();
        Ok(rows.map(|(number, row)| (number, row.fields)).collect())
    }

    /// What REST says of the fields of an entity, such as `Tickets`: their picklists among it.
    ///
    /// # Errors
    ///
    /// As those of the read port.
    pub async fn fields_of(&self, entity: &str) -> Result<Value, ReadError> {
        let path = format!("{entity}/entityInformation/fields");
        let request = self.request(Method::GET, &path, None);
        self.sender.read(&request, self.asked(&path)).await
    }

    /// Makes a record below `path`, such as `Tickets` or `Tickets/7/Notes`. Sent once.
    ///
    /// # Errors
    ///
    /// As those of the write port: after [`WriteError::Lost`] the caller looks for it first.
    pub async fn make_record(&self, path: &str, fields: Value) -> Result<(), WriteError> {
        let request = self.request(Method::POST, path, Some(fields));
        self.sender.write(&request).await.into_write()
    }

    /// Changes fields of the record whose `id` is among them. Sent once.
    ///
    /// # Errors
    ///
    /// As those of the write port.
    pub async fn change_record(&self, path: &str, fields: Value) -> Result<(), WriteError> {
        let request = self.request(Method::PATCH, path, Some(fields));
        self.sender.write(&request).await.into_write()
    }
}
