//! Choosing people.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An e-mail address or a glob over addresses (`*@contoso.example`), compared without case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EmailPattern(pub String);

impl EmailPattern {
    /// Whether the pattern can match more than one address.
    pub fn is_glob(&self) -> bool {
        self.0.contains(['*', '?', '[', '{'])
    }
}

impl fmt::Display for EmailPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which people a rule is about. API users are never chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeopleSelector {
    /// A person is chosen when any of these matches; never empty.
    pub emails: Vec<EmailPattern>,
    /// Left out, though an entry of `emails` matches.
    pub except: Vec<EmailPattern>,
    /// `Some(true)`: active people only; `None`: whether active or not.
    pub active: Option<bool>,
}
