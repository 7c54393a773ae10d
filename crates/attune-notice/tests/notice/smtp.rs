//! A mail server that takes everything and records it, with STARTTLS, TLS and sign-in where a test wants them.

use std::sync::{Arc, Mutex};

use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;

/// What a connection begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Begin {
    /// Clear text, and no STARTTLS.
    Clear,
    /// Clear text with STARTTLS.
    StartTls,
    /// TLS.
    Tls,
}

/// What a client said, and the mails.
#[derive(Clone, Debug, Default)]
pub(crate) struct Heard {
    /// The commands of all connections; those after TLS began with `tls `.
    pub(crate) commands: Vec<String>,
    /// The mails as they came, without the full stop.
    pub(crate) mails: Vec<String>,
}

pub(crate) struct Smtp {
    pub(crate) port: u16,
    /// The server's own certificate, PEM; for `localhost`.
    pub(crate) certificate: String,
    heard: Arc<Mutex<Heard>>,
}

/// What a server says instead of its usual answer, by the command's first word; as often as it stands there.
pub(crate) type Odd = Vec<(&'static str, &'static str)>;

#[derive(Clone)]
struct Talk {
    heard: Arc<Mutex<Heard>>,
    odd: Arc<Mutex<Odd>>,
}

impl Smtp {
    pub(crate) async fn start(begin: Begin, odd: Odd) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let CertifiedKey { cert, signing_key } =
            generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        drop(rustls::crypto::ring::default_provider().install_default());
        let key = PrivatePkcs8KeyDer::from(signing_key.serialize_der());
        let config = ServerConfig::builder()
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], key.into())
            .unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let talk = Talk {
            heard: Arc::default(),
            odd: Arc::new(Mutex::new(odd)),
        };
        let heard = Arc::clone(&talk.heard);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (talk, acceptor) = (talk.clone(), acceptor.clone());
                tokio::spawn(async move {
                    // A client that goes away is no concern of a server's.
                    drop(talk.serve(stream, acceptor, begin).await);
                });
            }
        });
        Self {
            port,
            certificate: cert.pem(),
            heard,
        }
    }

    pub(crate) fn heard(&self) -> Heard {
        self.heard.lock().unwrap().clone()
    }
}

impl Talk {
    async fn serve(
        &self,
        stream: tokio::net::TcpStream,
        acceptor: TlsAcceptor,
        begin: Begin,
    ) -> std::io::Result<()> {
        if begin == Begin::Tls {
            let stream = acceptor.accept(stream).await?;
            return self.converse(stream, "tls ", false, true).await.map(drop);
        }
        let stream = self
            .converse(stream, "", begin == Begin::StartTls, true)
            .await?;
        if let Some(stream) = stream {
            let stream = acceptor.accept(stream).await?;
            self.converse(stream, "tls ", false, false).await?;
        }
        Ok(())
    }

    /// Gives the stream back where TLS is to begin on it.
    async fn converse<S: AsyncRead + AsyncWrite + Unpin>(
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
