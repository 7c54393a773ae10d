//! What a browser as console is made of.

use std::path::PathBuf;
use std::time::Duration;

use url::Url;

use super::Stop;
use super::tell::Tell;
use super::trouble::Trouble;
use crate::browser::Launch;

/// Whose hands use the controls.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Hand {
    /// attune's own: real mouse and keyboard events of the browser.
    Own,
    /// An operator's: attune outlines what comes next and waits until it is so.
    Human,
}

/// How long is waited for pages and people.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Patience {
    /// For a page to come, and for an answer to `Save`.
    pub page: Duration,
    /// For the operator to sign in.
    pub sign_in: Duration,
    /// For the operator to use one control.
    pub hand: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            page: Duration::from_secs(30),
            sign_in: Duration::from_mins(10),
            hand: Duration::from_mins(30),
        }
    }
}

/// What a browser as console is made of. Nothing is started before the first visit.
#[derive(Clone, Debug)]
pub struct Setup {
    /// How the browser is started.
    pub launch: Launch,
    /// The console's base address, as the tenant's zone names it (`rest.md` 4.2).
    pub console: Url,
    /// What the tenant is called where attune speaks of it.
    pub tenant: String,
    /// Whose hands use the controls.
    pub hand: Hand,
    /// A file of locators of the user's own.
    pub locators: Option<PathBuf>,
    /// Whether somebody asked for an end.
    pub stop: Stop,
    /// How long is waited.
    pub patience: Patience,
    /// Speaks to the operator.
    pub tell: Tell,
}

impl Setup {
    /// Ends the visit where somebody asked for it, and says so once.
    pub(super) fn heed_stop(&self) -> Result<(), Trouble> {
        let (is_asked, is_new) = self.stop.heed();
        if is_new {
            self.tell.line(&Trouble::Stopped.to_string());
        }
        if is_asked {
            Err(Trouble::Stopped)
        } else {
            Ok(())
        }
    }
}
