//! What is known of the live tenant.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::catalogue::{LicenseType, ProtectedData};
use crate::{
    CellId, CellState, Date, EffectiveRights, Field, FieldValue, Handle, LevelId, LevelName,
    ResourceId, RightsThen, StepId, TenantIdentity, Timestamp, Tracking,
};

/// A reading, or why there is none. A failed reading is never taken for an empty one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reading<T> {
    /// The whole of it was read.
    Read(T),
    /// It could not be read.
    Failed(Unread),
}

/// Why there is no reading. None of these is ever taken for an empty reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unread {
    /// Whoever asked may not read this.
    Refused(String),
    /// It broke off: so many records were read, and there are more.
    Partial {
        /// How many were read.
        records: usize,
        /// What broke it off.
        why: String,
    },
    /// The answer was an error, or could not be understood.
    Failed(String),
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(why) | Self::Failed(why) => f.write_str(why),
            Self::Partial { records, why } => {
                write!(f, "broken off after {records} records: {why}")
            }
        }
    }
}

/// The live tenant as far as it could be seen, with what the ledger remembers of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observed {
    /// Which database this is.
    pub tenant: TenantIdentity,
    /// The day of the look, UTC; what expires is measured by it.
    pub today: Date,
    /// All security levels: the picklist of `Resources.userType`.
    pub levels: Reading<BTreeMap<LevelId, ObservedLevel>>,
    /// All people and API users.
    pub resources: Reading<BTreeMap<ResourceId, Resource>>,
    /// What REST says of the fields of a resource.
    pub fields: Reading<ResourceFields>,
    /// The integration vendors' labels: the picklist of `Tickets.apiVendorID`.
    pub vendors: Reading<BTreeSet<String>>,
    /// The API user that attune itself signs in with, where it was recognised.
    pub caller: Option<ResourceId>,
    /// What REST lets API users do whose credentials are at hand: one API user a level, by the block it stands for.
    pub effective: BTreeMap<Handle, Effective>,
    /// What the ledger remembers.
    pub remembered: Remembered,
}

/// What REST lets an API user do, seen with its own credentials.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effective {
    /// The API user that signed in.
    pub user: ResourceId,
    /// The level that it holds.
    pub level: LevelId,
    /// Its rights.
    pub rights: Reading<EffectiveRights>,
}

/// A security level as seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObservedLevel {
    /// Its name.
    pub name: LevelName,
    /// Whether it is active.
    pub active: bool,
    /// Whether it is a system level: those are never edited.
    pub system: bool,
    /// The cells of which something is known; all others are unknown.
    pub cells: BTreeMap<CellId, CellState>,
}

impl ObservedLevel {
    /// What is known of a cell.
    pub fn cell(&self, id: &CellId) -> CellState {
        self.cells.get(id).cloned().unwrap_or(CellState::Unknown)
    }
}

/// A person or an API user, as `Resources` reports it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resource {
    /// `firstName`.
    pub first_name: String,
    /// `lastName`.
    pub last_name: String,
    /// `email`.
    pub email: String,
    /// `userName`: the local part of the login (`rest.md` 1.2).
    pub user_name: String,
    /// `isActive`.
    pub active: bool,
    /// `licenseType`.
    pub license_type: LicenseType,
    /// `userType`: the security level held.
    pub level: LevelId,
    /// `locationID`.
    pub location: Option<i64>,
    /// The other texts of the form that REST shows: `middleName`, `emailTypeCode`, `dateFormat`, `timeFormat`,
    /// `numberFormat`. What REST did not send is missing here and unknown.
    pub texts: BTreeMap<Field, String>,
}

impl Resource {
    /// Whether this is an API user rather than a person.
    pub fn is_api_user(&self) -> bool {
        self.license_type == LicenseType::ApiUser
    }

    /// First and last name.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }
}

/// What the field metadata of `Resources` says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceFields {
    /// Fields by name.
    pub fields: BTreeMap<String, ResourceField>,
    /// The internal locations: the picklist of `locationID`, number to name.
    pub locations: BTreeMap<i64, String>,
}

impl ResourceFields {
    /// Whether REST says that it takes writes to `field`; not so where the field is not listed.
    pub fn is_writable(&self, field: &str) -> bool {
        self.fields.get(field).is_some_and(|known| !known.read_only)
    }
}

/// One field of `Resources`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceField {
    /// `isReadOnly`.
    pub read_only: bool,
}

/// What the ledger remembers of this tenant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    /// The database that the ledger belongs to; `None` before the first apply.
    pub database: Option<i64>,
    /// The levels that attune made or took over, by handle.
    pub levels: BTreeMap<Handle, RememberedLevel>,
    /// The copies that impersonation rules made: system level to copy.
    pub copies: BTreeMap<LevelId, LevelId>,
    /// The API users that attune made or took over, by handle.
    pub api_users: BTreeMap<Handle, RememberedApiUser>,
    /// Checks that passed, with a digest of what they relied on.
    pub checks: BTreeMap<Handle, String>,
    /// Steps that were begun and not done: interrupted or failed.
    pub unfinished: BTreeSet<StepId>,
    /// The effective rights that were seen after the last apply that touched a level.
    pub rights: BTreeMap<LevelId, RightsThen>,
    /// The API users that blocks stood for before they got another one, by handle.
    pub replaced: BTreeMap<Handle, BTreeSet<ResourceId>>,
    /// The values that attune set more than once to the same: somebody else sets them too.
    pub put_back: BTreeMap<StepId, PutBack>,
}

/// How often a step had to be done again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutBack {
    /// How often it was done with this same result, the first time included.
    pub times: u32,
    /// The first time.
    pub since: Timestamp,
}

/// What the ledger remembers of a level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RememberedLevel {
    /// Its number.
    pub id: LevelId,
    /// The level it was copied from; `None` where attune took it over and so never saw that.
    pub copy_of: Option<LevelName>,
}

/// What is known of an API user beyond what REST shows: from the ledger, or from a later capture of its pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RememberedApiUser {
    /// Its number.
    pub id: ResourceId,
    /// The tracking identifier it was made with, where the manifest said; REST never shows it.
    pub tracking: Option<Tracking>,
    /// The day on which its credentials were delivered.
    pub delivered: Option<Date>,
    /// The fields that were set and that REST does not show.
    pub fields: BTreeMap<Field, FieldValue>,
    /// The boxes of `Protected Data Permission` that were ticked, where they were set.
    pub protected_data: Option<BTreeSet<ProtectedData>>,
}
