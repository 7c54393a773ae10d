//! What can go wrong with a browser.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use super::ProfileError;

/// Why the browser did not do what was asked. No text carries arguments of a call, answers of a page, or the path of an
/// address: any of these can hold a secret.
#[derive(Debug, thiserror::Error)]
pub enum BrowserError {
    /// The profile folder cannot be used.
    #[error(transparent)]
    Profile(#[from] ProfileError),
    /// Another browser, or another run of attune, uses the profile folder.
    #[error(
        "the profile {} is in use: close the browser that was opened with it", .0.display()
    )]
    ProfileInUse(PathBuf),
    /// The program did not start.
    #[error("{} cannot be started: {error}", program.display())]
    Start {
        /// The browser.
        program: PathBuf,
        /// What the operating system says.
        error: io::Error,
    },
    /// The program ended, or said nothing, before it could be talked to.
    #[error("the browser did not come up ({status}): {said}")]
    NotUp {
        /// How it ended, or how long it was waited for.
        status: String,
        /// The end of what it wrote to its standard error.
        said: String,
    },
    /// The connection to the browser is gone: it was closed, killed, or it crashed.
    #[error("the browser is gone: it was closed or it crashed")]
    Gone,
    /// The tab is gone.
    #[error("the tab is gone: it was closed")]
    TabClosed,
    /// The tab's page crashed.
    #[error("the tab crashed")]
    TabCrashed,
    /// The browser did not answer in time. What was asked may still happen.
    #[error("the browser did not answer {method} within {} s", after.as_secs_f32())]
    NoAnswer {
        /// The method of the `DevTools` protocol.
        method: &'static str,
        /// How long it was waited for.
        after: Duration,
    },
    /// The browser refused a call.
    #[error("the browser refused {method}: {text}")]
    Refused {
        /// The method of the `DevTools` protocol.
        method: &'static str,
        /// The browser's own words.
        text: String,
    },
    /// The browser answered something that the protocol does not know.
    #[error("the browser's answer to {0} cannot be understood")]
    Answer(&'static str),
    /// An address that cannot be a console.
    #[error("{0} is no address of a console: https is wanted")]
    NotAConsole(String),
    /// The page is somewhere else, so nothing was done on it.
    #[error("the page is at {found}, and only {allowed} may be acted on")]
    ForeignHost {
        /// Scheme and host of the page.
        found: String,
        /// Scheme and host of the console.
        allowed: String,
    },
    /// The page did not come: no network, no such host, or somebody chose to stay on the old one.
    #[error("the page did not open: {0}")]
    NotOpened(String),
    /// A function of ours failed in the page.
    #[error("a function failed in the page ({0})")]
    Script(String),
    /// A function returned something else than it should.
    #[error("a function in the page returned something else than was expected")]
    Returned,
    /// The element is not on the page.
    #[error("{0} is not on the page")]
    Missing(String),
    /// The element is there and cannot be acted on; `why` says what is in the way.
    #[error("{name} cannot be used: {why}")]
    Unusable {
        /// The element, as the caller calls it.
        name: String,
        /// The reason.
        why: &'static str,
    },
    /// What was entered or chosen is not what the element holds now.
    #[error("{0} did not take what was entered")]
    NotTaken(String),
    /// No option, or more than one, has the text.
    #[error("{name} has {count} options of that text, one is wanted")]
    Options {
        /// The element.
        name: String,
        /// How many there are.
        count: usize,
    },
    /// What was waited for did not come.
    #[error("{what} did not come within {} s", after.as_secs_f32())]
    NotSeen {
        /// What was waited for.
        what: String,
        /// How long.
        after: Duration,
    },
}

impl BrowserError {
    /// Whether it only says that one document made way for the next.
    pub(crate) fn is_passing(&self) -> bool {
        matches!(
            self,
            Self::Refused {
                method: "Page.getFrameTree" | "Page.createIsolatedWorld" | "Runtime.callFunctionOn",
                text: _,
            }
        )
    }
}
