//! Errors as Autotask words them (`rest.md` 4.3): nearly everything is a 500 with a list of texts.

use attune_model::catalogue::Verb;
use axum::Json;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde_json::json;

use crate::tenant::Entity;

/// Why a request is not answered with data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Sign-in failed: 401 without a body, whatever the reason.
    Unauthorized,
    /// The level of the caller, or of the person it acts as, does not let it: 500.
    NotPermitted(Verb, Entity),
    /// Anything else that is wrong with a request: 500.
    Wrong(String),
    /// Too many requests, by whatever count: 429.
    TooMany {
        /// The text.
        text: String,
        /// The header `Retry-After`, in seconds.
        retry_after: Option<u64>,
    },
    /// The page that the host shows while it is maintained: HTML with 404 or 200.
    Maintenance(StatusCode),
    /// Another host is to be asked: 302. None was recorded; other servers stand before an API now and then.
    Elsewhere,
    /// No such address: 404. The body was not recorded; ASP.NET's usual one is taken.
    NoRoute,
    /// The address does not take this method: 405.
    NoMethod(Method),
}

impl Fault {
    /// A filter names a field that the entity does not have.
    pub(crate) fn unknown_field(entity: Entity, name: &str) -> Self {
        Self::Wrong(format!(
            "Unable to find {name} in the {} Entity",
            entity.name()
        ))
    }

    /// A write lacks a required field.
    pub(crate) fn required(field: &str) -> Self {
        Self::Wrong(format!(
            "Value does not exist for the required field {field}; on record number [1]."
        ))
    }

    /// A write names a value that is not in the field's picklist.
    pub(crate) fn picklist(field: &str, value: &str) -> Self {
        Self::Wrong(format!(
            "Picklist value [{value}] does not exist for {field}"
        ))
    }

    /// A write points to a record that does not exist.
    pub(crate) fn reference(entity: Entity, field: &str, target: &str) -> Self {
        Self::Wrong(format!(
            "Reference value on field: {field} of {}: {target} does not exist or is invalid. ; on record number [1].",
            entity.type_name()
        ))
    }

    /// A write holds a value of the wrong type. No wording was recorded.
    pub(crate) fn value(field: &str) -> Self {
        Self::Wrong(format!(
            "Value is invalid for field {field}; on record number [1]."
        ))
    }

    /// A text is longer than its field, where that is refused. No wording was recorded.
    pub(crate) fn too_long(field: &str, length: usize) -> Self {
        Self::Wrong(format!(
            "Value exceeds the maximum length of {length} for field {field}; on record number [1]."
        ))
    }

    /// A write names a property that it cannot set, where that is refused. No wording was recorded.
    pub(crate) fn not_writable(field: &str) -> Self {
        Self::Wrong(format!("Field {field} is read only; on record number [1]."))
    }

    /// A change (`update`, `delete`) of a record that does not exist or is not seen; recorded for deletions.
    pub(crate) fn no_record(doing: &str) -> Self {
        Self::Wrong(format!(
            "No matching records found. The logged in Resource may not have the required permissions to {doing} the data."
        ))
    }

    /// A body that is no JSON object; `model` is the name of the parameter that the server misses.
    /// Only for `queryModel` is a mention of the name recorded; the other texts follow it.
    pub(crate) fn no_body(model: &str) -> Self {
        Self::Wrong(format!("Value cannot be null. Parameter name: {model}"))
    }
}

/// That it is HTML is known; its words are not.
const MAINTENANCE: &str = "<!DOCTYPE html><html><head><title>Maintenance</title></head>\
    <body><h1>Autotask is being maintained</h1></body></html>";

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        match self {
            Self::Unauthorized => (
                StatusCode::UNAUTHORIZED,
                [(header::WWW_AUTHENTICATE, "Basic Realm=\"simulator\"")],
            )
                .into_response(),
            Self::NotPermitted(verb, entity) => {
                // For deletions the type is named; that is recorded for time entries (`rest.md` 4.3).
                let what = match verb {
                    Verb::View => "query this entity type".to_owned(),
                    Verb::Add => "create this entity type".to_owned(),
                    Verb::Edit => "update this entity type".to_owned(),
                    Verb::Delete => format!("delete this entity {}", entity.type_name()),
                };
                errors(&format!(
                    "The logged in Resource does not have the adequate permissions to {what}."
                ))
            }
            Self::Wrong(text) => errors(&text),
            Self::TooMany { text, retry_after } => {
                let body = Json(json!({"errors": [text]}));
                let mut response = (StatusCode::TOO_MANY_REQUESTS, body).into_response();
                if let Some(seconds) = retry_after {
                    let headers = response.headers_mut();
                    headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
                }
                response
            }
            Self::Maintenance(status) => (status, Html(MAINTENANCE)).into_response(),
            Self::Elsewhere => (
                StatusCode::FOUND,
                [(header::LOCATION, "http://elsewhere.invalid/")],
            )
                .into_response(),
            Self::NoRoute => message(
                StatusCode::NOT_FOUND,
                "No HTTP resource was found that matches the request URI.",
            ),
            Self::NoMethod(method) => message(
                StatusCode::METHOD_NOT_ALLOWED,
                &format!("The requested resource does not support http method '{method}'."),
            ),
        }
    }
}

fn errors(text: &str) -> Response {
    let body = Json(json!({"errors": [text]}));
    (StatusCode::INTERNAL_SERVER_ERROR, body).into_response()
}

fn message(status: StatusCode, text: &str) -> Response {
    (status, Json(json!({"Message": text}))).into_response()
}
