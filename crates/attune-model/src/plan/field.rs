//! Fields of the API user form.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

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
