//! What a step changes.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::catalogue::ProtectedData;
use crate::plan::{ApiUserForm, ApiUserRef, Field, FieldChange, Person};
use crate::{
    CellId, CellState, CellValue, CredentialSink, Date, Handle, LevelId, LevelName, StepId,
    TestTicket, Tracking,
};

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
        form: Box<ApiUserForm>,
        /// Where key and secret go.
        credentials: CredentialSink,
        /// Whose place it takes: its credentials are in the sink and are set aside, not overwritten.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        replaces: Option<Person>,
    },
    /// Inactivate an API user whose place another one took, once that one was seen to sign in.
    RetireApiUser {
        /// The handle.
        handle: Handle,
        /// The API user that is retired.
        user: Person,
        /// The one that took its place.
        successor: ApiUserRef,
        /// Where the successor's key and secret are.
        credentials: CredentialSink,
    },
    /// Have another secret made for an API user. Saving it ends the present one at once: there is one at a time.
    RotateSecret {
        /// The handle.
        handle: Handle,
        /// The API user; its key stays.
        user: Person,
        /// Where key and secret are, and the new ones go.
        credentials: CredentialSink,
        /// The day on which the present secret was delivered; `None` where the ledger does not know.
        delivered: Option<Date>,
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
    /// Note in the ledger that a level which is there is attune's; nothing changes in Autotask.
    AdoptLevel {
        /// The handle.
        handle: Handle,
        /// The level's number.
        id: LevelId,
        /// Its name now.
        name: LevelName,
    },
    /// Note in the ledger that an API user who is there is attune's; nothing changes in Autotask.
    AdoptApiUser {
        /// The handle.
        handle: Handle,
        /// The API user.
        user: Person,
        /// The tracking identifier that it is taken to have; kept in the ledger, since REST never shows it.
        tracking: Option<Tracking>,
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
            | Self::RetireApiUser { .. }
            | Self::RotateSecret { .. }
            | Self::UpdateApiUser { .. }
            | Self::SetProtectedData { .. }
            | Self::AssignLevel { .. }
            | Self::AdoptLevel { .. }
            | Self::AdoptApiUser { .. }
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
                replaces: _,
            } => format!(
                "create API user {} {} <{}>",
                form.first_name, form.last_name, form.email
            ),
            Self::RetireApiUser {
                handle: _,
                user,
                successor: _,
                credentials: _,
            } => format!("retire API user {user} (resource {})", user.id),
            Self::RotateSecret {
                handle: _,
                user,
                credentials: _,
                delivered: _,
            } => format!("replace the secret of API user {user}"),
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
            Self::AdoptLevel {
                handle,
                id: _,
                name,
            } => format!("adopt security level \"{name}\" as {handle}"),
            Self::AdoptApiUser {
                handle,
                user,
                tracking: _,
            } => format!("adopt API user {user} as {handle}"),
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
