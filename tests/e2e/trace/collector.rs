//! A collector of OpenTelemetry: keeps what it is sent, decoded by the protocol's own types.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::common::v1::{KeyValue, any_value::Value};
use opentelemetry_proto::tonic::trace::v1::{Span as Sent, status::StatusCode};
use prost::Message as _;

/// A server of this machine.
pub(super) struct Collector {
    pub(super) endpoint: String,
    kept: Arc<Mutex<Vec<Request>>>,
}

/// What it does with a request.
#[derive(Clone, Copy)]
pub(super) enum Manner {
    Answers(u16),
    /// It takes the request and says nothing.
    Hangs,
}

/// What came.
#[derive(Clone)]
pub(super) struct Request {
    /// The first line and all headers, in lower case.
    pub(super) head: Vec<String>,
    pub(super) body: Vec<u8>,
}

/// A span in few words.
#[derive(Debug)]
pub(super) struct Span {
    pub(super) trace: String,
    pub(super) id: String,
    /// Empty for one without.
    pub(super) parent: String,
    pub(super) name: String,
    pub(super) attributes: BTreeMap<String, String>,
    pub(super) is_error: bool,
    pub(super) events: usize,
}

impl Collector {
    pub(super) fn start(manner: Manner) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let kept = Arc::new(Mutex::new(Vec::new()));
        let keeper = Arc::clone(&kept);
        thread::spawn(move || {
            // Where it hangs, the connections stay open until the test ends.
            let mut held = Vec::new();
            for stream in listener.incoming() {
                let stream = stream.unwrap();
                match manner {
                    Manner::Answers(status) => drop(take(&stream, status, &keeper)),
                    Manner::Hangs => held.push(stream),
                }
            }
        });
        Self { endpoint, kept }
    }

    /// Everything that came.
    pub(super) fn requests(&self) -> Vec<Request> {
        self.kept.lock().unwrap().clone()
    }

    /// All spans that came.
    pub(super) fn spans(&self) -> Vec<Span> {
        let all = self.documents().into_iter();
        let resources = all.flat_map(|document| document.resource_spans);
        let scopes = resources.flat_map(|resource| resource.scope_spans);
        scopes.flat_map(|scope| scope.spans).map(span).collect()
    }

    /// What is said of whoever sent them.
    pub(super) fn resource(&self) -> BTreeMap<String, String> {
        let all = self.documents().into_iter();
        let resources = all.flat_map(|document| document.resource_spans);
        let attributes = resources.flat_map(|one| one.resource.unwrap().attributes);
        attributes.map(pair).collect()
    }

    fn documents(&self) -> Vec<ExportTraceServiceRequest> {
        let requests = self.requests().into_iter();
        let decoded =
            requests.map(|request| ExportTraceServiceRequest::decode(&request.body[..]).unwrap());
        decoded.collect()
    }
}

fn take(mut stream: &TcpStream, status: u16, keeper: &Mutex<Vec<Request>>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let (mut head, mut length) = (Vec::new(), 0);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let line = line.trim_end().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        head.push(line);
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    keeper.lock().unwrap().push(Request { head, body });
    let answer = format!("HTTP/1.1 {status} So\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
    stream.write_all(answer.as_bytes())
}

fn span(sent: Sent) -> Span {
    Span {
        trace: hex(&sent.trace_id),
        id: hex(&sent.span_id),
        parent: hex(&sent.parent_span_id),
        name: sent.name,
        attributes: sent.attributes.into_iter().map(pair).collect(),
        is_error: sent
            .status
            .is_some_and(|status| status.code() == StatusCode::Error),
        events: sent.events.len(),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn pair(pair: KeyValue) -> (String, String) {
    let value = match pair.value.unwrap().value.unwrap() {
        Value::StringValue(text) => text,
        Value::IntValue(number) => number.to_string(),
        Value::BoolValue(_)
        | Value::DoubleValue(_)
        | Value::ArrayValue(_)
        | Value::KvlistValue(_)
        | Value::BytesValue(_)
        | Value::StringValueStrindex(_) => panic!("{} is neither text nor number", pair.key),
    };
    (pair.key, value)
}
