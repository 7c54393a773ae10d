//! The pages of the console.

use std::fmt;

use attune_model::Date;
use serde::Deserialize;

use super::Confidence;

/// A page that attune knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageKind {
    /// The list of security levels.
    SecurityLevels,
    /// The editor of one level.
    SecurityLevel,
    /// The list of people and API users.
    Resources,
    /// The form for a new API user.
    NewApiUser,
    /// The form of an API user that is there.
    ApiUser,
    /// The editor of a person.
    Resource,
    /// `Protected Data Permission`.
    ProtectedData,
    /// Where people sign in.
    SignIn,
    /// What is shown to those who may not open a page.
    AccessDenied,
}

impl fmt::Display for PageKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::SecurityLevels => "the list of security levels",
            Self::SecurityLevel => "a security level",
            Self::Resources => "the list of people and API users",
            Self::NewApiUser => "the form for a new API user",
            Self::ApiUser => "the form of an API user",
            Self::Resource => "a person",
            Self::ProtectedData => "Protected Data Permission",
            Self::SignIn => "the page to sign in",
            Self::AccessDenied => "a refusal",
        })
    }
}

/// How a page is recognised and reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The headings it may have: labels, in English with slots for terms.
    pub headings: Vec<String>,
    /// What its path may end in, whatever the case; empty where no path is known.
    pub paths: Vec<String>,
    /// The parameters of its address that may carry the number of what it shows.
    pub ids: Vec<String>,
    /// The clicks that lead there: labels.
    pub way: Vec<String>,
    /// Where it can be opened directly, below the console's address, with `{id}` for the number.
    pub link: Option<String>,
    /// Its buttons: labels.
    pub buttons: Vec<String>,
    /// Where this is from.
    pub source: String,
    /// The first day for which the source speaks.
    pub valid_from: Date,
    /// How well it is established.
    pub confidence: Confidence,
}
