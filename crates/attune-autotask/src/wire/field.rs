//! `GET {Entity}/entityInformation/fields` (`rest.md` 3).

use serde::Deserialize;

use super::lenient;

/// All fields of an entity.
#[derive(Debug, Deserialize)]
pub(crate) struct Fields {
    /// The fields.
    pub(crate) fields: Vec<Field>,
}

/// One field.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Field {
    /// Its name.
    pub(crate) name: String,
    /// Whether it takes no writes; where that is not said, it is taken to be so.
    pub(crate) is_read_only: Option<bool>,
    /// Null where it is no picklist.
    pub(crate) picklist_values: Option<Vec<PicklistValue>>,
}

/// One value of a picklist.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PicklistValue {
    /// The value; a text on texts, a number on numbers.
    #[serde(deserialize_with = "lenient::text")]
    pub(crate) value: String,
    /// What people see.
    pub(crate) label: Option<String>,
    /// Whether it is active.
    pub(crate) is_active: Option<bool>,
    /// Whether it came with the product.
    pub(crate) is_system: Option<bool>,
}
