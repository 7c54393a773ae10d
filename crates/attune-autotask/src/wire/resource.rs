//! A row of `Resources` (`rest.md` 1.2).

use attune_model::catalogue::LicenseType;
use attune_model::{Field, LevelId, Resource, ResourceId};
use serde::Deserialize;

use super::lenient;

/// A person or an API user.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ResourceRow {
    #[serde(deserialize_with = "lenient::number")]
    id: i64,
    first_name: Option<String>,
    last_name: Option<String>,
    email: Option<String>,
    user_name: Option<String>,
    is_active: bool,
    #[serde(deserialize_with = "lenient::number")]
    license_type: i64,
    #[serde(deserialize_with = "lenient::number")]
    user_type: i64,
    #[serde(rename = "locationID")]
    location_id: Option<i64>,
    #[serde(default, deserialize_with = "lenient::empty_for_null")]
    middle_name: Option<String>,
    email_type_code: Option<String>,
    date_format: Option<String>,
    time_format: Option<String>,
    number_format: Option<String>,
}

impl ResourceRow {
    /// Its number.
    pub(crate) fn number(&self) -> i64 {
        self.id
    }

    /// In attune's terms. Autotask mixes nulls and empty texts freely: both are empty here, save for fields that always
    /// hold a word of a list: a null there says nothing.
    pub(crate) fn into_resource(self) -> (ResourceId, Resource) {
        let texts = [
            (Field::DateFormat, self.date_format),
            (Field::EmailTypeCode, self.email_type_code),
            (Field::MiddleName, self.middle_name),
            (Field::NumberFormat, self.number_format),
            (Field::TimeFormat, self.time_format),
        ];
        let resource = Resource {
            first_name: self.first_name.unwrap_or_default(),
            last_name: self.last_name.unwrap_or_default(),
            email: self.email.unwrap_or_default(),
            user_name: self.user_name.unwrap_or_default(),
            active: self.is_active,
            license_type: LicenseType::from(self.license_type),
            level: LevelId(self.user_type),
            location: self.location_id,
            texts: texts
                .into_iter()
                .filter_map(|(field, text)| Some((field, text?)))
                .collect(),
        };
        (ResourceId(self.id), resource)
    }
}
