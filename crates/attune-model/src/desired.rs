//! What a manifest asks for. Spans live beside it, in the loader's source map.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::catalogue::ProtectedData;
use crate::{
    Acceptance, CellId, CellValue, CredentialSink, Date, EmailPattern, Handle, LevelName,
    Ownership, PeopleSelector,
};

/// The desired state of one tenant. What is absent is not managed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desired {
    /// The tenant's name in the manifest.
    pub tenant: Handle,
    /// Security levels by handle.
    pub security_levels: BTreeMap<Handle, DesiredLevel>,
    /// Impersonation rules by handle.
    pub impersonation: BTreeMap<Handle, ImpersonationRule>,
    /// Which people hold which level, by handle.
    pub people: BTreeMap<Handle, Assignment>,
    /// API users by handle.
    pub api_users: BTreeMap<Handle, DesiredApiUser>,
    /// Behaviour to be shown after a change, by handle.
    pub checks: BTreeMap<Handle, DesiredCheck>,
    /// Deviations that are wanted for a time, by handle.
    pub accept: BTreeMap<Handle, Acceptance>,
    /// What is protected and what is ignored, whether a block names it or not.
    pub ownership: Ownership,
}

/// A security level. It is always a copy: its base bounds it for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DesiredLevel {
    /// Its name in Autotask.
    pub name: LevelName,
    /// The name it had: a level that still has it is renamed, not copied anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<LevelName>,
    /// Whether a level of this name that attune did not make is to be attune's.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub adopt: bool,
    /// The level it is copied from; `None` where the manifest leaves that open: then it must be there already.
    pub copy_of: Option<LevelName>,
    /// The `Active` box; `None` is not managed (a new level is made active).
    pub active: Option<bool>,
    /// The last day on which it is to be active.
    pub expires: Option<Date>,
    /// The cells it manages; all others stay as the copy has them.
    pub cells: BTreeMap<CellId, CellValue>,
}

/// A level, by its block in the same manifest or by its name in the tenant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum LevelChoice {
    /// The block with this handle.
    Block(Handle),
    /// The level of the tenant with this name: a system level, say.
    Named(LevelName),
}

/// Lets the integrations act as people: a flag on every level that is meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImpersonationRule {
    /// The box `Allow impersonation of resources with this security level`.
    pub allow: bool,
    /// The levels that are meant.
    pub levels: RuleLevels,
    /// What to do about system levels, which cannot be edited.
    pub system_levels: SystemLevelPolicy,
    /// Some(false) also unticks `Can login to Web Services API`, which cannot be undone.
    pub can_login: Option<bool>,
}

/// Which levels an impersonation rule means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RuleLevels {
    /// Those that these people hold.
    HeldBy(PeopleSelector),
    /// Those with these names.
    Named(Vec<LevelName>),
}

/// What to do where a chosen person holds a system level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SystemLevelPolicy {
    /// Copy it, set the flag on the copy, move the chosen holders.
    Copy,
    /// Refuse to plan.
    Refuse,
}

/// The level that some people are to hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// The people.
    pub who: PeopleSelector,
    /// Their level.
    pub security_level: LevelChoice,
}

/// An API user. `None` is not managed; a new user takes what the form begins with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DesiredApiUser {
    /// Whether an API user of this name and address that attune did not make is to be attune's.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub adopt: bool,
    /// `First Name`, at most 50 characters.
    pub first_name: String,
    /// `Middle Name`, at most 50 characters.
    pub middle_name: Option<String>,
    /// `Last Name`, at most 50 characters.
    pub last_name: String,
    /// `Email Address`: gets notices about the integration.
    pub email: String,
    /// `Email Type`.
    pub email_type: Option<String>,
    /// The `Active` box; a new API user is made active.
    pub active: Option<bool>,
    /// The `Locked` box: Autotask ticks it after failed logins.
    pub locked: Option<bool>,
    /// Its security level, an API-only one.
    pub security_level: LevelChoice,
    /// `Date Format`.
    pub date_format: Option<String>,
    /// `Time Format`.
    pub time_format: Option<String>,
    /// `Number Format`.
    pub number_format: Option<String>,
    /// `Primary Internal Location`, by name.
    pub primary_internal_location: Option<String>,
    /// What stands before the `@` of `Username (Key)`; `None` presses `Generate Key`. Used when the user is made.
    pub key: Option<String>,
    /// `API Tracking Identifier`; `None` where the manifest leaves it open: then the user must be there already.
    pub tracking: Option<Tracking>,
    /// `Line of Business`: the entries of the list `Associated`.
    pub lines_of_business: Option<BTreeSet<String>>,
    /// `Resource can view items with no assigned Line of Business`.
    pub views_unassigned: Option<bool>,
    /// The boxes of the page `Protected Data Permission`; the set is the whole row.
    pub protected_data: Option<BTreeSet<ProtectedData>>,
    /// Where key and secret of a new API user go; `None`: then the user must be there already.
    pub credentials: Option<CredentialSink>,
    /// After how many days the credentials are spoken of as old.
    pub credentials_max_age_days: Option<u32>,
    /// When its secret is replaced by itself; `None`: only where the command line asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rotation: Option<Rotation>,
    /// The last day on which it is to be active.
    pub expires: Option<Date>,
}

/// How often the secret of an API user is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Rotation {
    /// After how many days, at least 1.
    pub every_days: u32,
    /// For how many days the old secret goes on working, fewer than `every_days`: an API user has one secret at a time
    /// (`security.md` 4), so another API user takes its place. `None` replaces the secret of the same one.
    pub overlap_days: Option<u32>,
}

/// `API Tracking Identifier`: what tells Autotask which integration calls. Cannot be changed after saving.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Tracking {
    /// `Integration Vendor`, spelt as in the list: `Vendor - Integration`.
    Vendor(String),
    /// `Custom (Internal Integration)`, with its `Internal Integration Name`.
    Custom(String),
}

impl std::fmt::Display for Tracking {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Vendor(vendor) => f.write_str(vendor),
            Self::Custom(name) => write!(f, "{name} (custom)"),
        }
    }
}

/// A ticket and a note that an API user must be able to write as a person.
///
/// It creates both in the tenant, so it is done only where a manifest asks for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DesiredCheck {
    /// The API user that signs in.
    pub api_user: Handle,
    /// The person who must appear as author.
    pub acts_as: EmailPattern,
    /// The ticket to create.
    pub ticket: TestTicket,
}

/// The ticket of a check, with the numbers of the tenant's own picklists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TestTicket {
    /// `companyID`.
    pub company_id: i64,
    /// `status`.
    pub status: i64,
    /// `priority`.
    pub priority: i64,
    /// `queueID`, where the tenant demands one.
    pub queue_id: Option<i64>,
}
