//! Answers that are other than they should be, although the request was carried out.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::answer::JSON;
use crate::rest::Request;

/// What becomes of a good answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Alteration {
    /// 500 without a body.
    SilentError,
    /// 200 without a body.
    EmptyBody,
    /// 200 with JSON of another shape.
    OtherJson,
    /// A page names itself as the next one.
    OwnPage,
    /// A page names another one with the same rows as the next one.
    RepeatedPage,
}

impl Alteration {
    /// What goes out instead of a body.
    pub(super) fn of(self, body: String, request: &Request<'_>) -> Response {
        let query = request.query;
        let body = match self {
            Self::SilentError | Self::EmptyBody | Self::OtherJson => return self.instead(body),
            Self::OwnPage => followed_by(body, request, query),
            Self::RepeatedPage => {
                let again = format!("{query}&again");
                followed_by(body, request, again.trim_start_matches('&'))
            }
        };
        ([JSON], body).into_response()
    }

    /// The same for an answer that is no page.
    pub(super) fn instead(self, answer: impl IntoResponse) -> Response {
        match self {
            Self::SilentError => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
            Self::EmptyBody => [JSON].into_response(),
            Self::OtherJson => Json(json!({"status": ["fine"]})).into_response(),
            Self::OwnPage | Self::RepeatedPage => answer.into_response(),
        }
    }
}

/// A page that names the same address with this query as the next one; other answers stay as they are.
fn followed_by(body: String, request: &Request<'_>, query: &str) -> String {
    let mark = if query.is_empty() { "" } else { "?" };
    let (origin, path) = (request.origin, request.path);
    match serde_json::from_str::<Value>(&body) {
        Ok(mut page) if page.get("pageDetails").is_some() => {
            let next = format!("{origin}/ATServicesRest/{path}{mark}{query}");
            page["pageDetails"]["nextPageUrl"] = next.into();
            page.to_string()
        }
        Ok(_) | Err(_) => body,
    }
}
