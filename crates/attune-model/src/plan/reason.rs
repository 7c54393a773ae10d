//! Why a step is planned.

use serde::{Deserialize, Serialize};

/// Why a step is planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// It is not there.
    Missing,
    /// It is there and differs.
    Differs,
    /// Its present value is unknown.
    Unknown,
    /// An impersonation rule needs a level that can be edited, and a system level cannot.
    SystemLevelCannotBeEdited,
    /// An impersonation rule asks for it.
    ImpersonationRule,
    /// Something that it relies on changes, or it never passed.
    CheckIsDue,
    /// Its last day is over.
    Expired,
    /// A block under `people` asks for it.
    Assignment,
    /// Its block says `adopt` or `was`, and the ledger does not know it.
    Adoption,
    /// It is attune's, and no block stands for it any more.
    Removed,
    /// Another API user takes its place.
    Replaced,
    /// Its secret is as old as its block lets it become.
    RotationDue,
    /// The command line asks for another secret.
    RotationAsked,
    /// Another secret was begun to be brought in and is not finished.
    RotationUnfinished,
    /// It is put back to what it was before an earlier run.
    Undone,
}

impl Reason {
    /// Its stable id, as in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Differs => "differs",
            Self::Unknown => "unknown",
            Self::SystemLevelCannotBeEdited => "system-level-cannot-be-edited",
            Self::ImpersonationRule => "impersonation-rule",
            Self::CheckIsDue => "check-is-due",
            Self::Expired => "expired",
            Self::Assignment => "assignment",
            Self::Adoption => "adoption",
            Self::Removed => "removed",
            Self::Replaced => "replaced",
            Self::RotationDue => "rotation-due",
            Self::RotationAsked => "rotation-asked",
            Self::RotationUnfinished => "rotation-unfinished",
            Self::Undone => "undone",
        }
    }
}
