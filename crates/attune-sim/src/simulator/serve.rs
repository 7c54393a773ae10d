//! Between HTTP and the tenant.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State as Held};
use axum::http::{HeaderMap, Method, Uri, header};
use axum::response::{IntoResponse as _, Response};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::answer::Outcome;
use super::traffic::Thread;
use super::{Shared, admin};
use crate::console::PageRequest;
use crate::rest::{Fault, Request};

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
    let served = Served {
        shared,
        since: Instant::now(),
    };
    let router = Router::new()
        .fallback(answer)
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .with_state(served);
    axum::serve(listener, router)
        .with_graceful_shutdown(async { drop(stopped.await) })
        .await
}

/// Attachments have up to 7 MB (`rest.md` 6), and a third more as text.
pub(super) const LARGEST_BODY: usize = 10_000_000;

/// What every request gets at.
#[derive(Clone)]
struct Served {
    shared: Arc<Shared>,
    /// When the server began.
    since: Instant,
}

/// A call that waits: it is counted until it has its answer or the client goes away.
struct Waiting {
    shared: Arc<Shared>,
    thread: Thread,
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.shared.lock().traffic.end(self.thread);
    }
}

/// Answers any request.
async fn answer(
    Held(Served { shared, since }): Held<Served>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let incoming = Incoming {
        method: &method,
        path: uri.path(),
        query: uri.query().unwrap_or_default(),
        headers: &headers,
        body: &body,
        origin: &origin(&headers, shared.address),
    };
    let response = respond(&shared, since.elapsed(), incoming).await;
    tracing::debug!(%method, path = uri.path(), status = response.status().as_u16(), "answered");
    response
}

/// A request for one tenant.
pub(super) struct Incoming<'a> {
    pub(super) method: &'a Method,
    /// The path, from where the tenant's addresses begin.
    pub(super) path: &'a str,
    pub(super) query: &'a str,
    pub(super) headers: &'a HeaderMap,
    pub(super) body: &'a [u8],
    /// Where the tenant's addresses begin, without a slash at the end.
    pub(super) origin: &'a str,
}

/// The server as the client named it; `address` where it did not.
pub(super) fn origin(headers: &HeaderMap, address: SocketAddr) -> String {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    host.map_or_else(
        || format!("http://{address}"),
        |host| format!("http://{host}"),
    )
}

/// Answers a request, `elapsed` after the server began: paths do not mind case, which a router would.
pub(super) async fn respond(
    shared: &Arc<Shared>,
    elapsed: Duration,
    incoming: Incoming<'_>,
) -> Response {
    let Incoming {
        method,
        path: whole,
        query,
        headers,
        body,
        origin,
    } = incoming;
    if let Some(path) = below(whole, REST) {
        let request = Request {
            method,
            path,
            query,
            headers,
            body,
            origin,
            calls: 0,
        };
        let outcome = {
            let mut state = shared.lock();
            state.tell_time(elapsed);
            state.answer(request, whole)
        };
        deliver(shared, outcome).await
    } else if let Some(path) = below(whole, CONSOLE) {
        let request = PageRequest {
            method,
            path,
            query,
            headers,
            body,
        };
        let (response, delivery) = admin::answer(&mut shared.lock(), request);
        delivery.of(response).await
    } else {
        Fault::NoRoute.into_response()
    }
}

async fn deliver(shared: &Arc<Shared>, outcome: Outcome) -> Response {
    let Outcome {
        response,
        delivery,
        delay,
        thread,
    } = outcome;
    let waiting = thread.map(|thread| Waiting {
        shared: Arc::clone(shared),
        thread,
    });
    if !delay.is_zero() {
        tokio::time::sleep(delay).await;
    }
    drop(waiting);
    delivery.of(response).await
}

/// What follows a beginning, whatever its case.
pub(super) fn below<'a>(path: &'a str, beginning: &str) -> Option<&'a str> {
    let (start, rest) = path.split_at_checked(beginning.len())?;
    start.eq_ignore_ascii_case(beginning).then_some(rest)
}
