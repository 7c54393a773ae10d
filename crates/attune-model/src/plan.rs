//! The plan: every change decided, as plain data with before and after.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::catalogue::ProtectedData;
use crate::{
    CellId, CellState, CellValue, Channel, CredentialSink, Handle, LevelId, LevelName, Problem,
    Proof, ResourceId, Risk, StepId, TestTicket, Tracking,
};

/// What would be done, in the order in which it would be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The tenant's name in the manifest.
    pub tenant: Handle,
    /// The database that was looked at.
    pub database: i64,
    /// The steps; each comes after all that it needs.
    pub steps: Vec<Step>,
    /// What stops the plan, sorted by place. Where there is any, nothing may be applied.
    pub problems: Vec<Problem>,
    /// The guarded risks that were not allowed.
    pub refused: Vec<Risk>,
    /// What is said without being done.
    pub notes: Vec<Note>,
}

impl Plan {
    /// Whether there is nothing to do and nothing in the way.
    pub fn is_in_sync(&self) -> bool {
        self.steps.is_empty() && self.problems.is_empty()
    }

    /// Whether it may be applied.
    pub fn can_apply(&self) -> bool {
        self.problems.is_empty() && self.refused.is_empty()
    }
}

/// One change with everything that is needed to review, carry out and verify it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Stable over runs.
    pub id: StepId,
    /// What changes.
    pub change: Change,
    /// Why; for readers only, apply never looks at it.
    pub reason: Reason,
    /// How it travels.
    pub channel: Channel,
    /// The best proof that can be reached.
    pub proof: Proof,
    /// What a reviewer must not overlook.
    pub risks: Vec<Risk>,
    /// The steps that must be done first.
    pub needs: BTreeSet<StepId>,
}

/// A change of one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Change {
    /// Copy a level and save the copy under a name of its own with these cells.
    CopyLevel {
        /// The handle, where the manifest has a block for it; impersonation rules make copies without one.
        handle: Option<Handle>,
        /// The level to copy.
        base: LevelRef,
        /// The copy's name.
        name: LevelName,
        /// The copy's `Active` box.
        active: bool,
        /// The cells to set; before is what is known of the base.
        cells: BTreeMap<CellId, CellChange>,
    },
    /// Edit a custom level.
    EditLevel {
        /// The handle, where the manifest has a block for it.
        handle: Option<Handle>,
        /// The level.
        level: LevelRef,
        /// The new name, where it changes.
        rename: Option<LevelName>,
        /// Before and after of the `Active` box, where it changes.
        active: Option<FieldChange>,
        /// The cells to set.
        cells: BTreeMap<CellId, CellChange>,
        /// The names of all who hold it and so are affected.
        holders: Vec<Person>,
    },
    /// Create an API user, deliver its credentials.
    CreateApiUser {
        /// The handle.
        handle: Handle,
        /// The form.
        form: ApiUserForm,
        /// Where key and secret go.
        credentials: CredentialSink,
    },
    /// Change fields of an API user.
    UpdateApiUser {
        /// The handle.
        handle: Handle,
        /// The API user.
        user: Person,
        /// The fields.
        fields: BTreeMap<Field, FieldChange>,
        /// The tracking identifier that it is taken to have; kept in the ledger, since REST never shows it.
        tracking: Option<Tracking>,
    },
    /// Set the four boxes of an API user on the page `Protected Data Permission`.
    SetProtectedData {
        /// The handle.
        handle: Handle,
        /// The API user.
        user: ApiUserRef,
        /// The boxes that are ticked now; `None` where nobody knows.
        before: Option<BTreeSet<ProtectedData>>,
        /// The boxes to be ticked, all others not.
        after: BTreeSet<ProtectedData>,
    },
    /// Give a person or API user another level.
    AssignLevel {
        /// Who.
        person: Person,
        /// The level held now.
        before: LevelRef,
        /// The level to hold.
        after: LevelRef,
    },
    /// Show that an API user can write as a person.
    Check(CheckTask),
}

impl Change {
    /// The level whose cells are set, by the name it has now or will have, with the cells; `None` for other changes.
    pub fn cells(&self) -> Option<(&LevelName, &BTreeMap<CellId, CellChange>)> {
        match self {
            Self::CopyLevel {
                handle: _,
                base: _,
                name,
                active: _,
                cells,
            } => Some((name, cells)),
            Self::EditLevel {
                handle: _,
                level,
                rename: _,
                active: _,
                cells,
                holders: _,
            } => Some((level.name(), cells)),
            Self::CreateApiUser { .. }
            | Self::UpdateApiUser { .. }
            | Self::SetProtectedData { .. }
            | Self::AssignLevel { .. }
            | Self::Check(_) => None,
        }
    }

