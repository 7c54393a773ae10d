//! User-defined fields of entities.

use serde::{Deserialize, Serialize};

/// A user-defined field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UserDefined {
    /// The segment of its entity's address.
    pub(crate) entity: String,
    /// Its name, which is its label too.
    pub(crate) name: String,
    /// Its type.
    #[serde(rename = "type", default)]
    pub(crate) kind: UserDefinedKind,
}

/// The types of user-defined fields that the simulator knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum UserDefinedKind {
    /// A text.
    #[default]
    String,
    /// A number.
    Double,
    /// A date.
    Datetime,
}

impl UserDefinedKind {
    /// `type`.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Double => "double",
            Self::Datetime => "datetime",
        }
    }
}
