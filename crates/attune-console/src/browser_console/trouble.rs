//! Why a visit did not come to its end.

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
            | Self::Guard(_) => ConsoleError::Refused(self.to_string()),
        }
    }

    /// After the page was asked to save: it may have done so.
    pub(super) fn after_saving(self) -> ConsoleError {
        ConsoleError::Lost(self.to_string())
    }

    /// Whether a look a moment later may do better.
    pub(super) fn is_passing(&self) -> bool {
        match self {
            Self::Browser(error) => error.is_passing() || matches!(error, BrowserError::Script(_)),
            Self::Page(_)
            | Self::Extract(_)
            | Self::Locators(_)
            | Self::Guard(_)
            | Self::Stopped => false,
        }
    }
}
