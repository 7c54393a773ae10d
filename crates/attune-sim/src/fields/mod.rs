//! The fields of the entities, as field metadata describes them.

mod companies;
mod picklist;
mod resources;
mod ticket_notes;
mod tickets;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::tenant::{Entity, Record};
pub(crate) use picklist::{Choice, Picklist};

/// One field.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FieldSpec {
    /// Its name in JSON.
    pub(crate) name: &'static str,
    /// Its type.
    pub(crate) kind: Kind,
    /// The most characters a text may have; 0 for other types, as Autotask reports it.
    pub(crate) length: usize,
    /// `isRequired`.
    pub(crate) required: bool,
    /// `isReadOnly`, unless the tenant behaves otherwise.
    pub(crate) read_only: bool,
    /// `isQueryable`.
    pub(crate) queryable: bool,
    /// `referenceEntityType`: the name of the entity that the value points to.
    pub(crate) reference: Option<&'static str>,
    /// The values it may take, where it is a picklist.
    pub(crate) picklist: Option<Picklist>,
}

/// The types that field metadata knows (`rest.md` 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Boolean,
    DateTime,
    Double,
    Integer,
    Long,
    Text,
}

impl Kind {
    /// `dataType`.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Boolean => "boolean",
            Self::DateTime => "datetime",
            Self::Double => "double",
            Self::Integer => "integer",
            Self::Long => "long",
            Self::Text => "string",
        }
    }
}

/// The fields of an entity.
pub(crate) fn of(entity: Entity) -> &'static [FieldSpec] {
    match entity {
        Entity::Companies => companies::FIELDS,
        Entity::Resources => resources::FIELDS,
        Entity::TicketNotes => ticket_notes::FIELDS,
        Entity::Tickets => tickets::FIELDS,
    }
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
            let value = given.remove(field.name).unwrap_or(Value::Null);
            (field.name.to_owned(), value)
        })
        .collect()
}

const fn field(name: &'static str, kind: Kind) -> FieldSpec {
    FieldSpec {
        name,
        kind,
        length: 0,
        required: false,
        read_only: false,
        queryable: true,
        reference: None,
        picklist: None,
    }
}

const fn text(name: &'static str, length: usize) -> FieldSpec {
    let mut field = field(name, Kind::Text);
    field.length = length;
    field
}

impl FieldSpec {
    const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    const fn read_only(mut self) -> Self {
        self.read_only = true;
        self
    }

    const fn not_queryable(mut self) -> Self {
        self.queryable = false;
        self
    }

    const fn refers_to(mut self, entity: &'static str) -> Self {
        self.reference = Some(entity);
        self
    }

    const fn picks(mut self, picklist: Picklist) -> Self {
        self.picklist = Some(picklist);
        self
    }
}
