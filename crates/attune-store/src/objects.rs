//! The port to a store: whole objects, each write under a condition.

use std::fmt;
use std::time::Duration;

/// Objects under one prefix, by their names there, such as `captures/level-7.json`.
///
/// One try each; [`crate::store::Store`] decides what is tried again.
pub(crate) trait Objects: fmt::Debug + Send + Sync {
    /// Reads an object; `None` where there is none.
    fn get(&self, name: &str) -> Result<Option<Object>, Trouble>;

    /// Writes an object whole.
    fn put(&self, name: &str, content: &[u8], condition: &Condition) -> Result<Version, Trouble>;

    /// Removes an object; one that is not there counts as removed.
    fn remove(&self, name: &str) -> Result<(), Trouble>;

    /// The names of all objects.
    fn names(&self) -> Result<Vec<String>, Trouble>;
}

/// An object as it was read.
#[derive(Clone, Debug)]
pub(crate) struct Object {
    pub(crate) content: Vec<u8>,
    pub(crate) version: Version,
    /// How long ago it was written.
    pub(crate) age: Age,
}

/// How long ago an object was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Age {
    /// By the clocks that were compared.
    pub(crate) seems: Duration,
    /// How much less it may be.
    pub(crate) doubt: Duration,
}

impl Age {
    /// It is at least so old.
    pub(crate) fn least(self) -> Duration {
        self.seems.saturating_sub(self.doubt)
    }
}

/// What tells one content of an object from the next: its `ETag`, its generation at Google.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Version {
    pub(crate) e_tag: Option<String>,
    pub(crate) version: Option<String>,
}

/// What must be so for a write to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    /// There is no object of this name.
    Absent,
    /// It is still this one.
    Is(Version),
    /// None: the last writer wins.
    Any,
}

impl Condition {
    /// That an object is as it was seen.
    pub(crate) fn unchanged(seen: Option<&Version>) -> Self {
        seen.map_or(Self::Absent, |version| Self::Is(version.clone()))
    }

    /// Whether it is met by what is there; never known of [`Self::Any`].
    pub(crate) fn is_met(&self, there: Option<&Version>) -> bool {
        match self {
            Self::Absent => there.is_none(),
            Self::Is(version) => there == Some(version),
            Self::Any => true,
        }
    }
}

/// Why something was not done, or is not known to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The condition was not met, or another write was under way.
    Refused(String),
    /// It was not done, and would not be if it was tried again.
    Denied(String),
    /// No answer came, or one that says nothing: a write may have been done.
    Lost(String),
}

impl Trouble {
    pub(crate) fn into_cause(self) -> String {
        match self {
            Self::Refused(cause) | Self::Denied(cause) | Self::Lost(cause) => cause,
        }
    }
}
