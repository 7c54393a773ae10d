use std::collections::BTreeMap;

use attune_apply::ports::Examine;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Inquiry, Question};
use crate::finding::Why;
use crate::visit::Visit;

/// What the metadata says of the fields that attune may want to write.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct ResourceFields(pub BTreeMap<ResourceField, Writability>);

/// A field of `Resources`, by its name over REST.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names are Autotask's")]
pub enum ResourceField {
    DateFormat,
    Email,
    EmailTypeCode,
    FirstName,
    IsActive,
    LastName,
    LicenseType,
    #[serde(rename = "locationID")]
    LocationId,
    MiddleName,
    NumberFormat,
    PayrollIdentifier,
    TimeFormat,
    UserName,
    UserType,
}

impl ResourceField {
    const ALL: [Self; 14] = [
        Self::DateFormat,
        Self::Email,
        Self::EmailTypeCode,
        Self::FirstName,
        Self::IsActive,
        Self::LastName,
        Self::LicenseType,
        Self::LocationId,
        Self::MiddleName,
        Self::NumberFormat,
        Self::PayrollIdentifier,
        Self::TimeFormat,
        Self::UserName,
        Self::UserType,
    ];

    /// Its name over REST.
    pub fn name(self) -> &'static str {
        match self {
            Self::DateFormat => "dateFormat",
            Self::Email => "email",
            Self::EmailTypeCode => "emailTypeCode",
            Self::FirstName => "firstName",
            Self::IsActive => "isActive",
            Self::LastName => "lastName",
            Self::LicenseType => "licenseType",
            Self::LocationId => "locationID",
            Self::MiddleName => "middleName",
            Self::NumberFormat => "numberFormat",
            Self::PayrollIdentifier => "payrollIdentifier",
            Self::TimeFormat => "timeFormat",
            Self::UserName => "userName",
            Self::UserType => "userType",
        }
    }
}

/// What the metadata says of writing to a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Writability {
    /// `isReadOnly` is false.
    Writable,
    /// `isReadOnly` is true.
    ReadOnly,
    /// It says nothing.
    NotSaid,
    /// The field is not listed.
    Missing,
}

impl Inquiry for ResourceFields {
    const QUESTION: Question = Question {
        id: "resource-fields",
        asks: "Which fields of people and API users take writes over REST?",
        matters: "attune writes what takes writes over REST, and all else at the admin console.",
    };

    async fn look<T: Examine>(visit: &mut Visit<'_, T>) -> Result<Self, Why> {
        let mut fields = BTreeMap::new();
        for field in ResourceField::ALL {
            let said = visit.field("Resources", field.name()).await?;
            let writability = match said {
                None => Writability::Missing,
                Some(said) => match said.get("isReadOnly").and_then(Value::as_bool) {
                    Some(true) => Writability::ReadOnly,
                    Some(false) => Writability::Writable,
                    None => Writability::NotSaid,
                },
            };
            fields.insert(field, writability);
        }
        Ok(Self(fields))
    }

    fn words(&self) -> String {
        let named = |wanted: Writability| {
            let fields = self.0.iter().filter(|(_, said)| **said == wanted);
            fields
                .map(|(field, _)| field.name())
                .collect::<Vec<_>>()
                .join(", ")
        };
        let parts = [
            ("writable", Writability::Writable),
            ("read-only", Writability::ReadOnly),
            ("not said", Writability::NotSaid),
            ("not listed", Writability::Missing),
        ];
        parts
            .into_iter()
            .map(|(words, writability)| (words, named(writability)))
            .filter(|(_, fields)| !fields.is_empty())
            .map(|(words, fields)| format!("{words}: {fields}"))
            .collect::<Vec<_>>()
            .join("; ")
    }
}
