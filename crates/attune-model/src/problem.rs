//! Why a plan cannot be made, in terms of the manifest.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A place in a manifest as a path of keys: `impersonation.tasky-users.levelsHeldBy.emails[0]`.
///
/// The loader's source map turns it into file, line and column.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Place(pub String);

impl Place {
    /// The place that keys lead to.
    pub fn of(keys: &[String]) -> Self {
        let start = Self(String::new());
        keys.iter().fold(start, |place, key| place.key(key))
    }

    /// The place `key` below this one.
    #[must_use]
    pub fn key(&self, key: impl fmt::Display) -> Self {
        if self.0.is_empty() {
            Self(key.to_string())
        } else {
            Self(format!("{}.{key}", self.0))
        }
    }

    /// Whether `other` is this place or lies within it.
    pub fn covers(&self, other: &Self) -> bool {
        other.0.strip_prefix(self.0.as_str()).is_some_and(|rest| {
            rest.is_empty() || rest.starts_with(['.', '[']) || rest.starts_with(" › ")
        })
    }

    /// Entry `index` of the list at this place.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self(format!("{}[{index}]", self.0))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Something that stops a plan from being applied.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Problem {
    /// Where in the manifest; empty where the tenant itself is meant.
    pub place: Place,
    /// Which kind.
    pub kind: ProblemKind,
    /// What is wrong, one sentence.
    pub message: String,
    /// What to do, one sentence.
    pub help: String,
}

/// The kinds of problem that only the live tenant can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemKind {
    /// The level does not show this cell.
    CellNotOnLevel,
    /// A level keeps for ever the base that it was copied from.
    BaseImmutable,
    /// Two rules want different things of one level.
    Conflict,
    /// An API user's level is one of people.
    LevelNotApiOnly,
    /// A level of people is wanted, and this one only API users can hold.
    LevelOfApiUsers,
    /// More custom API-only levels would be made than Autotask lets a tenant have.
    LevelLimit,
    /// A level is needed as a copy, and Autotask does not let it be copied.
    LevelNotCopyable,
    /// A check signs in with credentials, and nothing says where they are.
    NoCredentials,
    /// A rule chooses nobody.
    NoPeopleMatched,
    /// A system level stands in the way and the rule says `refuse`.
    SystemLevelRefused,
    /// Two live things fit one name.
    Ambiguous,
    /// The base level is not in this tenant.
    UnknownBaseLevel,
    /// The internal location is not in this tenant.
    UnknownLocation,
    /// The level is not in this tenant, and nothing says what to copy for it.
    UnknownLevel,
    /// The person is not in this tenant.
    UnknownPerson,
    /// The API user is not in this tenant, and something is missing that making one takes.
    UnknownApiUser,
    /// A protected thing would be taken away.
    Protected,
    /// A block asks for a change of what is to be ignored.
    Ignored,
    /// The level that it is copied from bounds it, and cannot give this.
    BaseCannotGive,
    /// The vendor is not in this tenant's list.
    UnknownVendor,
    /// A reading that is needed failed; nothing is planned from it.
    Unreadable,
    /// The vendor of an API user cannot be changed.
    VendorImmutable,
    /// The connection leads to another tenant than the ledger remembers.
    WrongTenant,
}

impl ProblemKind {
    /// The kind's stable id, as in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::BaseImmutable => "base-immutable",
            Self::CellNotOnLevel => "cell-not-on-level",
            Self::Conflict => "conflict",
            Self::LevelNotApiOnly => "level-not-api-only",
            Self::LevelOfApiUsers => "level-of-api-users",
            Self::LevelLimit => "level-limit",
            Self::LevelNotCopyable => "level-not-copyable",
            Self::NoCredentials => "no-credentials",
            Self::NoPeopleMatched => "no-people-matched",
            Self::SystemLevelRefused => "system-level-refused",
            Self::Ambiguous => "ambiguous",
            Self::UnknownBaseLevel => "unknown-base-level",
            Self::UnknownLocation => "unknown-location",
            Self::UnknownLevel => "unknown-level",
            Self::UnknownPerson => "unknown-person",
            Self::UnknownApiUser => "unknown-api-user",
            Self::Protected => "protected",
            Self::Ignored => "ignored",
            Self::BaseCannotGive => "base-cannot-give",
            Self::UnknownVendor => "unknown-vendor",
            Self::Unreadable => "unreadable",
            Self::VendorImmutable => "vendor-immutable",
            Self::WrongTenant => "wrong-tenant",
        }
    }
}
