//! What a page says to a click that cannot be taken back.

use std::time::Duration;

use attune_apply::ports::ConsoleError;
use tokio::time::{self, Instant};

use super::Hand;
use super::arrive::PAUSE;
use super::desk::Desk;
use super::trouble::Trouble;
use crate::browser::{Dialog, DialogKind};

/// What a page says to such a click.
pub(super) enum Said<T> {
    /// It did it.
    Done(T),
    /// It did not, and why.
    Refused(String),
}

impl Desk {
    /// Looks until the page says something; a refusal comes before success. `silence` says what did not come.
    pub(super) async fn answer<T>(
        &mut self,
        silence: &str,
        mut look: impl AsyncFnMut(&mut Self) -> Result<Option<Said<T>>, Trouble>,
    ) -> Result<T, ConsoleError> {
        let patience = self.patience();
        let end = Instant::now() + patience;
        loop {
            if let Some(said) = self.dialog() {
                self.give_up().await;
                return Err(said);
            }
            match look(self).await {
                Ok(Some(Said::Done(what))) => return Ok(what),
                Ok(Some(Said::Refused(why))) => {
                    self.give_up().await;
                    return Err(ConsoleError::Refused(why));
                }
                Err(trouble) if !trouble.is_passing() => return Err(trouble.after_saving()),
                Ok(None) | Err(_) => {}
            }
            // A person may click at that very moment; whoever goes on looks first.
            if self.hand() == Hand::Human
                && let Err(stopped) = self.heed_stop()
            {
                return Err(self.abandon(stopped).await);
            }
            if Instant::now() >= end {
                return Err(ConsoleError::Lost(format!(
                    "{silence} within {} s",
                    patience.as_secs()
                )));
            }
            time::sleep(PAUSE).await;
        }
    }

    /// How long what a click brings is waited for; a person has to come to it first.
    pub(super) fn patience(&self) -> Duration {
        match self.hand() {
            Hand::Own => self.setup.patience.page,
            Hand::Human => self.setup.patience.hand,
        }
    }

    /// What the page said or asked in a dialog of the browser, which was answered with no.
    fn dialog(&self) -> Option<ConsoleError> {
        let shown = self.page().dialogs();
        let Dialog { kind, text, .. } = shown
            .into_iter()
            .find(|dialog| dialog.kind != DialogKind::BeforeUnload)?;
        Some(match kind {
            // A message has one button only: whether the page did it is not said by that.
            DialogKind::Alert => ConsoleError::Lost(format!("it said \"{text}\"")),
            DialogKind::Confirm | DialogKind::Prompt | DialogKind::BeforeUnload => {
                ConsoleError::Refused(format!(
                    "it asked \"{text}\", and attune answers no question that it does not know"
                ))
            }
        })
    }

    /// Leaves the page as it is, unsaved, because of some trouble.
    pub(super) async fn abandon(&mut self, trouble: Trouble) -> ConsoleError {
        self.give_up().await;
        trouble.before_saving()
    }

    /// Leaves the page as it is.
    async fn give_up(&mut self) {
        let home = self.setup.console.clone();
        if let Err(error) = self.go(&home).await {
            self.tell(&format!("the page could not be left: {error}"));
        }
    }
}
