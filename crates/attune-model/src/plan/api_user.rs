//! API users and people, as a plan names them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::plan::{Field, FieldValue, LevelRef};
use crate::{Resource, ResourceId, StepId, Tracking};

impl ApiUserForm {
    /// What is asked for of the fields that can be left as the form begins, but for the internal location, which is
    /// named here and numbered in REST.
    pub fn optional_fields(&self) -> BTreeMap<Field, FieldValue> {
        let Self {
            first_name: _,
            middle_name,
            last_name: _,
            email: _,
            email_type,
            active: _,
            locked,
            level: _,
            date_format,
            time_format,
            number_format,
            primary_internal_location: _,
            key: _,
            tracking: _,
            lines_of_business,
            views_unassigned,
        } = self;
        let text = |text: &Option<String>| text.clone().map(FieldValue::Text);
        [
            (Field::DateFormat, text(date_format)),
            (Field::EmailTypeCode, text(email_type)),
            (
                Field::LinesOfBusiness,
                lines_of_business.clone().map(FieldValue::List),
            ),
            (Field::Locked, locked.map(FieldValue::Flag)),
            (Field::MiddleName, text(middle_name)),
            (Field::NumberFormat, text(number_format)),
            (Field::TimeFormat, text(time_format)),
            (
                Field::ViewsUnassigned,
                views_unassigned.map(FieldValue::Flag),
            ),
        ]
        .into_iter()
        .filter_map(|(field, value)| Some((field, value?)))
        .collect()
    }

    /// Whether a resource has the names and the e-mail address of this form.
    ///
    /// Case counts in names, not in addresses.
    pub fn is_like(&self, user: &Resource) -> bool {
        user.email.eq_ignore_ascii_case(&self.email)
            && user.first_name == self.first_name
            && user.last_name == self.last_name
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
