//! Opening addresses, and where the tab is.

use std::time::Duration;

use serde::Deserialize;
use serde_json::json;
use tokio::time;
use url::Url;

use super::Page;
use crate::browser::BrowserError;

/// How often a page is looked at while something is waited for.
pub(super) const PAUSE: Duration = Duration::from_millis(50);

/// The main frame.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Frame {
    pub(super) id: String,
    /// Another one for each document.
    loader_id: String,
    pub(super) url: String,
}

impl Page {
    /// Opens `url`, which has to be on the console's host, in this tab and waits until it is loaded.
    pub async fn open(&self, url: &Url) -> Result<(), BrowserError> {
        self.host.check(url.as_str())?;
        let before = self.frame().await?.loader_id;
        let method = "Page.navigate";
        let answer = self
            .session
            .call(method, json!({"url": url.as_str()}))
            .await?;
        if let Some(text) = answer["errorText"].as_str() {
            return Err(BrowserError::NotOpened(text.to_owned()));
        }
        // Without a new document it went to another place on the same page.
        if answer["loaderId"].as_str().is_none() {
            return Ok(());
        }
        let patience = self.session.patience();
        let loaded = async {
            loop {
                if let Some(frame) = self.loaded().await?
                    && frame.loader_id != before
                {
                    return Ok(());
                }
                time::sleep(PAUSE).await;
            }
        };
        time::timeout(patience, loaded)
            .await
            .unwrap_or(Err(BrowserError::NotSeen {
                what: "the end of loading".to_owned(),
                after: patience,
            }))
    }

    /// Waits until the tab is back on the console's host, and loaded: an operator signs in elsewhere meanwhile.
    pub async fn wait_until_back(&self, timeout: Duration) -> Result<(), BrowserError> {
        let back = async {
            loop {
                if let Some(frame) = self.loaded().await?
                    && self.host.check(&frame.url).is_ok()
                {
                    return Ok(());
                }
                time::sleep(PAUSE).await;
            }
        };
        time::timeout(timeout, back)
            .await
            .unwrap_or(Err(BrowserError::NotSeen {
                what: format!("the return to {}", self.host),
                after: timeout,
            }))
    }

    pub(super) async fn frame(&self) -> Result<Frame, BrowserError> {
        let method = "Page.getFrameTree";
        let tree = self.session.call(method, json!({})).await?;
        Frame::deserialize(&tree["frameTree"]["frame"]).map_err(|_| BrowserError::Answer(method))
    }

    /// The main frame, where its document is loaded with all that belongs to it; none while that is so of no document, or
    /// one makes way for another: the browser is asked several times, and all answers have to be about one document. It
    /// may be anywhere.
    pub(super) async fn loaded(&self) -> Result<Option<Frame>, BrowserError> {
        let look = async {
            let before = self.frame().await?;
            let world = self.world().await?;
            let state = self
                .run(world, "() => document.readyState", Vec::new())
                .await?;
            let now = self.frame().await?;
            let is_one = now.loader_id == before.loader_id;
            Ok((is_one && state == "complete").then_some(now))
        };
        match look.await {
            Err(error) if BrowserError::is_passing(&error) => Ok(None),
            looked => looked,
        }
    }
}
