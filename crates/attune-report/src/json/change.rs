//! The change of a step as JSON.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::catalogue::ProtectedData;
use attune_model::{
    ApiUserForm, ApiUserRef, Change, CheckTask, CredentialSink, Date, Field, FieldChange,
    FieldValue, Person, Tracking,
};
use schemars::JsonSchema;
use serde::Serialize;

use super::cell::{CellV1, cells_v1};
use crate::fields;

/// A change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "action", rename_all = "kebab-case")]
pub enum ChangeV1 {
    /// Copy a level.
    CopyLevel {
        /// The level copied.
        base: String,
        /// The copy's name.
        name: String,
        /// The copy's `Active` box.
        active: bool,
        /// The cells to set.
        cells: Vec<CellV1>,
    },
    /// Edit a level.
    EditLevel {
        /// Its name now.
        level: String,
        /// Its new name.
        rename: Option<String>,
        /// `Active`, before and after.
        active: Option<[bool; 2]>,
        /// The cells to set.
        cells: Vec<CellV1>,
        /// Who holds it.
        holders: Vec<PersonV1>,
    },
    /// Create an API user.
    CreateApiUser {
        /// First name.
        first_name: String,
        /// Last name.
        last_name: String,
        /// E-mail address.
        email: String,
        /// Its security level.
        security_level: String,
        /// Its vendor; null for a custom integration.
        integration_vendor: Option<String>,
        /// The name of a custom integration; null for a vendor's.
        custom_integration: Option<String>,
        /// What is typed before the `@` of the key; null where it is generated.
        key: Option<String>,
        /// The other fields that are filled in, by name.
        fields: BTreeMap<String, String>,
        /// The form's labels of these fields.
        labels: BTreeMap<String, String>,
        /// The file that gets key and secret, encrypted or not; null where they go elsewhere.
        credentials_file: Option<String>,
        /// Where key and secret go, in words.
        credentials_to: String,
        /// The API user whose place it takes; its credentials are set aside.
        replaces: Option<PersonV1>,
    },
    /// Inactivate an API user whose place another one took, once that one was seen to sign in.
    RetireApiUser {
        /// Which.
        user: PersonV1,
        /// The one that took its place.
        successor: ApiUserV1,
    },
    /// Have another secret made for an API user; saving it ends the present one.
    RotateSecret {
        /// Which.
        user: PersonV1,
        /// Where key and new secret go, in words.
        credentials_to: String,
        /// The day on which the present secret was delivered; null where nobody knows.
        delivered: Option<String>,
    },
    /// Update an API user.
    UpdateApiUser {
        /// Which.
        user: PersonV1,
        /// The fields by name, REST's where it has one: before, null where nobody could see it, and after.
        fields: BTreeMap<String, (Option<String>, String)>,
        /// The form's labels of these fields.
        labels: BTreeMap<String, String>,
    },
    /// Set the boxes of an API user on the page `Protected Data Permission`.
    SetProtectedData {
        /// Which.
        user: ApiUserV1,
        /// The boxes that are ticked now, in the words of a manifest; null where nobody knows.
        before: Option<Vec<ProtectedDataV1>>,
        /// The boxes to be ticked, all others not.
        after: Vec<ProtectedDataV1>,
    },
    /// Give someone another level.
    AssignLevel {
        /// Who.
        person: PersonV1,
        /// The level held now.
        before: String,
        /// The level to hold.
        after: String,
    },
    /// Note in the ledger that a level is attune's; nothing changes in Autotask.
    AdoptLevel {
        /// The level's number.
        id: i64,
        /// Its name.
        name: String,
    },
    /// Note in the ledger that an API user is attune's; nothing changes in Autotask.
    AdoptApiUser {
        /// Which.
        user: PersonV1,
    },
    /// Run a check.
    Check {
        /// The API user that signs in.
        api_user: String,
        /// The person to act as.
        acts_as: PersonV1,
    },
}

/// A person or API user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PersonV1 {
    /// The resource's number.
    pub id: i64,
    /// First and last name.
    pub name: String,
    /// E-mail address.
    pub email: String,
}

/// An API user that is there or that an earlier step makes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ApiUserV1 {
    /// The resource's number; null where it is not made yet.
    pub id: Option<i64>,
    /// First and last name.
    pub name: String,
    /// E-mail address.
    pub email: String,
}

/// A box of the page `Protected Data Permission`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum ProtectedDataV1 {
    /// `Edit Protected Data`.
    EditProtected,
    /// `View Protected Data`.
    ViewProtected,
    /// `Edit Unprotected Data`.
    EditUnprotected,
    /// `View Unprotected Data`.
    ViewUnprotected,
}

