//! What a mail server says: it takes everything and records it. End-to-end tests use it too.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader};

/// What clients said, and the mails.
#[derive(Clone, Debug, Default)]
pub(crate) struct Heard {
    /// The commands of all connections; those after TLS began with `tls `.
    pub(crate) commands: Vec<String>,
    /// The mails as they came, without the full stop.
    pub(crate) mails: Vec<String>,
}

/// What a server says instead of its usual answer, by the command's first word; as often as it stands there.
pub(crate) type Odd = Vec<(&'static str, &'static str)>;

/// All conversations of a server.
#[derive(Clone, Default)]
pub(crate) struct Talk {
    heard: Arc<Mutex<Heard>>,
    odd: Arc<Mutex<Odd>>,
}

impl Talk {
    /// From now on it says these instead.
    pub(crate) fn answers(&self, odd: Odd) {
        *self.odd.lock().unwrap() = odd;
    }

    /// What was said since this was asked last.
    pub(crate) fn heard(&self) -> Heard {
        std::mem::take(&mut self.heard.lock().unwrap())
    }

    /// One conversation. Gives the stream back where TLS is to begin on it.
    pub(crate) async fn converse<S: AsyncRead + AsyncWrite + Unpin>(
        &self,
        stream: S,
        mark: &str,
        start_tls: bool,
        greet: bool,
    ) -> std::io::Result<Option<S>> {
        let mut stream = BufReader::new(stream);
        if greet {
            stream.write_all(b"220 sink\r\n").await?;
        }
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(None);
            }
            let line = line.trim_end();
            let word = line.split([' ', ':']).next().unwrap_or_default().to_owned();
            self.heard
                .lock()
                .unwrap()
                .commands
                .push(format!("{mark}{line}"));
            if let Some(answer) = self.odd_answer(&word) {
                if answer.is_empty() {
                    return Ok(None);
                }
                stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
                continue;
            }
            let answer = match word.as_str() {
                "EHLO" if start_tls => "250-sink\r\n250-8BITMIME\r\n250 STARTTLS",
                "EHLO" => "250-sink\r\n250-8BITMIME\r\n250 AUTH PLAIN LOGIN",
                "AUTH" => "235 welcome",
                "STARTTLS" => "220 go on",
                "DATA" => "354 go on",
                "QUIT" => "221 bye",
                _ => "250 ok",
            };
            stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
            match word.as_str() {
                "STARTTLS" => return Ok(Some(stream.into_inner())),
                "DATA" => {
                    let mail = body(&mut stream).await?;
                    self.heard.lock().unwrap().mails.push(mail);
                    let answer = self.odd_answer(".").unwrap_or("250 taken");
                    if answer.is_empty() {
                        return Ok(None);
                    }
                    stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
                }
                _ => {}
            }
        }
    }

    fn odd_answer(&self, word: &str) -> Option<&'static str> {
        let mut odd = self.odd.lock().unwrap();
        let place = odd.iter().position(|(of, _)| *of == word)?;
        Some(odd.remove(place).1)
    }
}

async fn body<S: AsyncRead + Unpin>(stream: &mut BufReader<S>) -> std::io::Result<String> {
    let mut mail = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 || line == ".\r\n" {
            return Ok(mail);
        }
        mail.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}
