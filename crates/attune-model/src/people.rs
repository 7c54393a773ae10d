//! Choosing people.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::LevelName;
use crate::catalogue::LicenseType;

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
///
/// A person is chosen who meets every criterion that is given; a list is met by any of its entries. One of `emails`,
/// `levels` and `license_types` is given at least.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PeopleSelector {
    /// By e-mail address; `None` where that does not matter.
    pub emails: Option<Vec<EmailPattern>>,
    /// By the security level they hold now.
    pub levels: Option<Vec<LevelName>>,
    /// By licence type.
    pub license_types: Option<Vec<LicenseType>>,
    /// Left out, though everything else fits.
    pub except: Vec<EmailPattern>,
    /// `Some(true)`: active people only; `None`: whether active or not.
    pub active: Option<bool>,
}