    /// The change in one line, with names.
    pub fn title(&self) -> String {
        match self {
            Self::CopyLevel {
                handle: _,
                base,
                name,
                active: _,
                cells: _,
            } => format!("copy security level \"{}\" as \"{name}\"", base.name()),
            Self::EditLevel {
                handle: _,
                level,
                rename: _,
                active: _,
                cells: _,
                holders: _,
            } => format!("edit security level \"{}\"", level.name()),
            Self::CreateApiUser {
                handle: _,
                form,
                credentials: _,
            } => format!(
                "create API user {} {} <{}>",
                form.first_name, form.last_name, form.email
            ),
            Self::UpdateApiUser {
                handle: _,
                user,
                fields: _,
                tracking: _,
            } => format!("update API user {user}"),
            Self::SetProtectedData {
                handle: _,
                user,
                before: _,
                after: _,
            } => format!("set the protected data permission of API user {user}"),
            Self::AssignLevel {
                person,
                before,
                after,
            } => {
                format!(
                    "move {person} from \"{}\" to \"{}\"",
                    before.name(),
                    after.name()
                )
            }
            Self::Check(CheckTask {
                handle: _,
                api_user,
                credentials: _,
                acts_as,
                ticket: _,
                relies_on: _,
            }) => format!("check that {api_user} writes a ticket and a note as {acts_as}"),
        }
    }
}

/// A level, whether it exists or an earlier step makes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "level")]
pub enum LevelRef {
    /// In the tenant.
    Existing {
        /// Its number.
        id: LevelId,
        /// Its name.
        name: LevelName,
    },
    /// Made by a step of this plan.
    Planned {
        /// That step.
        step: StepId,
        /// The name it will have.
        name: LevelName,
    },
}

impl LevelRef {
    /// The step that makes it, where it is not there yet.
    pub fn made_by(&self) -> Option<&StepId> {
        match self {
            Self::Existing { id: _, name: _ } => None,
            Self::Planned { step, name: _ } => Some(step),
        }
    }

    /// The name.
    pub fn name(&self) -> &LevelName {
        match self {
            Self::Existing { id: _, name } | Self::Planned { step: _, name } => name,
        }
    }
}

/// An API user, whether it exists or an earlier step makes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "user")]
pub enum ApiUserRef {
    /// In the tenant.
    Existing(Person),
    /// Made by a step of this plan.
    Planned {
        /// That step.
        step: StepId,
        /// The name it will have.
        name: String,
        /// The e-mail address it will have.
        email: String,
    },
}

impl fmt::Display for ApiUserRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Existing(person) => person.fmt(f),
            Self::Planned {
                step: _,
                name,
                email,
            } => write!(f, "{name} <{email}>"),
        }
    }
}

/// Before and after of a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellChange {
    /// What is known of it now.
    pub before: CellState,
    /// What it is to be.
    pub after: CellValue,
}

/// What the level editor is asked to save.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelEdit {
    /// The name; `None` leaves it.
    pub name: Option<LevelName>,
    /// The `Active` box; `None` leaves it.
    pub active: Option<bool>,
    /// The cells to set.
    pub cells: BTreeMap<CellId, CellValue>,
}

/// The API user form. `None` leaves what the form begins with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiUserForm {
    /// `First Name`.
    pub first_name: String,
    /// `Middle Name`.
    pub middle_name: Option<String>,
    /// `Last Name`.
    pub last_name: String,
    /// `Email Address`.
    pub email: String,
    /// `Email Type`.
    pub email_type: Option<String>,
    /// `Active`.
    pub active: bool,
    /// `Locked`.
    pub locked: Option<bool>,
    /// `Security Level`.
    pub level: LevelRef,
    /// `Date Format`.
    pub date_format: Option<String>,
    /// `Time Format`.
    pub time_format: Option<String>,
    /// `Number Format`.
    pub number_format: Option<String>,
    /// `Primary Internal Location`.
    pub primary_internal_location: Option<String>,
    /// What is typed before the `@` of `Username (Key)`; `None` presses `Generate Key`.
    pub key: Option<String>,
    /// `API Tracking Identifier`.
    pub tracking: Tracking,
    /// `Line of Business`: the entries of the list `Associated`.
    pub lines_of_business: Option<BTreeSet<String>>,
    /// `Resource can view items with no assigned Line of Business`.
    pub views_unassigned: Option<bool>,
}

/// A person or API user, as named in a plan.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Person {
    /// The resource's number.
    pub id: ResourceId,
    /// First and last name.
    pub name: String,
    /// E-mail address.
    pub email: String,
}

impl fmt::Display for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} <{}>", self.name, self.email)
    }
}

