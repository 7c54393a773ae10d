//! Windows that a page opens.

use std::sync::PoisonError;
use std::time::Duration;

use tokio::time;

use super::Page;
use super::load::PAUSE;
use crate::browser::BrowserError;
use crate::browser::targets::TargetId;

impl Page {
    /// The next window or tab that this page opened, once it is loaded; it acts on the same host only. Call it after the
    /// click that opens it.
    pub async fn popup(&self, timeout: Duration) -> Result<Self, BrowserError> {
        let next = async {
            let id = self.next_popup().await?;
            let popup = Self::attach(&self.targets, id, self.host.clone()).await?;
            loop {
                // Before the page that was asked for comes, the window has an empty one.
                if let Some(frame) = popup.loaded().await?
                    && !matches!(frame.url.as_str(), "" | ":" | "about:blank")
                {
                    return Ok(popup);
                }
                time::sleep(PAUSE).await;
            }
        };
        time::timeout(timeout, next)
            .await
            .unwrap_or(Err(BrowserError::NotSeen {
                what: "a window that the page opens".to_owned(),
                after: timeout,
            }))
    }

    async fn next_popup(&self) -> Result<TargetId, BrowserError> {
        let mut open = self.targets.open.clone();
        loop {
            {
                let tabs = open.borrow_and_update();
                let mut taken = self.popups.lock().unwrap_or_else(PoisonError::into_inner);
                let new = tabs
                    .values()
                    .filter(|tab| tab.opener_id.as_ref() == Some(&self.id))
                    .find(|tab| !taken.contains(&tab.target_id));
                if let Some(tab) = new {
                    taken.insert(tab.target_id.clone());
                    return Ok(tab.target_id.clone());
                }
            }
            open.changed().await.map_err(|_| BrowserError::Gone)?;
        }
    }
}
