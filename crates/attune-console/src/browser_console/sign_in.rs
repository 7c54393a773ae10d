//! Signing in, which people do.

use std::time::Duration;

use tokio::time::{self, Instant};

use super::arrive::PAUSE;
use super::desk::Desk;
use super::trouble::Trouble;
use crate::browser::BrowserError;
use crate::extract::Extract;
use crate::locators::PageKind;
use crate::reading::page_kind;

/// How often a stop is heeded while somebody signs in elsewhere.
const HEED: Duration = Duration::from_secs(1);

impl Desk {
    /// The first page of the console, once somebody is signed in.
    pub(super) async fn signed_in(&self) -> Result<Extract, Trouble> {
        match self.rest(|_, _| true).await {
            Ok(shell) if page_kind(&shell, &self.locators) != Some(PageKind::SignIn) => Ok(shell),
            // The console may send whoever is not signed in to another host at once.
            Ok(_) | Err(Trouble::Browser(BrowserError::ForeignHost { .. })) => {
                self.wait_for_sign_in().await
            }
            Err(trouble) => Err(trouble),
        }
    }

    /// Waits until somebody is signed in; the page that is shown then.
    pub(super) async fn wait_for_sign_in(&self) -> Result<Extract, Trouble> {
        let patience = self.setup.patience.sign_in;
        self.tell(&format!(
            "sign in at {} in the browser window that attune opened; attune waits {} minutes and sees no password",
            self.host,
            patience.as_secs() / 60
        ));
        let end = Instant::now() + patience;
        loop {
            self.heed_stop()?;
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(Trouble::Guard(format!(
                    "nobody signed in within {} s; nothing was done, so run it again",
                    patience.as_secs()
                )));
            }
            // The sign-in may lead over other hosts, which are not looked at.
            match self.tab.wait_until_back(left.min(HEED)).await {
                Ok(()) => {}
                Err(BrowserError::NotSeen { .. }) => continue,
                Err(error) => return Err(error.into()),
            }
            match self.rest(|_, _| true).await {
                Ok(page) if page_kind(&page, &self.locators) != Some(PageKind::SignIn) => {
                    return Ok(page);
                }
                Ok(_)
                | Err(Trouble::Restless(_) | Trouble::Browser(BrowserError::ForeignHost { .. })) => {
                }
                Err(trouble) => return Err(trouble),
            }
            time::sleep(PAUSE).await;
        }
    }
}
