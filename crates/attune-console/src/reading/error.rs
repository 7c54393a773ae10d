//! Why a page could not be read.

use crate::extract::Anchor;
use crate::locators::PageKind;

/// Why a page could not be read. Nothing is known from it then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// It is the page to sign in.
    #[error("nobody is signed in: the console shows its page to sign in")]
    SignedOut,
    /// Whoever is signed in may not open it (`console.md` 1.1).
    #[error(
        "the console refuses this page: whoever is signed in may not open it; sign in as somebody whose level has `Resources/Users (HR)`"
    )]
    AccessDenied,
    /// It is another page.
    #[error("this is not the page of {expected}: its heading is `{heading}`")]
    AnotherPage {
        /// What was expected.
        expected: PageKind,
        /// The heading that it has.
        heading: String,
    },
    /// It is a page of another host.
    #[error("this page is from {found}, and the console is at {expected}")]
    AnotherHost {
        /// Host and port of the console.
        expected: String,
        /// Host and port of the page.
        found: String,
    },
    /// It is in another language.
    #[error(
        "this page is in `{page}`, and the locators are for `{locators}`: show the console in `{locators}`"
    )]
    Language {
        /// The language of the page.
        page: String,
        /// The language of the locators.
        locators: String,
    },
    /// It lacks what every page of its kind has.
    #[error("the page shows no `{0}`")]
    Missing(String),
    /// Several controls cannot be told apart by their words.
    #[error("the page has more than one control with the same words: {}", list(.0))]
    Ambiguous(Vec<Anchor>),
    /// What a control shows is none of its values.
    #[error("{at}: `{shown}` cannot be understood, {expected} was expected")]
    Value {
        /// The control.
        at: Box<Anchor>,
        /// What it shows.
        shown: String,
        /// What it could show.
        expected: String,
    },
    /// Nothing tells whether the level is for API users or for people.
    #[error("nothing on the page tells whether the level is API-only")]
    UnclearKind,
    /// The page names something that the tenant does not have, or has twice.
    #[error("{label}: the tenant has {count} called `{name}`, and exactly one was expected")]
    Name {
        /// The field.
        label: String,
        /// What stands there.
        name: String,
        /// How many have this name.
        count: usize,
    },
}

fn list(anchors: &[Anchor]) -> String {
    let anchors: Vec<String> = anchors.iter().map(ToString::to_string).collect();
    anchors.join("; ")
}
