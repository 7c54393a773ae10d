//! A browser that runs.

use std::fmt;
use std::sync::Arc;

use serde::Deserialize as _;
use serde_json::json;
use url::Url;

use super::page::Page;
use super::process::Process;
use super::profile::Profile;
use super::session::Session;
use super::targets::{TargetId, Targets};
use super::{BrowserError, ConsoleHost, Launch};

/// A browser that attune started, on a profile of its own. It ends with this handle: gracefully by [`Browser::close`],
/// else it is killed.
pub struct Browser {
    targets: Arc<Targets>,
    process: Process,
}

impl fmt::Debug for Browser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Browser")
            .field("process", &self.process)
            .finish_non_exhaustive()
    }
}

impl Browser {
    /// Starts it. Errors: a folder that cannot be its profile, a profile in use, a program that does not come up.
    pub async fn launch(launch: &Launch) -> Result<Self, BrowserError> {
        let profile = Profile::take(&launch.profile, &launch.default_profiles)?;
        let (process, channel) = Process::start(launch, profile).await?;
        let (session, events) = Session::over(channel, launch.patience);
        let targets = Targets::follow(session, events);
        let watched = targets.watch().await;
        if matches!(watched, Err(BrowserError::Gone)) {
            return Err(process.why_not_up().await);
        }
        watched?;
        Ok(Self {
            targets: Arc::new(targets),
            process,
        })
    }

    /// Opens `url` in a new tab and waits until it is loaded. The page acts on `host` only, and `url` has to be on it; if
    /// the console sends the tab elsewhere (to sign in), [`Page::wait_until_back`] waits for the return.
    pub async fn open(&self, host: &ConsoleHost, url: &Url) -> Result<Page, BrowserError> {
        host.check(url.as_str())?;
        let method = "Target.createTarget";
        let made = self
            .targets
            .session
            .call(method, json!({"url": "about:blank"}))
            .await?;
        let id =
            TargetId::deserialize(&made["targetId"]).map_err(|_| BrowserError::Answer(method))?;
        let page = Page::attach(&self.targets, id, host.clone()).await?;
        page.open(url).await?;
        Ok(page)
    }

    /// Closes every tab and ends the browser, which keeps the operator's sign-in in the profile.
    pub async fn close(self) -> Result<(), BrowserError> {
        let asked = self.targets.session.call("Browser.close", json!({})).await;
        self.process.end().await;
        match asked {
            // It may be gone before its answer is sent.
            Ok(_) | Err(BrowserError::Gone) => Ok(()),
            Err(error) => Err(error),
        }
    }
}
