//! Messages of the `DevTools` protocol.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The id of an attached tab (flat sessions: all share one connection).
#[derive(Clone, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub(super) struct SessionId(pub(super) String);

impl fmt::Debug for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A call. It has no `Debug`: its arguments may hold a secret.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Request<'a> {
    pub(super) id: u64,
    pub(super) method: &'static str,
    pub(super) params: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) session_id: Option<&'a SessionId>,
}

/// What the browser sends: an answer where `id` is set, else an event.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Incoming {
    pub(super) id: Option<u64>,
    pub(super) session_id: Option<SessionId>,
    #[serde(default)]
    pub(super) method: String,
    #[serde(default)]
    pub(super) params: Value,
    #[serde(default)]
    pub(super) result: Value,
    pub(super) error: Option<Refusal>,
}

/// The browser's refusal of a call. Its `data` is not read: it may repeat an argument.
#[derive(Deserialize)]
pub(super) struct Refusal {
    pub(super) message: String,
}

/// An event of one tab, or of the browser as a whole.
pub(super) struct Event {
    pub(super) method: String,
    pub(super) params: Value,
}