/// A field of the API user form that can be changed after saving.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Field {
    /// `dateFormat`.
    DateFormat,
    /// `email`.
    Email,
    /// `emailTypeCode`.
    EmailTypeCode,
    /// `firstName`.
    FirstName,
    /// `isActive`.
    IsActive,
    /// `lastName`.
    LastName,
    /// The list `Associated` under `Line of Business`; not in REST.
    LinesOfBusiness,
    /// `locationID`.
    #[serde(rename = "locationID")]
    LocationId,
    /// The box `Locked`; not in REST.
    Locked,
    /// `middleName`.
    MiddleName,
    /// `numberFormat`.
    NumberFormat,
    /// `timeFormat`.
    TimeFormat,
    /// `userType`: the security level.
    UserType,
    /// The box `Resource can view items with no assigned Line of Business`; not in REST.
    ViewsUnassigned,
}

impl Field {
    /// The name that REST uses (`resource-fields-2021-02.tsv`); `None` for what only the form has.
    pub fn rest_name(self) -> Option<&'static str> {
        match self {
            Self::DateFormat => Some("dateFormat"),
            Self::Email => Some("email"),
            Self::EmailTypeCode => Some("emailTypeCode"),
            Self::FirstName => Some("firstName"),
            Self::IsActive => Some("isActive"),
            Self::LastName => Some("lastName"),
            Self::LocationId => Some("locationID"),
            Self::MiddleName => Some("middleName"),
            Self::NumberFormat => Some("numberFormat"),
            Self::TimeFormat => Some("timeFormat"),
            Self::UserType => Some("userType"),
            Self::LinesOfBusiness | Self::Locked | Self::ViewsUnassigned => None,
        }
    }

    /// The label on the form (`API_User_Add_Edit.htm`).
    pub fn label(self) -> &'static str {
        match self {
            Self::DateFormat => "Date Format",
            Self::Email => "Email Address",
            Self::EmailTypeCode => "Email Type",
            Self::FirstName => "First Name",
            Self::IsActive => "Active",
            Self::LastName => "Last Name",
            Self::LinesOfBusiness => "Associated",
            Self::LocationId => "Primary Internal Location",
            Self::Locked => "Locked",
            Self::MiddleName => "Middle Name",
            Self::NumberFormat => "Number Format",
            Self::TimeFormat => "Time Format",
            Self::UserType => "Security Level",
            Self::ViewsUnassigned => "Resource can view items with no assigned Line of Business",
        }
    }
}

/// A value of such a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum FieldValue {
    /// A box.
    Flag(bool),
    /// A number: a picklist value.
    Number(i64),
    /// A text.
    Text(String),
    /// The entries of a list.
    List(BTreeSet<String>),
}

impl fmt::Display for FieldValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(true) => f.write_str("on"),
            Self::Flag(false) => f.write_str("off"),
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => f.write_str(text),
            Self::List(entries) => {
                let entries: Vec<&str> = entries.iter().map(String::as_str).collect();
                f.write_str(&entries.join(", "))
            }
        }
    }
}

/// What is known of a field. Unknown is never equal to anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldState {
    /// It holds this.
    Known(FieldValue),
    /// Nobody could see it.
    Unknown,
}

impl FieldState {
    /// The value, where one is known.
    pub fn value(&self) -> Option<&FieldValue> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unknown => None,
        }
    }
}

/// Before and after of a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// Now.
    pub before: FieldState,
    /// To be.
    pub after: FieldValue,
}

/// A check to run, resolved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckTask {
    /// The handle.
    pub handle: Handle,
    /// The API user that signs in.
    pub api_user: Handle,
    /// Where its credentials are.
    pub credentials: CredentialSink,
    /// The person to act as.
    pub acts_as: Person,
    /// The ticket to create.
    pub ticket: TestTicket,
    /// A digest of what the check relies on; a pass is remembered with it.
    pub relies_on: String,
}

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
        }
    }
}

/// Something to say that is not a change.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "note", content = "text")]
pub enum Note {
    /// Left alone because the manifest does not name it.
    Unmanaged(String),
    /// Affected although not chosen.
    AlsoAffected(String),
    /// Taken from the ledger, not seen in the tenant.
    FromLedger(String),
    /// Could not be seen.
    Unseen(String),
    /// Differs, and somebody accepted that, with owner and last day.
    Accepted(String),
    /// Left alone because the manifest says to ignore it.
    Ignored(String),
    /// Nothing is wrong, and less would do.
    Advice(String),
}

impl Note {
    /// The sentence.
    pub fn text(&self) -> &str {
        match self {
            Self::Unmanaged(text)
            | Self::AlsoAffected(text)
            | Self::FromLedger(text)
            | Self::Unseen(text)
            | Self::Accepted(text)
            | Self::Ignored(text)
            | Self::Advice(text) => text,
        }
    }
}
