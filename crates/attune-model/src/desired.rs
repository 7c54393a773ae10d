//! What a manifest asks for. Spans live beside it, in the loader's source map.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{CellId, CellValue, CredentialSink, EmailPattern, Handle, LevelName, PeopleSelector};

/// The desired state of one tenant. What is absent is not managed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desired {
    /// The tenant's name in the manifest.
    pub tenant: Handle,
    /// Security levels by handle.
    pub security_levels: BTreeMap<Handle, DesiredLevel>,
    /// Impersonation rules by handle.
    pub impersonation: BTreeMap<Handle, ImpersonationRule>,
    /// API users by handle.
    pub api_users: BTreeMap<Handle, DesiredApiUser>,
    /// Behaviour to be shown after a change, by handle.
    pub checks: BTreeMap<Handle, DesiredCheck>,
}

/// A security level. It is always a copy: its base bounds it for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DesiredLevel {
    /// Its name in Autotask.
    pub name: LevelName,
    /// The level it is copied from.
    pub copy_of: LevelName,
    /// The `Active` box; `None` is not managed (a new level is made active).
    pub active: Option<bool>,
    /// The cells it manages; all others stay as the copy has them.
    pub cells: BTreeMap<CellId, CellValue>,
}

/// Lets the integrations act as people: a flag on every level that these people hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImpersonationRule {
    /// The box `Allow impersonation of resources with this security level`.
    pub allow: bool,
    /// The people whose levels are meant.
    pub levels_held_by: PeopleSelector,
    /// What to do about system levels, which cannot be edited.
    pub system_levels: SystemLevelPolicy,
    /// Some(false) also unticks `Can login to Web Services API`, which cannot be undone.
    pub can_login: Option<bool>,
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

/// An API user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DesiredApiUser {
    /// `First Name`, at most 50 characters.
    pub first_name: String,
    /// `Last Name`, at most 50 characters.
    pub last_name: String,
    /// `Email Address`: gets notices about the integration.
    pub email: String,
    /// The `Active` box; `None` is not managed (a new API user is made active).
    pub active: Option<bool>,
    /// The handle of its security level in the same manifest.
    pub security_level: Handle,
    /// `Primary Internal Location`, by name; `None` takes the form's default.
    pub primary_internal_location: Option<String>,
    /// `Integration Vendor`, spelt as in the list: `Vendor - Integration`. Cannot be changed after saving.
    pub integration_vendor: String,
    /// Where key and secret of a new API user go.
    pub credentials: CredentialSink,
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
