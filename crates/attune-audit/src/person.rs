//! People under audit, and the levels that they hold.

use std::collections::BTreeMap;

use attune_model::catalogue::LicenseType;
use attune_model::{LevelId, LevelName, ObservedLevel, Resource, ResourceId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A person: a resource that is no API user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Person {
    /// The resource's number in this tenant.
    #[schemars(with = "i64")]
    pub id: ResourceId,
    /// First and last name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Whether the person is active.
    pub active: bool,
    /// The number of the licence type, `Resources.licenseType`.
    #[schemars(with = "i64")]
    pub license_type: LicenseType,
    /// The label of the licence type; `(unknown)` where the number is not a known one.
    pub license: String,
    /// The level held.
    pub level: HeldLevel,
}

/// A level that somebody holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HeldLevel {
    /// Its number in this tenant.
    #[schemars(with = "i64")]
    pub id: LevelId,
    /// Its name; null where levels could not be read or none has this number.
    #[schemars(with = "Option<String>")]
    pub name: Option<LevelName>,
}

impl Person {
    pub(crate) fn of(
        id: ResourceId,
        resource: &Resource,
        levels: Option<&BTreeMap<LevelId, ObservedLevel>>,
    ) -> Self {
        Self {
            id,
            name: resource.full_name(),
            email: resource.email.clone(),
            active: resource.active,
            license_type: resource.license_type,
            license: resource.license_type.label().to_owned(),
            level: HeldLevel::of(resource.level, levels),
        }
    }
}

impl HeldLevel {
    pub(crate) fn of(id: LevelId, levels: Option<&BTreeMap<LevelId, ObservedLevel>>) -> Self {
        let level = levels.and_then(|levels| levels.get(&id));
        Self {
            id,
            name: level.map(|level| level.name.clone()),
        }
    }

    /// The name in quotes, or the number.
    pub fn title(&self) -> String {
        match &self.name {
            Some(name) => format!("\"{name}\""),
            None => format!("number {}", self.id),
        }
    }
}
