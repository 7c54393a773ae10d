//! How messages travel between attune and the browser.

#[cfg(unix)]
pub(super) mod pipe;
pub(super) mod socket;

use tokio::sync::mpsc;

/// The longest message that is taken from the browser, in bytes: a screenshot of a large page is a few MiB.
const LONGEST: usize = 32 << 20;

/// Both ways of a connection. The browser is gone when `incoming` ends; the wire is let go when `outgoing` is dropped.
pub(super) struct Channel {
    pub(super) outgoing: mpsc::UnboundedSender<String>,
    pub(super) incoming: mpsc::UnboundedReceiver<String>,
}
