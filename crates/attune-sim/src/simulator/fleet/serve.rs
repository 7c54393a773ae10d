//! Which tenant a request is for.

use std::io;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State as Held};
use axum::http::{HeaderMap, Method, Uri};
use axum::response::{IntoResponse as _, Response};
use axum::{Json, Router};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use url::form_urlencoded;

use super::{Role, Served, tenant};
use crate::rest::{Fault, Route};

/// What stands before the name of a tenant in its addresses.
const TENANT: &str = "/t/";

/// The address of tenants that cannot be reached: a port that only the system may listen at, and nothing does.
const CLOSED: &str = "http://127.0.0.1:1";

/// Serves until `stopped` resolves.
pub(super) async fn serve(
    listener: TcpListener,
    served: Arc<Served>,
    stopped: oneshot::Receiver<()>,
) -> io::Result<()> {
    let router = Router::new()
        .fallback(answer)
        .layer(DefaultBodyLimit::max(tenant::LARGEST_BODY))
        .with_state(served);
    axum::serve(listener, router)
        .with_graceful_shutdown(async { drop(stopped.await) })
        .await
}

async fn answer(
    Held(served): Held<Arc<Served>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if uri.path() == "/fleet" && method == Method::GET {
        return Json(served.report()).into_response();
    }
    let here = tenant::origin(&headers, served.address);
    let (name, path, origin) = match place(&served, &uri) {
        Ok(Place::Tenant { name, path }) => (name, path, format!("{here}{TENANT}{name}")),
        Ok(Place::Zone { name, role }) => {
            let host = if role == Role::Unreachable {
                CLOSED
            } else {
                &here
            };
            (name, uri.path(), format!("{host}{TENANT}{name}"))
        }
        Err(fault) => return fault.into_response(),
    };
    let Some(shared) = served.tenant(name) else {
        return Fault::NoRoute.into_response();
    };
    let incoming = tenant::Incoming {
        method: &method,
        path,
        query: uri.query().unwrap_or_default(),
        headers: &headers,
        body: &body,
        origin: &origin,
    };
    tenant::respond(shared, served.since.elapsed(), incoming).await
}

/// What an address is about.
enum Place<'a> {
    /// A tenant, by its own address; the path begins at that.
    Tenant { name: &'a str, path: &'a str },
    /// The zone of a tenant.
    Zone { name: &'a str, role: Role },
}

/// Finds the tenant. To the common address only zones belong: whatever else is asked there is asked in a wrong zone, which
/// answers 401 without a body (`rest.md` 4.3).
fn place<'a>(served: &'a Served, uri: &'a Uri) -> Result<Place<'a>, Fault> {
    if let Some(path) = tenant::below(uri.path(), tenant::REST) {
        let Some(Route::Zone) = Route::find(path) else {
            return Err(Fault::Unauthorized);
        };
        let query = uri.query().unwrap_or_default();
        let mut parameters = form_urlencoded::parse(query.as_bytes());
        let key = parameters.find(|(name, _)| name.eq_ignore_ascii_case("user"));
        return key
            .and_then(|(_, key)| served.roster.of_key(&key))
            .map(|(name, role)| Place::Zone { name, role })
            .ok_or_else(|| Fault::Wrong("Zone information could not be determined".to_owned()));
    }
    let below = uri.path().strip_prefix(TENANT).ok_or(Fault::NoRoute)?;
    let end = below.find('/').ok_or(Fault::NoRoute)?;
    let (name, path) = below.split_at(end);
    Ok(Place::Tenant { name, path })
}
