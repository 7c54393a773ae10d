//! The write port, and what every write has in common: it is sent once.

use std::collections::BTreeMap;

use attune_apply::ports::{ResourceWrite, WriteError};
use attune_model::{Field, FieldValue, ResourceId};
use reqwest::Method;
use serde_json::{Map, Value};

use crate::connect::Autotask;
use crate::error::{Written, complained_of_write, failed_to_write};
use crate::request::{Request, Sender};
use crate::wire::Created;

impl Sender {
    /// Sends a write once and says what became of it.
    pub(crate) async fn write(&self, request: &Request) -> Written {
        let answer = match self.send(request).await {
            Ok(answer) => answer,
            Err(failure) => return failed_to_write(failure),
        };
        match answer.complaint() {
            Some(complaint) => complained_of_write(&answer, complaint),
            None => match answer.data::<Created>() {
                Ok(created) => Written::Taken(created.item_id),
                Err(cause) => Written::Lost(format!("the answer cannot be understood: {cause}")),
            },
        }
    }
}

impl ResourceWrite for Autotask {
    async fn patch_resource(
        &self,
        id: ResourceId,
        fields: &BTreeMap<Field, FieldValue>,
    ) -> Result<(), WriteError> {
        // The number goes into the body: `PATCH Resources/{id}` is no route (`rest.md` 1.1).
        let mut body = Map::from_iter([("id".to_owned(), Value::from(id.0))]);
        for (field, value) in fields {
            let Some(name) = field.rest_name() else {
                return Err(WriteError::Refused(format!(
                    "\"{}\" is on the form only, REST does not have it",
                    field.label()
                )));
            };
            body.insert(name.to_owned(), json(*field, value));
        }
        let request = self.request(Method::PATCH, "Resources", Some(Value::Object(body)));
        self.sender.write(&request).await.into_write()
    }
}

/// The codes of email types are capitals (`rest.md` 1.2), the form shows words.
fn json(field: Field, value: &FieldValue) -> Value {
    match value {
        FieldValue::Text(text) if field == Field::EmailTypeCode => {
            Value::from(text.to_ascii_uppercase())
        }
        FieldValue::Flag(flag) => Value::from(*flag),
        FieldValue::Number(number) => Value::from(*number),
        FieldValue::Text(text) => Value::from(text.as_str()),
        FieldValue::List(entries) => entries.iter().map(String::as_str).collect(),
    }
}
