//! Somebody who gets mail.

use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use super::talk::Talk;

/// A mail server of this machine that takes everything, in clear text.
pub(super) struct Mailbox {
    pub(super) host: String,
    pub(super) talk: Talk,
    /// It serves until this is dropped.
    _runtime: Runtime,
}

impl Mailbox {
    pub(super) fn start() -> Self {
        let runtime = crate::inside::runtime();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let host = listener.local_addr().unwrap().to_string();
        let talk = Talk::default();
        let all = talk.clone();
        runtime.spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                drop(all.converse(stream, "", false, true).await);
            }
        });
        Self {
            host,
            talk,
            _runtime: runtime,
        }
    }
}
