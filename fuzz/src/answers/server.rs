//! A server that answers what it is told to.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use tokio::net::TcpListener;

/// A server on this machine.
pub(super) struct Server {
    pub(super) base: String,
    answers: Arc<Mutex<Vec<Answer>>>,
    asked: Arc<AtomicUsize>,
}

/// One answer.
#[derive(Clone)]
struct Answer {
    status: StatusCode,
    kind: Option<HeaderValue>,
    body: Vec<u8>,
}

impl Server {
    /// `None` where nothing can be listened to.
    pub(super) async fn start() -> Option<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await.ok()?;
        let address = listener.local_addr().ok()?;
        let base = format!("http://{address}/ATServicesRest/");
        let answers: Arc<Mutex<Vec<Answer>>> = Arc::default();
        let asked = Arc::new(AtomicUsize::new(0));
        let (play, count, own) = (Arc::clone(&answers), Arc::clone(&asked), base.clone());
        let router = Router::new().fallback(async move |uri: Uri| {
            let nth = count.fetch_add(1, Ordering::Relaxed);
            // Without a zone nothing else would be asked.
            if uri.path().ends_with("/zoneInformation") {
                return zone(&own);
            }
            let Ok(answers) = play.lock() else {
                return StatusCode::INTERNAL_SERVER_ERROR.into_response();
            };
            let answer = answers.get(nth.saturating_sub(1)).or(answers.last());
            match answer {
                Some(answer) => answer.clone().speak(&own),
                None => StatusCode::OK.into_response(),
            }
        });
        tokio::spawn(async move { axum::serve(listener, router).await });
        Some(Self {
            base,
            answers,
            asked,
        })
    }

    /// Takes the answers of the next look.
    pub(super) fn play(&self, bytes: &[u8]) {
        let parts = split(bytes, b"\n%%\n").into_iter().map(Answer::parse);
        if let Ok(mut answers) = self.answers.lock() {
            *answers = parts.collect();
        }
        self.asked.store(0, Ordering::Relaxed);
    }

    /// How often it was asked since.
    pub(super) fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }
}

impl Answer {
    fn parse(bytes: &[u8]) -> Self {
        let head = bytes.iter().position(|byte| *byte == b'\n');
        let (head, body) = match head {
            Some(at) => (&bytes[..at], &bytes[at + 1..]),
            None => (bytes, &[][..]),
        };
        let head = String::from_utf8_lossy(head);
        let (status, kind) = head.split_once(' ').unwrap_or((&head, "application/json"));
        let status = status.parse().ok();
        Self {
            // What is below 200 is no answer but a promise of one.
            status: status
                .filter(|status| *status >= 200)
                .and_then(|status| StatusCode::from_u16(status).ok())
                .unwrap_or(StatusCode::OK),
            kind: HeaderValue::from_str(kind).ok(),
            body: body.to_vec(),
        }
    }

    /// `{base}` in the body is where the server is, so that pages can follow one another.
    fn speak(self, base: &str) -> Response {
        let body = match String::from_utf8(self.body) {
            Ok(text) => text.replace("{base}", base).into_bytes(),
            Err(other) => other.into_bytes(),
        };
        let mut response = (self.status, body).into_response();
        if let Some(kind) = self.kind {
            response.headers_mut().insert(CONTENT_TYPE, kind);
        }
        response
    }
}

fn zone(base: &str) -> Response {
    let body =
        format!(r#"{{"zoneName": "Fuzz", "url": "{base}", "webUrl": "{base}console/", "ci": 1}}"#);
    ([(CONTENT_TYPE, "application/json")], body).into_response()
}

fn split<'a>(bytes: &'a [u8], by: &[u8]) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest.windows(by.len()).position(|window| window == by) {
        parts.push(&rest[..at]);
        rest = &rest[at + by.len()..];
    }
    parts.push(rest);
    parts
}
