//! Somebody who is told.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::Value;

/// A server of this machine that keeps every document that it is sent, until the test ends.
pub(crate) struct Receiver {
    pub(crate) url: String,
    kept: Arc<Mutex<Kept>>,
}

#[derive(Default)]
struct Kept {
    documents: Vec<Value>,
    /// What it answers; 200 unless said.
    status: Option<u16>,
}

impl Receiver {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let kept = Arc::new(Mutex::new(Kept::default()));
        let keeper = Arc::clone(&kept);
        thread::spawn(move || {
            for stream in listener.incoming() {
                drop(take(&stream.unwrap(), &keeper));
            }
        });
        Self { url, kept }
    }

    /// From now on it answers so.
    pub(crate) fn answers(&self, status: u16) {
        self.kept.lock().unwrap().status = Some(status);
    }

    /// What it was sent since this was asked last.
    pub(crate) fn got(&self) -> Vec<Value> {
        std::mem::take(&mut self.kept.lock().unwrap().documents)
    }
}

fn take(mut stream: &TcpStream, keeper: &Mutex<Kept>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let line = line.trim_end().to_ascii_lowercase();
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
        if line.is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let status = {
        let mut kept = keeper.lock().unwrap();
        kept.documents
            .push(serde_json::from_slice(&body).unwrap_or(Value::Null));
        kept.status.unwrap_or(200)
    };
    let answer = format!("HTTP/1.1 {status} So\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
    stream.write_all(answer.as_bytes())
}
