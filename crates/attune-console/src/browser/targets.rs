//! The tabs of the browser, as it tells them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio::sync::{mpsc, watch};

use super::BrowserError;
use super::page::Dialogs;
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
    pub(super) opener_id: Option<TargetId>,
}

/// The tabs that are open, by id.
pub(super) type Tabs = BTreeMap<TargetId, Tab>;

/// A tab that is talked to, and whose dialogs are answered.
pub(super) struct Attached {
    pub(super) session: Session,
    pub(super) dialogs: Dialogs,
}

/// The tabs, and how they are reached; the pages share it.
pub(super) struct Targets {
    /// The browser as a whole.
    pub(super) session: Session,
    pub(super) open: watch::Receiver<Tabs>,
    ours: Arc<Mutex<Ours>>,
}

/// What is attune's own of the tabs.
#[derive(Default)]
struct Ours {
    /// Those that were attached to.
    tabs: BTreeSet<TargetId>,
    /// The windows that those opened, until somebody asks for them.
    windows: BTreeMap<TargetId, Attached>,
}

/// That a tab was attached to.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Attachment {
    session_id: SessionId,
    target_info: Tab,
    /// Whether it stands still until it is told to run.
    waiting_for_debugger: bool,
}

impl Targets {
    /// Keeps the tabs up to date as long as the connection lasts.
    pub(super) fn follow(session: Session, mut events: mpsc::UnboundedReceiver<Event>) -> Self {
        let (sender, open) = watch::channel(Tabs::new());
        let ours = Arc::<Mutex<Ours>>::default();
        let targets = Self {
            session: session.clone(),
            open,
            ours: Arc::clone(&ours),
        };
        tokio::spawn(async move {
            while let Some(event) = events.recv().await {
                take_in(&session, &ours, &sender, event);
            }
        });
        targets
    }

    /// Asks to be told of all tabs. New ones stand still until they are attached to: a page that opens with a question
    /// would ask it before anybody can answer, and such a question cannot be answered later.
    pub(super) async fn watch(&self) -> Result<(), BrowserError> {
        let session = &self.session;
        session
            .call("Target.setDiscoverTargets", json!({"discover": true}))
            .await?;
        let halt = json!({
            "autoAttach": true, "waitForDebuggerOnStart": true, "flatten": true, "filter": [{"type": "page"}],
        });
        session.call("Target.setAutoAttach", halt).await.map(drop)
    }

    /// Attaches to a tab: a session of its own on the same connection.
    pub(super) async fn attach(&self, id: &TargetId) -> Result<Attached, BrowserError> {
        let held = lock(&self.ours).windows.remove(id);
        let attached = if let Some(window) = held {
            window
        } else {
            let method = "Target.attachToTarget";
            let answer = self
                .session
                .call(method, json!({"targetId": id, "flatten": true}))
                .await?;
            let session = SessionId::deserialize(&answer["sessionId"])
                .map_err(|_| BrowserError::Answer(method))?;
            Attached::over(&self.session, session)
        };
        attached.session.call("Page.enable", json!({})).await?;
        attached.session.call("Inspector.enable", json!({})).await?;
        lock(&self.ours).tabs.insert(id.clone());
        Ok(attached)
    }
}

impl Attached {
    fn over(browser: &Session, id: SessionId) -> Self {
        let (session, events) = browser.of_tab(id);
        let dialogs = Dialogs::follow(session.clone(), events);
        Self { session, dialogs }
    }
}

fn take_in(browser: &Session, ours: &Mutex<Ours>, tabs: &watch::Sender<Tabs>, event: Event) {
    match event.method.as_str() {
        "Target.attachedToTarget" => {
            let Ok(attachment) = Attachment::deserialize(event.params) else {
                return;
            };
            let Attachment {
                session_id,
                target_info: tab,
                waiting_for_debugger,
            } = attachment;
            if waiting_for_debugger {
                release(browser, &mut lock(ours), &tab, session_id);
            }
            tabs.send_modify(|tabs| drop(tabs.insert(tab.target_id.clone(), tab)));
        }
        "Target.targetDestroyed" => {
            if let Ok(id) = TargetId::deserialize(&event.params["targetId"]) {
                drop(lock(ours).windows.remove(&id));
                tabs.send_modify(|tabs| drop(tabs.remove(&id)));
            }
        }
        _ => {}
    }
}

/// Lets a new tab run: a window of ours once its dialogs are answered, the operator's own at once and unwatched.
fn release(browser: &Session, ours: &mut Ours, tab: &Tab, session: SessionId) {
    let is_window = tab
        .opener_id
        .as_ref()
        .is_some_and(|opener| ours.tabs.contains(opener));
    let leave = json!({"sessionId": session});
    let attached = Attached::over(browser, session);
    // A tab that is gone needs none of this.
    if is_window {
        drop(attached.session.tell("Page.enable", json!({})));
    }
    let run = "Runtime.runIfWaitingForDebugger";
    drop(attached.session.tell(run, json!({})));
    if is_window {
        drop(ours.windows.insert(tab.target_id.clone(), attached));
    } else {
        drop(browser.tell("Target.detachFromTarget", leave));
    }
}

fn lock(ours: &Mutex<Ours>) -> MutexGuard<'_, Ours> {
    ours.lock().unwrap_or_else(PoisonError::into_inner)
}
