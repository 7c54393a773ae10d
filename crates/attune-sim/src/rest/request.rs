//! A request, taken apart.

use axum::http::{HeaderMap, Method};
use serde_json::Value;
use url::form_urlencoded;

use super::Fault;
use crate::tenant::Record;

/// A request as the server received it.
pub(crate) struct Request<'a> {
    pub(crate) method: &'a Method,
    /// The path below `/ATServicesRest/`.
    pub(crate) path: &'a str,
    /// What stands behind the question mark, still encoded.
    pub(crate) query: &'a str,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) body: &'a [u8],
    /// Scheme, host and port that the client used, without a slash at the end.
    pub(crate) origin: &'a str,
    /// How many REST requests were received in the last hour of the tenant's clock, this one included.
    pub(crate) calls: u64,
}

impl Request<'_> {
    /// A header's value; the case of its name does not matter.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// A parameter of the query part; the case of its name does not matter.
    pub(super) fn parameter(&self, name: &str) -> Option<String> {
        form_urlencoded::parse(self.query.as_bytes())
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.into_owned())
    }

    /// The body as a JSON object; `model` names it in the error text.
    pub(super) fn object(&self, model: &str) -> Result<Record, Fault> {
        match serde_json::from_slice(self.body) {
            Ok(Value::Object(object)) => Ok(object),
            Ok(_) | Err(_) => Err(Fault::no_body(model)),
        }
    }
}

/// A member of an object; the case of its name does not matter.
pub(super) fn member<'a>(object: &'a Record, name: &str) -> Option<&'a Value> {
    object
        .iter()
        .find(|(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}

/// A whole number, also where it is written as a text.
pub(super) fn whole(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.parse().ok(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}
