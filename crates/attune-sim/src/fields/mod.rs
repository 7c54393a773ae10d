//! The entities and their fields, as metadata describes them: tables of data, read once.
//!
//! Names, types and methods follow the vendor's `OpenAPI` document; what is known beyond is in `data/flags.tsv`, line by
//! line with its source.

mod entities;
mod picklist;
mod table;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::tenant::{Entity, Record};
pub(crate) use entities::{ChildSpec, Operation, child, children, entities, spec};
pub(crate) use picklist::{Choice, Picklist};

/// One field.
#[expect(clippy::struct_excessive_bools, reason = "field metadata has them")]
#[derive(Clone, Copy, Debug)]
pub(crate) struct FieldSpec {
    /// Its name in JSON.
    pub(crate) name: &'static str,
    /// Its type.
    pub(crate) kind: Kind,
    /// The most characters a text may have; 0 for other types, as Autotask reports it, and where it is not known.
    pub(crate) length: usize,
    /// `isRequired`.
    pub(crate) required: bool,
    /// `isReadOnly`, unless the tenant behaves otherwise.
    pub(crate) read_only: bool,
    /// `isQueryable`.
    pub(crate) queryable: bool,
    /// Whether it tells what something costs the tenant, by the table or by its name.
    pub(crate) cost: bool,
    /// `referenceEntityType`: the name of the entity that the value points to.
    pub(crate) reference: Option<&'static str>,
    /// The values it may take, where it is a picklist.
    pub(crate) picklist: Option<Picklist>,
}

/// The types that field metadata knows (`rest.md` 3), and the list of user-defined fields, which is no field there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Boolean,
    Bytes,
    DateTime,
    Double,
    Integer,
    Long,
    Text,
    UserDefined,
}

impl Kind {
    /// The type by its word in `data/models.tsv`; none for what the document does not type.
    fn named(word: &str) -> Option<Self> {
        Some(match word {
            "boolean" => Self::Boolean,
            "bytes" => Self::Bytes,
            "datetime" => Self::DateTime,
            "double" => Self::Double,
            "integer" => Self::Integer,
            "long" => Self::Long,
            "string" => Self::Text,
            "udfs" => Self::UserDefined,
            _ => return None,
        })
    }

    /// `dataType`.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Boolean => "boolean",
            Self::DateTime => "datetime",
            Self::Double => "double",
            Self::Integer => "integer",
            Self::Long => "long",
            Self::Bytes | Self::Text | Self::UserDefined => "string",
        }
    }

    /// What a field without a value holds: nothing, or no user-defined fields.
    pub(crate) fn nothing(self) -> Value {
        if self == Self::UserDefined {
            json!([])
        } else {
            Value::Null
        }
    }
}

/// The fields of an entity.
pub(crate) fn of(entity: Entity) -> &'static [FieldSpec] {
    &spec(entity).fields
}

/// The field of this name; Autotask does not mind the case (`rest.md` 5).
pub(crate) fn find(entity: Entity, name: &str) -> Option<&'static FieldSpec> {
    of(entity)
        .iter()
        .find(|field| field.name.eq_ignore_ascii_case(name))
}

/// A record of this entity with all its fields: the given ones, `null` for the others.
pub(crate) fn record<const N: usize>(entity: Entity, values: [(&str, Value); N]) -> Record {
    let mut given = BTreeMap::from(values);
    of(entity)
        .iter()
        .map(|field| {
            let value = given
                .remove(field.name)
                .unwrap_or_else(|| field.kind.nothing());
            (field.name.to_owned(), value)
        })
        .collect()
}
