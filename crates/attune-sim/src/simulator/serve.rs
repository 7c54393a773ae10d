//! Between HTTP and the tenant.

use std::io;
use std::sync::Arc;
use std::time::Instant;

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
const LARGEST_BODY: usize = 10_000_000;

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

/// Answers any request: paths do not mind case, which a router would.
async fn answer(
    Held(Served { shared, since }): Held<Served>,
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
        let request = Request {
            method: &method,
            path,
            query: uri.query().unwrap_or_default(),
            headers: &headers,
            body: &body,
            origin: &format!("http://{host}"),
            calls: 0,
        };
        let outcome = {
            let mut state = shared.lock();
            state.tell_time(since.elapsed());
            state.answer(request, uri.path())
        };
        deliver(&shared, outcome).await
    } else if let Some(path) = below(uri.path(), CONSOLE) {
        let request = PageRequest {
            method: &method,
            path,
            query: uri.query().unwrap_or_default(),
            headers: &headers,
            body: &body,
        };
        let (response, delivery) = admin::answer(&mut shared.lock(), request);
        delivery.of(response).await
    } else {
        Fault::NoRoute.into_response()
    };
    tracing::debug!(%method, path = uri.path(), status = response.status().as_u16(), "answered");
    response
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
fn below<'a>(path: &'a str, beginning: &str) -> Option<&'a str> {
    let (start, rest) = path.split_at_checked(beginning.len())?;
    start.eq_ignore_ascii_case(beginning).then_some(rest)
}
