//! A server that records what it gets and answers as a test wants.

use std::sync::{Arc, Mutex};

use attune_model::Secret;
use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use serde_json::Value;

/// The part of a webhook's address that is its secret.
pub(crate) const TOKEN: &str = "T0K3NofTheHook";

/// A request as it arrived.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Seen {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}

#[derive(Clone)]
pub(crate) struct Receiver {
    pub(crate) host: String,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Receiver {
    /// Answers the first request with the first of these, and so on; the last one again and again.
    pub(crate) async fn answering(answers: Vec<fn() -> Response>) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let host = listener.local_addr().unwrap().to_string();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let record = Arc::clone(&seen);
        let router =
            Router::new().fallback(async move |uri: Uri, headers: HeaderMap, body: Bytes| {
                let mut seen = record.lock().unwrap();
                let answer = answers.get(seen.len()).or(answers.last()).unwrap();
                seen.push(Seen {
                    path: uri.path().to_owned(),
                    headers,
                    body: body.to_vec(),
                });
                answer()
            });
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { host, seen }
    }

    /// Takes everything.
    pub(crate) async fn start() -> Self {
        Self::answering(vec![|| StatusCode::OK.into_response()]).await
    }

    pub(crate) fn url(&self) -> Secret {
        Secret::new(format!("http://{}/hooks/{TOKEN}?sig={TOKEN}", self.host))
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    /// The only request.
    pub(crate) fn only(&self) -> Seen {
        let seen = self.seen();
        assert_eq!(seen.len(), 1);
        seen[0].clone()
    }
}
