//! A server of this machine that keeps what it gets and answers as a test wants. End-to-end tests use it too.

use std::collections::VecDeque;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::Value;

/// The part of a webhook's address that is its secret.
pub(crate) const TOKEN: &str = "T0K3NofTheHook";

/// A request as it arrived.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    /// Without the query.
    pub(crate) path: String,
    /// Their names in small letters.
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Seen {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(it, _)| it == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// What it answers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) header: Option<(&'static str, &'static str)>,
    pub(crate) body: &'static str,
}

impl Reply {
    pub(crate) const fn of(status: u16) -> Self {
        Self {
            status,
            header: None,
            body: "",
        }
    }

    pub(crate) const fn with(self, name: &'static str, value: &'static str) -> Self {
        Self {
            header: Some((name, value)),
            ..self
        }
    }

    fn text(self) -> String {
        let Self {
            status,
            header,
            body,
        } = self;
        let header = header.map(|(name, value)| format!("{name}: {value}\r\n"));
        let (header, length) = (header.unwrap_or_default(), body.len());
        format!(
            "HTTP/1.1 {status} So\r\n{header}content-length: {length}\r\nconnection: close\r\n\r\n{body}"
        )
    }
}

/// It serves until the tests end.
pub(crate) struct Receiver {
    pub(crate) host: String,
    kept: Arc<Mutex<Kept>>,
}

#[derive(Default)]
struct Kept {
    seen: Vec<Seen>,
    replies: VecDeque<Reply>,
}

impl Receiver {
    /// Takes everything.
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let host = listener.local_addr().unwrap().to_string();
        let kept = Arc::new(Mutex::new(Kept::default()));
        let keeper = Arc::clone(&kept);
        thread::spawn(move || {
            for stream in listener.incoming() {
                // A client that goes away is no concern of a server's.
                drop(take(&stream.unwrap(), &keeper));
            }
        });
        Self { host, kept }
    }

    /// From now on the next request gets the first of these, and so on; the last one is given again and again.
    pub(crate) fn answers(&self, replies: impl IntoIterator<Item = Reply>) {
        self.kept.lock().unwrap().replies = replies.into_iter().collect();
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/hooks/{TOKEN}?sig={TOKEN}", self.host)
    }

    /// What it got since this was asked last.
    pub(crate) fn got(&self) -> Vec<Seen> {
        std::mem::take(&mut self.kept.lock().unwrap().seen)
    }

    /// The only request since then.
    #[track_caller]
    pub(crate) fn only(&self) -> Seen {
        let [seen] = self.got().try_into().expect("one request");
        seen
    }
}

fn take(mut stream: &TcpStream, keeper: &Mutex<Kept>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut line = || {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        Ok::<String, std::io::Error>(line.trim_end().to_owned())
    };
    let begin = line()?;
    let Some(address) = begin.split(' ').nth(1) else {
        return Ok(());
    };
    let path = address.split('?').next().unwrap_or_default().to_owned();
    let mut headers = Vec::new();
    while let Some((name, value)) = line()?.split_once(':') {
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut seen = Seen {
        path,
        headers,
        body: Vec::new(),
    };
    let length = seen.header("content-length");
    seen.body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
    reader.read_exact(&mut seen.body)?;
    let reply = {
        let mut kept = keeper.lock().unwrap();
        kept.seen.push(seen);
        match kept.replies.len() {
            0 => Reply::of(200),
            1 => kept.replies[0],
            _ => kept.replies.pop_front().unwrap(),
        }
    };
    stream.write_all(reply.text().as_bytes())
}
