//! One tab of the browser, and what may be done in it.

mod capture;
mod choose;
mod dialogs;
mod element;
mod evaluate;
mod keyboard;
mod load;
mod mouse;
mod outline;
mod popup;
mod target;
mod wait;

use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, Mutex};

use serde_json::json;

use super::session::Session;
use super::targets::{Attached, TargetId, Targets};
use super::{BrowserError, ConsoleHost};
pub(super) use dialogs::Dialogs;

pub use dialogs::{Dialog, DialogAnswer, DialogKind, DialogRule};
pub use keyboard::Key;
pub use target::Target;
pub use wait::Condition;

/// A tab that attune opened, or that such a tab opened. Whatever acts or reads is refused with
/// [`BrowserError::ForeignHost`] while the tab is anywhere but on its [`ConsoleHost`].
///
/// Functions are JavaScript sources like `(label) => ...` that run in a world of their own: they see the page's elements,
/// and the page's scripts see neither them nor the things they use. Frames of the same origin are reached from the main
/// document through `contentDocument`.
pub struct Page {
    targets: Arc<Targets>,
    id: TargetId,
    session: Session,
    host: ConsoleHost,
    dialogs: Dialogs,
    /// The pop-ups that were handed out.
    popups: Mutex<BTreeSet<TargetId>>,
}

impl fmt::Debug for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page")
            .field("id", &self.id)
            .field("host", &self.host)
            .finish_non_exhaustive()
    }
}

impl Page {
    /// Attaches to an open tab.
    pub(super) async fn attach(
        targets: &Arc<Targets>,
        id: TargetId,
        host: ConsoleHost,
    ) -> Result<Self, BrowserError> {
        let Attached { session, dialogs } = targets.attach(&id).await?;
        Ok(Self {
            targets: Arc::clone(targets),
            id,
            session,
            host,
            dialogs,
            popups: Mutex::default(),
        })
    }

    /// Closes the tab without asking the page.
    pub async fn close(self) -> Result<(), BrowserError> {
        let closed = self
            .targets
            .session
            .call("Target.closeTarget", json!({"targetId": self.id}))
            .await;
        closed.map(drop)
    }
}
