//! A page that comes: looked at until it is the one that was meant, and at rest.

use std::time::Duration;

use tokio::time::{self, Instant};
use url::Position;

use super::desk::Desk;
use super::script;
use super::trouble::Trouble;
use crate::extract::Extract;
use crate::locators::PageKind;
use crate::reading::{PageError, expect, expect_host};

/// How often a page is looked at while something is waited for.
pub(super) const PAUSE: Duration = Duration::from_millis(60);

impl Desk {
    /// What the page shows just now.
    pub(super) async fn glance(&self) -> Result<Extract, Trouble> {
        let text: String = self.page().evaluate(&script::extract(), &[]).await?;
        let extract = Extract::parse(&text)?;
        let console = &self.setup.console;
        expect_host(
            &extract,
            &console[Position::BeforeHost..Position::AfterPort],
        )?;
        Ok(extract)
    }

    /// Waits until the page shows one of these kinds, and does not change any more.
    pub(super) async fn arrive(&self, kinds: &[PageKind]) -> Result<Extract, Trouble> {
        let locators = &self.locators;
        let extract = self
            .rest(|extract, last| match expect(extract, locators, kinds) {
                Ok(_)
                | Err(
                    PageError::SignedOut | PageError::AccessDenied | PageError::Language { .. },
                ) => true,
                Err(_) => last,
            })
            .await?;
        expect(&extract, locators, kinds)?;
        Ok(extract)
    }

    /// The page once it is at rest and `done` with it; at the end of all patience `done` is told so.
    pub(super) async fn rest(
        &self,
        done: impl Fn(&Extract, bool) -> bool,
    ) -> Result<Extract, Trouble> {
        let end = Instant::now() + self.setup.patience.page;
        let mut before = None;
        loop {
            let last = Instant::now() >= end;
            match self.still().await {
                Ok(Some(now)) => match &before {
                    Some(then) if *then == now && done(&now, last) => return Ok(now),
                    Some(_) if last => return Err(self.restless()),
                    Some(_) | None => before = Some(now),
                },
                Err(trouble) if last || !trouble.is_passing() => return Err(trouble),
                Ok(None) | Err(_) => before = None,
            }
            if last && before.is_none() {
                return Err(self.restless());
            }
            time::sleep(PAUSE).await;
        }
    }

    fn restless(&self) -> Trouble {
        Trouble::Restless(self.setup.patience.page)
    }

    /// The page, where all of it is loaded.
    async fn still(&self) -> Result<Option<Extract>, Trouble> {
        if self.page().evaluate(&script::is_loaded(), &[]).await? {
            Ok(Some(self.glance().await?))
        } else {
            Ok(None)
        }
    }

    /// Takes the window that the tab opened, if it opens one before the tab itself shows the page.
    pub(super) async fn arrive_in_any_window(
        &mut self,
        kinds: &[PageKind],
    ) -> Result<Extract, Trouble> {
        let patience = self.setup.patience.page;
        let window = tokio::select! {
            here = self.arrive(kinds) => return here,
            window = self.tab.popup(patience) => window?,
        };
        self.window = Some(window);
        self.arrive(kinds).await
    }
}