impl From<&Change> for ChangeV1 {
    fn from(change: &Change) -> Self {
        match change {
            Change::CopyLevel {
                handle: _,
                base,
                name,
                active,
                cells,
            } => Self::CopyLevel {
                base: base.name().to_string(),
                name: name.to_string(),
                active: *active,
                cells: cells_v1(cells),
            },
            Change::EditLevel {
                handle: _,
                level,
                rename,
                active,
                cells,
                holders,
            } => Self::EditLevel {
                level: level.name().to_string(),
                rename: rename.as_ref().map(ToString::to_string),
                active: active.as_ref().map(flags),
                cells: cells_v1(cells),
                holders: holders.iter().map(PersonV1::from).collect(),
            },
            Change::CreateApiUser {
                handle: _,
                form,
                credentials,
                replaces,
            } => create(form, credentials, replaces.as_ref()),
            Change::RetireApiUser {
                handle: _,
                user,
                successor,
                credentials: _,
            } => Self::RetireApiUser {
                user: user.into(),
                successor: successor.into(),
            },
            Change::RotateSecret {
                handle: _,
                user,
                credentials,
                delivered,
            } => rotate(user, credentials, *delivered),
            Change::UpdateApiUser {
                handle: _,
                user,
                fields,
                tracking: _,
            } => update(user, fields),
            Change::SetProtectedData {
                handle: _,
                user,
                before,
                after,
            } => Self::SetProtectedData {
                user: user.into(),
                before: before.as_ref().map(boxes),
                after: boxes(after),
            },
            Change::AssignLevel {
                person,
                before,
                after,
            } => Self::AssignLevel {
                person: person.into(),
                before: before.name().to_string(),
                after: after.name().to_string(),
            },
            Change::AdoptLevel {
                handle: _,
                id,
                name,
            } => Self::AdoptLevel {
                id: id.0,
                name: name.to_string(),
            },
            Change::AdoptApiUser {
                handle: _,
                user,
                tracking: _,
            } => Self::AdoptApiUser { user: user.into() },
            Change::Check(CheckTask {
                handle: _,
                api_user,
                credentials: _,
                acts_as,
                ticket: _,
                relies_on: _,
            }) => Self::Check {
                api_user: api_user.to_string(),
                acts_as: acts_as.into(),
            },
        }
    }
}

impl From<&Person> for PersonV1 {
    fn from(person: &Person) -> Self {
        let Person { id, name, email } = person;
        Self {
            id: id.0,
            name: name.clone(),
            email: email.clone(),
        }
    }
}

impl From<&ApiUserRef> for ApiUserV1 {
    fn from(user: &ApiUserRef) -> Self {
        match user {
            ApiUserRef::Existing(Person { id, name, email }) => Self {
                id: Some(id.0),
                name: name.clone(),
                email: email.clone(),
            },
            ApiUserRef::Planned {
                step: _,
                name,
                email,
            } => Self {
                id: None,
                name: name.clone(),
                email: email.clone(),
            },
        }
    }
}

impl From<ProtectedData> for ProtectedDataV1 {
    fn from(one: ProtectedData) -> Self {
        match one {
            ProtectedData::EditProtected => Self::EditProtected,
            ProtectedData::ViewProtected => Self::ViewProtected,
            ProtectedData::EditUnprotected => Self::EditUnprotected,
            ProtectedData::ViewUnprotected => Self::ViewUnprotected,
        }
    }
}

fn rotate(user: &Person, credentials: &CredentialSink, delivered: Option<Date>) -> ChangeV1 {
    ChangeV1::RotateSecret {
        user: user.into(),
        credentials_to: credentials.to_string(),
        delivered: delivered.map(|day| day.to_string()),
    }
}

fn update(user: &Person, fields: &BTreeMap<Field, FieldChange>) -> ChangeV1 {
    ChangeV1::UpdateApiUser {
        user: user.into(),
        fields: shifts(fields),
        labels: labels(fields.keys().copied()),
    }
}

fn create(form: &ApiUserForm, credentials: &CredentialSink, replaces: Option<&Person>) -> ChangeV1 {
    let (vendor, custom) = match &form.tracking {
        Tracking::Vendor(vendor) => (Some(vendor.clone()), None),
        Tracking::Custom(custom) => (None, Some(custom.clone())),
    };
    let fields = fields::form(form);
    ChangeV1::CreateApiUser {
        first_name: form.first_name.clone(),
        last_name: form.last_name.clone(),
        email: form.email.clone(),
        security_level: form.level.name().to_string(),
        integration_vendor: vendor,
        custom_integration: custom,
        key: form.key.clone(),
        labels: labels(fields.iter().map(|(field, _)| *field)),
        fields: fields
            .into_iter()
            .map(|(field, value)| (name(field), value))
            .collect(),
        credentials_file: credentials.file().map(|file| file.display().to_string()),
        credentials_to: credentials.to_string(),
        replaces: replaces.map(PersonV1::from),
    }
}

/// Before and after of a box.
fn flags(FieldChange { before, after }: &FieldChange) -> [bool; 2] {
    let ticked = FieldValue::Flag(true);
    [before.value() == Some(&ticked), *after == ticked]
}

/// Before and after of fields, by name.
fn shifts(fields: &BTreeMap<Field, FieldChange>) -> BTreeMap<String, (Option<String>, String)> {
    fields
        .iter()
        .map(|(field, FieldChange { before, after })| {
            let before = before.value().map(ToString::to_string);
            (name(*field), (before, after.to_string()))
        })
        .collect()
}

/// The name of a field: REST's, or one of its own in the same manner.
fn name(field: Field) -> String {
    // A field without data is written as its name; the label would only be less handy.
    serde_json::to_value(field)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_else(|| field.label().to_owned())
}

fn labels(fields: impl Iterator<Item = Field>) -> BTreeMap<String, String> {
    fields
        .map(|field| (name(field), field.label().to_owned()))
        .collect()
}

fn boxes(ticked: &BTreeSet<ProtectedData>) -> Vec<ProtectedDataV1> {
    ticked.iter().map(|one| (*one).into()).collect()
}
