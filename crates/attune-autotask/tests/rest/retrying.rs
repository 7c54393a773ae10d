//! Reads are asked again, within limits.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use attune_apply::ports::{ReadError, TenantRead as _};
use axum::http::HeaderValue;
use axum::response::Response;

use crate::server::{Pauses, Rude, Seen, Server, connect, errors, page, text};

/// Answers the first `bad` requests with `answer`, then well.
fn at_first(
    bad: usize,
    answer: fn() -> Response,
) -> impl Fn(&Seen) -> Response + Clone + Send + Sync + 'static {
    let count = Arc::new(AtomicUsize::new(0));
    move |_| {
        if count.fetch_add(1, Ordering::SeqCst) < bad {
            answer()
        } else {
            page(&[], None)
        }
    }
}

/// The waits of a reading and the number of requests.
async fn read(server: &Server) -> (Result<usize, ReadError>, Vec<u64>, usize) {
    let pauses = Pauses::default();
    let autotask = connect(&server.base, pauses.clone()).await.unwrap();
    let read = autotask.resources().await.map(|resources| resources.len());
    (read, pauses.seconds(), server.seen().len())
}

#[tokio::test]
async fn what_passes_is_waited_for() {
    let thread_limit = || {
        errors(
            500,
            "The thread threshold of 3 has been exceeded. (Itgenatr005)",
        )
    };
    for answer in [
        || text(503, "text/html", "<h1>"),
        || text(502, "text/plain", ""),
        || errors(429, "slow"),
        thread_limit,
    ] {
        let server = Server::start(at_first(3, answer)).await;
        assert_eq!(read(&server).await, (Ok(0), vec![1, 2, 4], 4));
    }
}

#[tokio::test]
async fn the_fourth_attempt_is_the_last() {
    let server = Server::start(at_first(99, || text(504, "text/plain", ""))).await;
    let (result, waits, requests) = read(&server).await;
    assert!(
        matches!(result, Err(ReadError::Answer { status: 504, .. })),
        "{result:?}"
    );
    assert_eq!((waits, requests), (vec![1, 2, 4], 4));
}

#[tokio::test]
async fn retry_after_is_honoured_and_capped() {
    let server = Server::start(at_first(2, || {
        let mut response = errors(429, "slow down");
        response
            .headers_mut()
            .insert("retry-after", HeaderValue::from_static("3600"));
        response
    }))
    .await;
    assert_eq!(read(&server).await, (Ok(0), vec![60, 60], 3));
}

#[tokio::test]
async fn mistakes_are_not_asked_again() {
    for answer in [
        || errors(500, "queueID is required"),
        || text(401, "text/plain", ""),
        || text(404, "text/html", "<h1>"),
        || text(200, "application/json", "{"),
    ] {
        let server = Server::start(at_first(99, answer)).await;
        let (result, waits, requests) = read(&server).await;
        assert!(result.is_err());
        assert_eq!((waits, requests), (vec![], 1));
    }
}

#[tokio::test]
async fn broken_connections_are_tried_again() {
    let server = Rude::start(b"");
    let pauses = Pauses::default();
    let autotask = connect(&server.base, pauses.clone()).await.unwrap();
    let error = autotask.resources().await.unwrap_err();
    assert!(matches!(error, ReadError::Unreachable { .. }), "{error:?}");
    assert_eq!((pauses.seconds(), server.connections()), (vec![1, 2, 4], 4));
}

#[tokio::test]
async fn nobody_listening_is_unreachable() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let pauses = Pauses::default();
    let error = connect(&format!("http://{closed}/ATServicesRest/"), pauses.clone())
        .await
        .unwrap_err();
    let text = error.to_string();
    assert!(
        text.starts_with(&format!("{closed} cannot be reached: ")),
        "{text}"
    );
    assert!(!text.contains("user="), "{text}");
    assert_eq!(pauses.seconds(), [1, 2, 4]);
}
