//! Names that the catalogue has: public ones, whatever a tenant is like.

use std::borrow::Cow;

use attune_model::LevelName;
use attune_model::catalogue::{SYSTEM_LEVELS, cell_at, system_level};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

/// The name of a system level that the catalogue has. No other text fits in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(into = "String")]
pub struct CatalogueLevel(&'static str);

impl CatalogueLevel {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        SYSTEM_LEVELS.iter().map(|level| Self(level.name))
    }

    /// The one of this name.
    pub fn named(name: &LevelName) -> Option<Self> {
        system_level(name).map(|level| Self(level.name))
    }

    /// The name.
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

impl TryFrom<String> for CatalogueLevel {
    type Error = &'static str;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        Self::named(&LevelName::new(&name)).ok_or("the catalogue has no such system level")
    }
}

impl<'de> Deserialize<'de> for CatalogueLevel {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::try_from(String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

impl From<CatalogueLevel> for String {
    fn from(level: CatalogueLevel) -> Self {
        level.0.to_owned()
    }
}

impl JsonSchema for CatalogueLevel {
    fn schema_name() -> Cow<'static, str> {
        "CatalogueLevel".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names: Vec<&str> = Self::all().map(Self::as_str).collect();
        json_schema!({
            "description": "The name of a system level that the catalogue has.",
            "type": "string",
            "enum": names,
        })
    }
}

/// The address of a cell that the catalogue has. No other text fits in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(into = "String")]
pub struct CatalogueCell(&'static str);

impl CatalogueCell {
    /// The cell at an address.
    pub fn at(path: &str) -> Option<Self> {
        cell_at(path).map(|spec| Self(spec.path))
    }

    /// The address.
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

impl TryFrom<String> for CatalogueCell {
    type Error = &'static str;

    fn try_from(path: String) -> Result<Self, Self::Error> {
        Self::at(&path).ok_or("the catalogue has no such cell")
    }
}

impl<'de> Deserialize<'de> for CatalogueCell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::try_from(String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

impl From<CatalogueCell> for String {
    fn from(cell: CatalogueCell) -> Self {
        cell.0.to_owned()
    }
}

impl JsonSchema for CatalogueCell {
    fn schema_name() -> Cow<'static, str> {
        "CatalogueCell".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "The address of a cell that the catalogue has.",
            "type": "string",
            "pattern": "^[a-zA-Z.]+$",
        })
    }
}
