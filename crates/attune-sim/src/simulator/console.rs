//! Below the console's address: the admin pages, the operator's port, and `DELETE simulator/sessions`, which ends all
//! sessions, also in the middle of a form.

use axum::Json;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse as _, Response};

use crate::console::{PageRequest, Sessions};
use crate::operator::{Call, Refusal, Welcome};
use crate::tenant::Tenant;

/// Answers a request for a path below the console's address.
pub(super) fn answer(
    tenant: &mut Tenant,
    sessions: &mut Sessions,
    request: PageRequest<'_>,
) -> Response {
    match (request.path, request.method) {
        ("simulator", &Method::GET) => Json(Welcome {
            simulator: "attune".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        })
        .into_response(),
        ("simulator/operator", &Method::POST) => visit(tenant, request.body),
        ("simulator/sessions", &Method::DELETE) => {
            sessions.end_all();
            StatusCode::NO_CONTENT.into_response()
        }
        ("simulator" | "simulator/operator" | "simulator/sessions", _) => {
            StatusCode::METHOD_NOT_ALLOWED.into_response()
        }
        _ => crate::console::answer(tenant, sessions, request),
    }
}

fn visit(tenant: &mut Tenant, body: &[u8]) -> Response {
    // The parser's own words could repeat a secret.
    let Ok(call) = serde_json::from_slice::<Call>(body) else {
        let refusal = Refusal {
            refused: "The call cannot be understood.".to_owned(),
        };
        return (StatusCode::BAD_REQUEST, Json(refusal)).into_response();
    };
    match tenant.visit(call) {
        Ok(answer) => Json(answer).into_response(),
        Err(refusal) => (StatusCode::CONFLICT, Json(refusal)).into_response(),
    }
}
