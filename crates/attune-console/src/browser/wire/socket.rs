//! A WebSocket on this machine's loopback: for systems where the browser cannot be handed a pipe.

use futures_util::{SinkExt as _, StreamExt as _};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

use super::{Channel, LONGEST};
use crate::browser::BrowserError;

/// Connects to the browser that listens on `port`; `path` is the second line of its `DevToolsActivePort`. No `Origin` is
/// sent: the browser refuses those of web pages.
pub(in crate::browser) async fn connect(port: u16, path: &str) -> Result<Channel, BrowserError> {
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
    let (mut sink, mut stream) = socket.split();
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
