//! A WebSocket on this machine's loopback: for systems where the browser cannot be handed a pipe.

use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::time;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

use super::{Channel, LONGEST};
use crate::browser::BrowserError;

/// Connects to the browser that listens on `port`; `path` is the second line of its `DevToolsActivePort`. No `Origin` is
/// sent: the browser refuses those of web pages. It takes as long as `patience`.
pub(in crate::browser) async fn connect(
    port: u16,
    path: &str,
    patience: Duration,
) -> Result<Channel, BrowserError> {
    let connected = time::timeout(patience, open(port, path)).await;
    let (mut sink, mut stream) = connected.map_err(|_| BrowserError::Gone)??.split();
    let (outgoing, mut to_send) = mpsc::unbounded_channel::<String>();
    let (received, incoming) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Some(text) = to_send.recv().await {
            if sink.send(Message::from(text)).await.is_err() {
                return;
            }
        }
        // The other side may be gone already.
        drop(sink.close().await);
    });
    tokio::spawn(async move {
        while let Some(Ok(message)) = stream.next().await {
            if let Message::Text(text) = message
                && received.send(text.to_string()).is_err()
            {
                return;
            }
        }
    });
    Ok(Channel { outgoing, incoming })
}

async fn open(port: u16, path: &str) -> Result<WebSocketStream<TcpStream>, BrowserError> {
    let stream = TcpStream::connect(("127.0.0.1", port))
        .await
        .map_err(|_| BrowserError::Gone)?;
    let limits = WebSocketConfig::default()
        .max_message_size(Some(LONGEST))
        .max_frame_size(Some(LONGEST));
    let (socket, _) = tokio_tungstenite::client_async_with_config(
        format!("ws://127.0.0.1:{port}{path}"),
        stream,
        Some(limits),
    )
    .await
    .map_err(|_| BrowserError::Gone)?;
    Ok(socket)
}

#[cfg(test)]
mod tests {
    use tokio::net::TcpListener;

    use super::*;

    #[tokio::test]
    async fn a_browser_that_takes_the_connection_and_says_nothing_is_not_waited_for_without_end() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let patience = Duration::from_millis(1);
        let connected = connect(port, "/devtools", patience).await;
        assert!(matches!(connected.err(), Some(BrowserError::Gone)));
    }
}
