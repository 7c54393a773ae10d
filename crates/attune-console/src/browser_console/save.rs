//! `Save`, and what the page says to it.

use attune_apply::ports::ConsoleError;
use tokio::time::{self, Instant};

use super::Hand;
use super::desk::{Desk, PAUSE};
use super::script;
use super::trouble::Trouble;
use crate::browser::{BrowserError, DialogKind};
use crate::extract::Extract;
use crate::locators::PageKind;
use crate::reading::{PageError, page_kind};

const SAVE: &str = "Save";

/// Keeps the document with the form, to know later whether it is still there. Returns how many messages of success it shows.
const KEEP: &str = "() => { const framed = (page) => [page, ...Array.from(page.querySelectorAll('iframe, frame')).flatMap((it) => (it.contentDocument ? framed(it.contentDocument) : []))]; globalThis.attuneForms = framed(document); return framed(document).flatMap((page) => Array.from(page.querySelectorAll('[role=status]'))).length; }";

/// Whether one of the kept documents made way for another, which is loaded; or whether there are more messages of success.
const IS_ANSWERED: &str = "(messages) => { const framed = (page) => [page, ...Array.from(page.querySelectorAll('iframe, frame')).flatMap((it) => (it.contentDocument ? framed(it.contentDocument) : []))]; const pages = framed(document); if (!pages.every((page) => page.readyState === 'complete')) return false; const kept = globalThis.attuneForms; return !kept || kept.some((page) => page.defaultView === null) || pages.flatMap((page) => Array.from(page.querySelectorAll('[role=status]'))).length > messages; }";

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
            // The button was never reached.
            Err(Trouble::Browser(
                error @ (BrowserError::Missing(_) | BrowserError::Unusable { .. }),
            )) => return Err(self.abandon(error.into()).await),
            Err(trouble) => return Err(trouble.after_saving()),
        }
        self.answer(&before, messages).await
    }

    async fn before_saving(&self) -> Result<(Extract, u64), Trouble> {
        self.heed_stop()?;
        let before = self.glance().await?;
        let messages = self.page().evaluate(KEEP, &[]).await?;
        drop(self.page().dialogs());
        Ok((before, messages))
    }

    /// Waits for what the page says: a refusal comes before success.
    async fn answer(&mut self, before: &Extract, messages: u64) -> Result<(), ConsoleError> {
        let patience = match self.hand() {
            Hand::Own => self.setup.patience.page,
            Hand::Human => self.setup.patience.hand,
        };
        let end = Instant::now() + patience;
        loop {
            if let Some(question) = self.question() {
                self.give_up().await;
                return Err(ConsoleError::Refused(question));
            }
            match self.verdict(before, messages).await {
                // Some forms close their window when they are saved.
                Ok(Some(Verdict::Saved)) | Err(Trouble::Browser(BrowserError::TabClosed)) => {
                    return Ok(());
                }
                Ok(Some(Verdict::Refused(why))) => {
                    self.give_up().await;
                    return Err(ConsoleError::Refused(why));
                }
                Ok(Some(Verdict::SignedOut)) => {
                    return Err(Trouble::from(PageError::SignedOut).after_saving());
                }
                Err(trouble) if !trouble.is_passing() => return Err(trouble.after_saving()),
                Ok(None) | Err(_) => {}
            }
            // A person may press the outlined button at that very moment; whoever goes on looks first.
            if self.hand() == Hand::Human
                && let Err(stopped) = self.setup.heed_stop()
            {
                return Err(self.abandon(stopped).await);
            }
            if Instant::now() >= end {
                return Err(ConsoleError::Lost(format!(
                    "the page did not answer within {} s",
                    patience.as_secs()
                )));
            }
            time::sleep(PAUSE).await;
        }
    }

    async fn verdict(&self, before: &Extract, messages: u64) -> Result<Option<Verdict>, Trouble> {
        let is_answered: bool = self
            .page()
            .evaluate(IS_ANSWERED, &[messages.into()])
            .await?;
        let now = self.glance().await?;
        match page_kind(&now, &self.locators) {
            Some(PageKind::SignIn) => return Ok(Some(Verdict::SignedOut)),
            Some(PageKind::AccessDenied) => {
                return Ok(Some(Verdict::Refused(PageError::AccessDenied.to_string())));
            }
            Some(
                PageKind::SecurityLevels
                | PageKind::SecurityLevel
                | PageKind::Resources
                | PageKind::NewApiUser
                | PageKind::ApiUser
                | PageKind::Resource
                | PageKind::ProtectedData,
            )
            | None => {}
        }
        if !now.messages.is_empty() && (is_answered || now.messages != before.messages) {
            return Ok(Some(Verdict::Refused(now.messages.join(" "))));
        }
        Ok(is_answered.then_some(Verdict::Saved))
    }

    /// What the page asked in a dialog of the browser, which was answered with no.
    pub(super) fn question(&self) -> Option<String> {
        let shown = self.page().dialogs();
        let asked = shown
            .into_iter()
            .find(|dialog| dialog.kind != DialogKind::BeforeUnload)?;
        Some(format!(
            "it asked \"{}\", and attune answers no question that it does not know",
            asked.text
        ))
    }

    /// Leaves the page as it is, unsaved, because of some trouble.
    pub(super) async fn abandon(&mut self, trouble: Trouble) -> ConsoleError {
        self.give_up().await;
        trouble.before_saving()
    }

    /// Leaves the page as it is.
    pub(super) async fn give_up(&mut self) {
        if let Err(error) = self.leave().await {
            self.tell(&format!("the page could not be left: {error}"));
        }
    }
}

/// What a page says to `Save`.
enum Verdict {
    Saved,
    Refused(String),
    SignedOut,
}
