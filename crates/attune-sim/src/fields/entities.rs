//! The entities of the API: 232 of the `OpenAPI` document, with their operations, fields and children.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::table::{cell, rows};
use super::{FieldSpec, Kind, Picklist};
use crate::rights::Access;
use crate::tenant::Entity;

/// What the `OpenAPI` document offers at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Operation {
    /// `query`, its pages and its count.
    Query,
    /// All records below a parent.
    List,
    /// One record.
    Get,
    /// A new record.
    Post,
    /// Another record in place of one.
    Put,
    /// Some fields of a record.
    Patch,
    /// A record less.
    Delete,
    /// Metadata below a parent; at the top every entity has it.
    Info,
    /// User-defined fields.
    UserDefined,
}

impl Operation {
    fn named(word: &str) -> Option<Self> {
        Some(match word {
            "query" => Self::Query,
            "list" => Self::List,
            "get" => Self::Get,
            "post" => Self::Post,
            "put" => Self::Put,
            "patch" => Self::Patch,
            "delete" => Self::Delete,
            "info" => Self::Info,
            "udf" => Self::UserDefined,
            _ => return None,
        })
    }

    fn list(words: Option<&str>) -> BTreeSet<Self> {
        let words = words.unwrap_or_default().split(' ');
        words.filter_map(Self::named).collect()
    }
}

/// An entity.
#[derive(Debug)]
pub(crate) struct EntitySpec {
    /// Itself.
    pub(crate) entity: Entity,
    /// Its name in metadata and error texts: singular, often that of former versions.
    pub(crate) name: &'static str,
    /// What can be done at its own address.
    pub(crate) operations: BTreeSet<Operation>,
    /// Its fields, in the order of the document.
    pub(crate) fields: Vec<FieldSpec>,
    /// What a live tenant told about it.
    pub(crate) recorded: Option<Recorded>,
    /// Whether the simulator knows more of its fields than names and types.
    pub(crate) known: bool,
}

/// Metadata that a live tenant told one API user in 2021.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Recorded {
    /// `canCreate`, `canQuery`, `canUpdate`, `canDelete`.
    pub(crate) can: [bool; 4],
    /// `userAccessFor...` of the same.
    pub(crate) access: [Access; 4],
    /// `hasUserDefinedFields`.
    pub(crate) user_defined: bool,
}

/// An address below a record.
#[derive(Debug)]
pub(crate) struct ChildSpec {
    /// The address of the parent's entity; three of them have no records of their own.
    pub(crate) parent: &'static str,
    /// The last segment.
    pub(crate) segment: &'static str,
    /// What is found there.
    pub(crate) entity: Entity,
    /// The field that points to the parent; none where the names do not tell.
    pub(crate) pointer: Option<&'static str>,
    /// What can be done there.
    pub(crate) operations: BTreeSet<Operation>,
}

struct Tables {
    entities: BTreeMap<Entity, EntitySpec>,
    /// The same by segment in lower case.
    by_segment: BTreeMap<String, Entity>,
    children: Vec<ChildSpec>,
    /// Their places by parent and segment, both in lower case.
    by_path: BTreeMap<(String, String), usize>,
    /// What stands for an entity that is not in the table.
    unknown: EntitySpec,
}

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::read);

impl Tables {
    fn read() -> Self {
        let recorded = recorded();
        let flags = flags();
        let models: BTreeMap<_, _> = rows(include_str!("../../data/models.tsv"))
            .filter_map(|row| Some((cell(&row, 0)?, cell(&row, 1)?)))
            .collect();
        let entities: BTreeMap<Entity, EntitySpec> = rows(include_str!("../../data/entities.tsv"))
            .filter_map(|row| {
                let (segment, name) = (cell(&row, 0)?, cell(&row, 1)?);
                let flags = flags.get(segment);
                let none = BTreeMap::new();
                let spec = EntitySpec {
                    entity: Entity::of_segment(segment),
                    name,
                    operations: Operation::list(cell(&row, 2)),
                    fields: fields(models.get(segment)?, flags.unwrap_or(&none)),
                    recorded: recorded.get(name).copied(),
                    known: flags.is_some(),
                };
                Some((spec.entity, spec))
            })
            .collect();
        let children: Vec<ChildSpec> = rows(include_str!("../../data/children.tsv"))
            .filter_map(|row| {
                Some(ChildSpec {
                    parent: cell(&row, 0)?,
                    segment: cell(&row, 1)?,
                    entity: Entity::of_segment(cell(&row, 2)?),
                    pointer: cell(&row, 3),
                    operations: Operation::list(cell(&row, 4)),
                })
            })
            .collect();
        Self {
            by_segment: entities
                .keys()
                .map(|entity| (entity.segment().to_ascii_lowercase(), *entity))
                .collect(),
            by_path: children
                .iter()
                .enumerate()
                .map(|(place, child)| {
                    let (parent, segment) = (child.parent, child.segment);
                    let path = (parent.to_ascii_lowercase(), segment.to_ascii_lowercase());
                    (path, place)
                })
                .collect(),
            entities,
            children,
            unknown: EntitySpec {
                entity: Entity::of_segment(""),
                name: "",
                operations: BTreeSet::new(),
                fields: Vec::new(),
                recorded: None,
                known: false,
            },
        }
    }
}

