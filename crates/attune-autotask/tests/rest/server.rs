//! A server that records what it is asked and answers as a test wants.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use attune_apply::ports::ReadError;
use attune_autotask::{Autotask, ConnectOptions, Wait};
use attune_model::{Credentials, Secret};
use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Value, json};

pub(crate) const KEY: &str = "attune@contoso.example";
pub(crate) const SECRET: &str = "s3cr3t-of-attune";
pub(crate) const CODE: &str = "INTEGRATIONCODE0123456789AB";

/// A request as it arrived.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

impl Seen {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    fn is_about_zone(&self) -> bool {
        self.path.ends_with("/zoneInformation")
    }
}

pub(crate) struct Server {
    pub(crate) base: String,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Server {
    /// Answers everything, zone discovery included, with `answer`; it is handed the server's base address.
    pub(crate) async fn raw(
        answer: impl Fn(&str, &Seen) -> Response + Clone + Send + Sync + 'static,
    ) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}/ATServicesRest/", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (record, own) = (Arc::clone(&seen), base.clone());
        let router = Router::new().fallback(
            async move |method: Method, uri: Uri, headers: HeaderMap, body: Bytes| {
                let request = Seen {
                    method,
                    path: uri.path().to_owned(),
                    query: uri.query().unwrap_or_default().to_owned(),
                    headers,
                    body: serde_json::from_slice(&body).unwrap_or(Value::Null),
                };
                record.lock().unwrap().push(request.clone());
                answer(&own, &request)
            },
        );
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { base, seen }
    }

    /// Answers zone discovery as it should be, everything else with `answer`.
    pub(crate) async fn start(
        answer: impl Fn(&Seen) -> Response + Clone + Send + Sync + 'static,
    ) -> Self {
        Self::raw(move |base, request| {
            if request.is_about_zone() {
                data(&zone(base))
            } else {
                answer(request)
            }
        })
        .await
    }

    pub(crate) async fn connect(&self) -> Autotask {
        connect(&self.base, Pauses::default()).await.unwrap()
    }

    /// What it was asked, zone discovery left out.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        let mut seen = self.seen.lock().unwrap().clone();
        seen.retain(|request| !request.is_about_zone());
        seen
    }

    /// What it was asked about the zone.
    pub(crate) fn seen_about_zone(&self) -> Vec<Seen> {
        let mut seen = self.seen.lock().unwrap().clone();
        seen.retain(Seen::is_about_zone);
        seen
    }
}

/// A server on bare TCP: answers the zone question and then every connection with `bytes`, and hangs up.
pub(crate) struct Rude {
    pub(crate) base: String,
    connections: Arc<AtomicUsize>,
}

impl Rude {
    pub(crate) fn start(bytes: &'static [u8]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}/ATServicesRest/", listener.local_addr().unwrap());
        let connections = Arc::new(AtomicUsize::new(0));
        let (count, own) = (Arc::clone(&connections), base.clone());
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut request = [0; 4096];
                let length = stream.read(&mut request).unwrap();
                if String::from_utf8_lossy(&request[..length]).contains("zoneInformation") {
                    let body = zone(&own).to_string();
                    let head = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length:";
                    write!(stream, "{head} {}\r\n\r\n{body}", body.len()).unwrap();
                } else {
                    count.fetch_add(1, Ordering::SeqCst);
                    stream.write_all(bytes).unwrap();
                }
            }
        });
        Self { base, connections }
    }

    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

/// Remembers the waits instead of waiting.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pauses(Arc<Mutex<Vec<Duration>>>);

impl Pauses {
    pub(crate) fn seconds(&self) -> Vec<u64> {
        self.0
            .lock()
            .unwrap()
            .iter()
            .map(Duration::as_secs)
            .collect()
    }
}

impl Wait for Pauses {
    fn wait(&self, time: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.0.lock().unwrap().push(time);
        Box::pin(async {})
    }
}

pub(crate) fn options(zone_url: &str) -> ConnectOptions {
    ConnectOptions {
        zone_url: Some(zone_url.to_owned()),
        credentials: Credentials {
            key: KEY.to_owned(),
            secret: Secret::new(SECRET),
        },
        integration_code: Secret::new(CODE),
    }
}

pub(crate) async fn connect(zone_url: &str, pauses: Pauses) -> Result<Autotask, ReadError> {
    Autotask::connect_waiting(options(zone_url), Arc::new(pauses)).await
}

pub(crate) fn zone(base: &str) -> Value {
    json!({"zoneName": "America East", "url": base, "webUrl": "https://ww14.autotask.net", "ci": 4711})
}

pub(crate) fn data(value: &Value) -> Response {
    status(200, value)
}

pub(crate) fn status(status: u16, value: &Value) -> Response {
    let status = StatusCode::from_u16(status).unwrap();
    (
        status,
        [("content-type", "application/json")],
        value.to_string(),
    )
        .into_response()
}

pub(crate) fn text(status: u16, content_type: &'static str, body: &'static str) -> Response {
    let status = StatusCode::from_u16(status).unwrap();
    (status, [("content-type", content_type)], body).into_response()
}

pub(crate) fn errors(code: u16, words: &str) -> Response {
    status(code, &json!({"errors": [words]}))
}

/// A page of rows.
pub(crate) fn page(items: &[Value], next: Option<&str>) -> Response {
    data(&json!({
        "items": items,
        "pageDetails": {"count": items.len(), "requestCount": 500, "prevPageUrl": null, "nextPageUrl": next},
    }))
}
