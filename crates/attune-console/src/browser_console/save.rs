//! `Save`, and what the page says to it.

use attune_apply::ports::ConsoleError;

use super::Hand;
use super::answer::Said;
use super::desk::Desk;
use super::script;
use super::trouble::Trouble;
use crate::browser::BrowserError;
use crate::extract::Extract;
use crate::reading::{PageError, signed_in};

const SAVE: &str = "Save";

impl Desk {
    /// Saves the form that is open: once, whatever comes of it.
    pub(super) async fn save(&mut self) -> Result<(), ConsoleError> {
        let words = self.spoken(SAVE);
        let button = script::button(&words);
        let (before, messages) = match self.before_saving().await {
            Ok(before) => before,
            Err(trouble) => return Err(self.abandon(trouble).await),
        };
        let pressed = match self.hand() {
            Hand::Own => self.page().click(&button).await.map_err(Trouble::from),
            Hand::Human => self.point_at(&button, "press `Save`").await,
        };
        match pressed {
            Ok(()) => {}
            Err(trouble) if trouble.is_before_click() => return Err(self.abandon(trouble).await),
            Err(trouble) => return Err(trouble.after_saving()),
        }
        self.answer("the page did not answer", async |desk| {
            match desk.verdict(&before, messages).await {
                // Some forms close their window when they are saved; the tab of the console is closed by a person only.
                Err(Trouble::Browser(BrowserError::TabClosed)) if desk.is_in_window() => {
                    Ok(Some(Said::Done(())))
                }
                other => other,
            }
        })
        .await
    }

    async fn before_saving(&self) -> Result<(Extract, u64), Trouble> {
        self.heed_stop()?;
        let before = self.glance().await?;
        let messages = self.page().evaluate(&script::keep(), &[]).await?;
        drop(self.page().dialogs());
        Ok((before, messages))
    }

    async fn verdict(&self, before: &Extract, messages: u64) -> Result<Option<Said<()>>, Trouble> {
        let is_answered: bool = self
            .page()
            .evaluate(&script::is_answered(), &[messages.into()])
            .await?;
        let now = self.glance().await?;
        match signed_in(&now, &self.locators) {
            Err(denied @ PageError::AccessDenied) => {
                return Ok(Some(Said::Refused(denied.to_string())));
            }
            Err(error) => return Err(error.into()),
            Ok(_) => {}
        }
        if !now.messages.is_empty() && (is_answered || now.messages != before.messages) {
            return Ok(Some(Said::Refused(now.messages.join(" "))));
        }
        Ok(is_answered.then_some(Said::Done(())))
    }
}