/// Everything about an entity.
pub(crate) fn spec(entity: Entity) -> &'static EntitySpec {
    TABLES.entities.get(&entity).unwrap_or(&TABLES.unknown)
}

/// All entities in the order of their segments.
pub(crate) fn entities() -> impl Iterator<Item = &'static EntitySpec> {
    TABLES.entities.values()
}

/// All addresses below records.
pub(crate) fn children() -> &'static [ChildSpec] {
    &TABLES.children
}

/// The address below a record, by the parent's segment and its own, both in lower case.
pub(crate) fn child(parent: &str, segment: &str) -> Option<&'static ChildSpec> {
    let path = (parent.to_owned(), segment.to_owned());
    TABLES.children.get(*TABLES.by_path.get(&path)?)
}

impl Entity {
    /// The entity with this segment in its address; case does not matter.
    pub fn named(segment: &str) -> Option<Self> {
        TABLES
            .by_segment
            .get(&segment.to_ascii_lowercase())
            .copied()
    }

    /// The entity with this name in metadata, such as `Account` or `TicketNote`.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        entities()
            .find(|spec| spec.name == name)
            .map(|spec| spec.entity)
    }
}

/// The lines of `flags.tsv` by entity and field.
fn flags() -> BTreeMap<&'static str, BTreeMap<&'static str, Vec<&'static str>>> {
    let mut flags: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
    for row in rows(include_str!("../../data/flags.tsv")) {
        if let (Some(entity), Some(field)) = (cell(&row, 0), cell(&row, 1)) {
            flags.entry(entity).or_default().insert(field, row);
        }
    }
    flags
}

/// The fields of a model; those that the document marks read-only are its own bookkeeping and never seen in answers.
fn fields(
    model: &'static str,
    flags: &BTreeMap<&'static str, Vec<&'static str>>,
) -> Vec<FieldSpec> {
    model
        .split(' ')
        .filter_map(|property| {
            let (name, kind) = property.split_once(':')?;
            let kind = Kind::named(kind)?;
            let row = flags.get(name).map_or(&[][..], Vec::as_slice);
            let marks = cell(row, 3).unwrap_or_default();
            Some(FieldSpec {
                name,
                kind,
                length: cell(row, 2)
                    .and_then(|length| length.parse().ok())
                    .unwrap_or_default(),
                required: marks.contains('r'),
                read_only: name == "id" || marks.contains('o'),
                queryable: kind != Kind::UserDefined && !marks.contains('q'),
                cost: marks.contains('c') || (kind == Kind::Double && is_cost(name)),
                reference: cell(row, 4),
                picklist: cell(row, 5).map(Picklist::named),
            })
        })
        .collect()
}

/// Whether a field tells a cost by its name, such as `unitCost`; which ones Autotask takes for costs is not established.
fn is_cost(name: &str) -> bool {
    name == "cost" || name.ends_with("Cost") || name.ends_with("Costs")
}

fn recorded() -> BTreeMap<&'static str, Recorded> {
    rows(include_str!("../../data/access.tsv"))
        .filter_map(|row| {
            let (can, access) = (cell(&row, 1)?.as_bytes(), cell(&row, 2)?.as_bytes());
            let (can, access): (&[u8; 4], &[u8; 4]) =
                (can.try_into().ok()?, access.try_into().ok()?);
            let recorded = Recorded {
                can: can.map(|letter| letter == b'y'),
                access: access.map(|letter| match letter {
                    b'A' => Access::All,
                    b'R' => Access::Restricted,
                    _ => Access::None,
                }),
                user_defined: cell(&row, 3) == Some("y"),
            };
            Some((cell(&row, 0)?, recorded))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_tables_is_understood() {
        let lines = |text| rows(text).count();
        assert_eq!(entities().count(), 232);
        assert_eq!(lines(include_str!("../../data/entities.tsv")), 232);
        assert_eq!(lines(include_str!("../../data/models.tsv")), 232);
        assert_eq!(
            children().len(),
            lines(include_str!("../../data/children.tsv"))
        );
        assert_eq!(
            recorded().len(),
            lines(include_str!("../../data/access.tsv"))
        );
        for row in rows(include_str!("../../data/flags.tsv")) {
            let entity = Entity::named(row[0]).expect("a known entity");
            let field = super::super::find(entity, row[1]);
            assert!(field.is_some(), "{row:?}");
            assert!(matches!(row[6], "r" | "g"), "{row:?}");
            let reference = cell(&row, 4);
            assert!(
                reference.is_none_or(|name| Entity::of_name(name).is_some()),
                "{row:?}"
            );
        }
    }

    #[test]
    fn every_pointer_to_a_parent_is_a_field() {
        for child in children() {
            if let Some(pointer) = child.pointer {
                assert!(
                    super::super::find(child.entity, pointer).is_some(),
                    "{child:?}"
                );
            }
        }
    }

    #[test]
    fn every_picklist_has_values() {
        let tenant = crate::Tenant::contoso();
        for spec in entities() {
            for field in &spec.fields {
                let empty = field
                    .picklist
                    .is_some_and(|picklist| picklist.choices(&tenant).is_empty());
                assert!(!empty, "{} {}", spec.name, field.name);
            }
        }
    }
}
