//! A mail server with STARTTLS, TLS and sign-in where a test wants them.

use std::sync::Arc;

use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;

use crate::talk::{Heard, Odd, Talk};

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

pub(crate) struct Smtp {
    pub(crate) port: u16,
    /// The server's own certificate, PEM; for `localhost`.
    pub(crate) certificate: String,
    talk: Talk,
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
        let talk = Talk::default();
        talk.answers(odd);
        let all = talk.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (talk, acceptor) = (all.clone(), acceptor.clone());
                tokio::spawn(async move {
                    // A client that goes away is no concern of a server's.
                    drop(serve(&talk, stream, acceptor, begin).await);
                });
            }
        });
        Self {
            port,
            certificate: cert.pem(),
            talk,
        }
    }

    pub(crate) fn heard(&self) -> Heard {
        self.talk.heard()
    }
}

async fn serve(
    talk: &Talk,
    stream: TcpStream,
    acceptor: TlsAcceptor,
    begin: Begin,
) -> std::io::Result<()> {
    if begin == Begin::Tls {
        let stream = acceptor.accept(stream).await?;
        return talk.converse(stream, "tls ", false, true).await.map(drop);
    }
    let start_tls = begin == Begin::StartTls;
    let stream = talk.converse(stream, "", start_tls, true).await?;
    if let Some(stream) = stream {
        let stream = acceptor.accept(stream).await?;
        talk.converse(stream, "tls ", false, false).await?;
    }
    Ok(())
}
