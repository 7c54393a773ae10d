//! Why a visit did not come to its end.

use std::time::Duration;

use attune_apply::ports::ConsoleError;

use crate::browser::BrowserError;
use crate::extract::ExtractError;
use crate::locators::LocatorsError;
use crate::reading::PageError;

/// Why a visit did not come to its end.
#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    /// The page is not the one that was meant, or cannot be understood.
    #[error(transparent)]
    Page(#[from] PageError),
    /// The page says something that is no extract of a page.
    #[error(transparent)]
    Extract(#[from] ExtractError),
    /// The page speaks a language without locators, or the user's own are not sound.
    #[error(transparent)]
    Locators(#[from] LocatorsError),
    /// The browser did not do what was asked.
    #[error(transparent)]
    Browser(#[from] BrowserError),
    /// Something is not as it has to be before attune acts.
    #[error("{0}")]
    Guard(String),
    /// The page was loading or changing for as long as it may take.
    #[error(
        "the page does not come to rest: it was loading or changing for {} s; look at it in the browser, then run it again",
        .0.as_secs()
    )]
    Restless(Duration),
    /// Somebody asked attune to stop.
    #[error(
        "attune was asked to stop: nothing was saved on this page, and what is left of the plan waits"
    )]
    Stopped,
}

impl Trouble {
    /// Before the page was asked to save. After a stop nobody said no: the work waits.
    pub(super) fn before_saving(self) -> ConsoleError {
        match self {
            Self::Stopped => ConsoleError::Stopped,
            Self::Page(_)
            | Self::Extract(_)
            | Self::Locators(_)
            | Self::Browser(_)
            | Self::Guard(_)
            | Self::Restless(_) => ConsoleError::Refused(self.to_string()),
        }
    }

    /// After the page was asked to save: it may have done so.
    pub(super) fn after_saving(self) -> ConsoleError {
        ConsoleError::Lost(self.to_string())
    }

    /// Whether it came before a click: what was to be clicked is not there, or not to be clicked, or not what was meant.
    pub(super) fn is_before_click(&self) -> bool {
        match self {
            Self::Browser(error) => matches!(
                error,
                BrowserError::Missing(_)
                    | BrowserError::Unusable { .. }
                    | BrowserError::NotSeen { .. }
            ),
            Self::Guard(_) => true,
            Self::Page(_)
            | Self::Extract(_)
            | Self::Locators(_)
            | Self::Restless(_)
            | Self::Stopped => false,
        }
    }

    /// Whether a look a moment later may do better.
    pub(super) fn is_passing(&self) -> bool {
        match self {
            Self::Browser(error) => error.is_passing() || matches!(error, BrowserError::Script(_)),
            Self::Page(_)
            | Self::Extract(_)
            | Self::Locators(_)
            | Self::Guard(_)
            | Self::Restless(_)
            | Self::Stopped => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_menu_without_the_entry_was_never_clicked_and_a_click_without_an_answer_may_have_been() {
        let after = Duration::from_secs(5);
        let what = "`Copy Security Level`".to_owned();
        assert!(Trouble::from(BrowserError::NotSeen { what, after }).is_before_click());
        let method = "Input.dispatchMouseEvent";
        assert!(!Trouble::from(BrowserError::NoAnswer { method, after }).is_before_click());
    }
}
