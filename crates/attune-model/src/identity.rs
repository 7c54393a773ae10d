//! Names and numbers that identify things.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The name a manifest gives to a block, such as `tasky-api`.
///
/// Lower-case letters, digits and hyphens, starting with a letter or digit; at most 64 characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Handle(String);

/// Why a text is no [`Handle`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandleError;

impl fmt::Display for HandleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a handle has lower-case letters, digits and hyphens, and starts with a letter or digit")
    }
}

impl std::error::Error for HandleError {}

impl Handle {
    /// Checks the shape of `text`.
    pub fn parse(text: &str) -> Result<Self, HandleError> {
        let shaped = text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if shaped && !text.is_empty() && text.len() <= 64 && !text.starts_with('-') {
            Ok(Self(text.to_owned()))
        } else {
            Err(HandleError)
        }
    }

    /// The handle as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A security level's number in one tenant: the value of `Resources.userType` (`rest.md` 1.3).
///
/// The same level has other numbers in other tenants, system levels too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LevelId(pub i64);

impl fmt::Display for LevelId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A resource's number in one tenant: a person or an API user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ResourceId(pub i64);

impl fmt::Display for ResourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A security level's name, compared without the decorations that pages add.
///
/// The console shows `API User (system) (API-only)` where REST labels the level `API User (system)`
/// (Autotask help, `API_User_Add_Edit.htm`). Surrounding and repeated blanks and a trailing `(API-only)` do not
/// count; everything else does, case included.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct LevelName(String);

impl LevelName {
    /// Normalises `text`.
    pub fn new(text: &str) -> Self {
        let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let bare = joined
            .strip_suffix("(API-only)")
            .map_or(joined.as_str(), str::trim_end);
        Self(bare.to_owned())
    }

    /// The normalised name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name without the mark of a system level, for naming a copy of it.
    pub fn without_system_mark(&self) -> String {
        let bare = self.0.replace("(system)", " ");
        bare.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

impl From<String> for LevelName {
    fn from(text: String) -> Self {
        Self::new(&text)
    }
}

impl From<LevelName> for String {
    fn from(name: LevelName) -> Self {
        name.0
    }
}

impl fmt::Display for LevelName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Identifies a step within a plan and, across runs, in the ledger: `level/tasky-api`, `assign/29682901`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StepId(pub String);

impl fmt::Display for StepId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which Autotask database a connection leads to, as zone discovery tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenantIdentity {
    /// The database number, `ci` in the zone answer (`rest.md` 4.2).
    pub database: i64,
    /// The zone's name, such as `America East`.
    pub zone: String,
    /// Base address of the REST API, ending in `/ATServicesRest/`.
    pub rest_url: String,
    /// Base address of the admin console.
    pub console_url: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn level_names_ignore_the_decorations_of_pages() {
        assert_eq!(
            LevelName::new("API User  (system) (API-only) "),
            LevelName::new("API User (system)")
        );
        assert_ne!(
            LevelName::new("API User"),
            LevelName::new("API User (system)")
        );
        assert_eq!(
            LevelName::new("API User (system) Can't Read Costs").without_system_mark(),
            "API User Can't Read Costs"
        );
    }

    #[test]
    fn handles_are_narrow() {
        assert!(Handle::parse("tasky-api2").is_ok());
        for bad in ["", "-a", "Tasky", "a b", "a/b", "é"] {
            assert!(Handle::parse(bad).is_err(), "{bad}");
        }
    }
}
