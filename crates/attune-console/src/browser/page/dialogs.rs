//! Native dialogs: `alert`, `confirm`, `prompt`, and the question whether to leave a page.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Deserialize;
use serde_json::json;
use tokio::sync::mpsc;

use super::Page;
use crate::browser::protocol::Event;
use crate::browser::session::Session;

/// What kind of dialog it is.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "lowercase")]
pub enum DialogKind {
    /// A message with one button.
    Alert,
    /// A question with two.
    Confirm,
    /// A question with a field.
    Prompt,
    /// Whether to leave the page; browsers show a text of their own, and this one's is empty.
    BeforeUnload,
}

/// What happens to dialogs.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum DialogRule {
    /// Everything is answered with no; a page stays open.
    #[default]
    Dismiss,
    /// The next dialog of this kind with exactly this text is answered with yes, everything else with no.
    AcceptOnce {
        /// Its kind.
        kind: DialogKind,
        /// Its whole text.
        text: String,
    },
    /// The operator answers. Calls that wait for the page wait for the operator too.
    Leave,
}

/// How a dialog was answered.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum DialogAnswer {
    /// With no.
    Dismissed,
    /// With yes, as a [`DialogRule::AcceptOnce`] said.
    Accepted,
    /// By the operator.
    Left,
}

/// A dialog that was shown.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Dialog {
    /// Its kind.
    pub kind: DialogKind,
    /// Its whole text, in the page's words.
    pub text: String,
    /// How it was answered.
    pub answer: DialogAnswer,
}

/// The dialogs of one tab.
pub(in crate::browser) struct Dialogs(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    rule: DialogRule,
    shown: Vec<Dialog>,
}

#[derive(Deserialize)]
struct Opening {
    #[serde(rename = "type")]
    kind: DialogKind,
    message: String,
}

impl Page {
    /// Sets what happens to dialogs from now on; it starts with [`DialogRule::Dismiss`].
    pub fn on_dialog(&self, rule: DialogRule) {
        self.dialogs.state().rule = rule;
    }

    /// The dialogs that were shown since this was last asked, oldest first.
    pub fn dialogs(&self) -> Vec<Dialog> {
        std::mem::take(&mut self.dialogs.state().shown)
    }
}

impl Dialogs {
    /// Answers the dialogs of a tab as long as it is open. A page stands still until its dialog is answered, so this
    /// happens beside whatever waits for the page.
    pub(in crate::browser) fn follow(
        session: Session,
        mut events: mpsc::UnboundedReceiver<Event>,
    ) -> Self {
        let state = Arc::new(Mutex::new(State::default()));
        let dialogs = Self(Arc::clone(&state));
        tokio::spawn(async move {
            while let Some(event) = events.recv().await {
                if event.method != "Page.javascriptDialogOpening" {
                    continue;
                }
                let Ok(opening) = Opening::deserialize(event.params) else {
                    continue;
                };
                let answer = lock(&state).answer(opening);
                let accept = match answer {
                    DialogAnswer::Dismissed => false,
                    DialogAnswer::Accepted => true,
                    DialogAnswer::Left => continue,
                };
                // A tab that is gone has no dialog any more.
                drop(session.tell("Page.handleJavaScriptDialog", json!({"accept": accept})));
            }
        });
        dialogs
    }

    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.0)
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

impl State {
    fn answer(&mut self, opening: Opening) -> DialogAnswer {
        let answer = match &self.rule {
            DialogRule::Leave => DialogAnswer::Left,
            DialogRule::AcceptOnce { kind, text }
                if *kind == opening.kind && *text == opening.message =>
            {
                self.rule = DialogRule::Dismiss;
                DialogAnswer::Accepted
            }
            DialogRule::AcceptOnce { .. } | DialogRule::Dismiss => DialogAnswer::Dismissed,
        };
        self.shown.push(Dialog {
            kind: opening.kind,
            text: opening.message,
            answer,
        });
        answer
    }
}
