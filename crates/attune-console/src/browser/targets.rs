//! The tabs of the browser, as it tells them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio::sync::{mpsc, watch};

use super::BrowserError;
use super::protocol::{Event, SessionId};
use super::session::Session;

/// The id of a tab.
#[derive(Clone, Debug, Deserialize, Serialize, Eq, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub(super) struct TargetId(pub(super) String);

/// One tab.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Tab {
    pub(super) target_id: TargetId,
    #[serde(rename = "type")]
    kind: String,
    pub(super) opener_id: Option<TargetId>,
}

/// The tabs that are open, by id.
pub(super) type Tabs = BTreeMap<TargetId, Tab>;

/// The tabs, and how they are reached; the pages share it.
pub(super) struct Targets {
    /// The browser as a whole.
    pub(super) session: Session,
    pub(super) open: watch::Receiver<Tabs>,
}

impl Targets {
    /// Keeps the tabs up to date as long as the connection lasts.
    pub(super) fn follow(session: Session, mut events: mpsc::UnboundedReceiver<Event>) -> Self {
        let (sender, open) = watch::channel(Tabs::new());
        tokio::spawn(async move {
            while let Some(event) = events.recv().await {
                take_in(&sender, &event);
            }
        });
        Self { session, open }
    }

    /// Attaches to a tab: a session of its own on the same connection.
    pub(super) async fn attach(&self, id: &TargetId) -> Result<SessionId, BrowserError> {
        let method = "Target.attachToTarget";
        let attached = self
            .session
            .call(method, json!({"targetId": id, "flatten": true}))
            .await?;
        SessionId::deserialize(&attached["sessionId"]).map_err(|_| BrowserError::Answer(method))
    }
}

fn take_in(tabs: &watch::Sender<Tabs>, event: &Event) {
    match event.method.as_str() {
        "Target.targetCreated" => {
            if let Ok(tab) = Tab::deserialize(&event.params["targetInfo"])
                && tab.kind == "page"
            {
                tabs.send_modify(|tabs| drop(tabs.insert(tab.target_id.clone(), tab)));
            }
        }
        "Target.targetDestroyed" => {
            if let Ok(id) = TargetId::deserialize(&event.params["targetId"]) {
                tabs.send_modify(|tabs| drop(tabs.remove(&id)));
            }
        }
        _ => {}
    }
}
