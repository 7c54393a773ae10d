//! Between HTTP and the tenant.

use std::io;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State as Held;
use axum::http::{HeaderMap, Method, Uri, header};
use axum::response::{IntoResponse as _, Response};
use axum::{Json, Router};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::{Shared, State, console};
use crate::console::PageRequest;
use crate::rest::{self, Fault, Request};

/// Where REST begins.
pub(super) const REST: &str = "/ATServicesRest/";

/// Where the console begins.
pub(super) const CONSOLE: &str = "/console/";

/// Serves until `stopped` resolves.
pub(super) async fn serve(
    listener: TcpListener,
    shared: Arc<Shared>,
    stopped: oneshot::Receiver<()>,
) -> io::Result<()> {
    let router = Router::new().fallback(answer).with_state(shared);
    axum::serve(listener, router)
        .with_graceful_shutdown(async { drop(stopped.await) })
        .await
}

/// Answers any request: paths do not mind case, which a router would.
async fn answer(
    Held(shared): Held<Arc<Shared>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let response = if let Some(path) = below(uri.path(), REST) {
        let host = headers
            .get(header::HOST)
            .and_then(|host| host.to_str().ok())
            .map_or_else(|| shared.address.to_string(), str::to_owned);
        let mut state = shared.lock();
        let State {
            tenant,
            requests,
            sessions: _,
        } = &mut *state;
        *requests
            .entry(format!("{method} {}", uri.path()))
            .or_default() += 1;
        let request = Request {
            method: &method,
            path,
            query: uri.query().unwrap_or_default(),
            headers: &headers,
            body: &body,
            origin: &format!("http://{host}"),
            calls: requests.values().sum(),
        };
        match rest::answer(tenant, &request) {
            Ok(value) => Json(value).into_response(),
            Err(fault) => fault.into_response(),
        }
    } else if let Some(path) = below(uri.path(), CONSOLE) {
        let mut state = shared.lock();
        let State {
            tenant,
            requests: _,
            sessions,
        } = &mut *state;
        let request = PageRequest {
            method: &method,
            path,
            query: uri.query().unwrap_or_default(),
            headers: &headers,
            body: &body,
        };
        console::answer(tenant, sessions, request)
    } else {
        Fault::NoRoute.into_response()
    };
    tracing::debug!(%method, path = uri.path(), status = response.status().as_u16(), "answered");
    response
}

/// What follows a beginning, whatever its case.
fn below<'a>(path: &'a str, beginning: &str) -> Option<&'a str> {
    let (start, rest) = path.split_at_checked(beginning.len())?;
    start.eq_ignore_ascii_case(beginning).then_some(rest)
}
