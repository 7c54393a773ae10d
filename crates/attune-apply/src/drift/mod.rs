//! From a plan and the ledger to drift: what differs, and whether attune had set it otherwise.

mod cells;
mod live;
mod out_of_sight;
mod resources;
mod rights;

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{
    Cause, CellChange, CellId, Change, Difference, Drift, Field, FieldChange, FieldState,
    FieldValue, Handle, LastSet, LevelId, LevelName, LevelRef, Live, LiveValue, Observed, Place,
    Plan, Reading, ResourceId, Step, StepId,
};

use self::live::Block;
use crate::captures::Captures;
use crate::ledger::{Aspect, Entry, History, Memory, Set, Thing};

/// Says what differs. `origins` are the places of the manifest that each step comes from; `entries` all lines of the
/// ledger; `captures` those that were looked at with. A check that is due is no difference: it shows how the tenant
/// behaves, not how it is.
///
/// Rights over REST that are not those noted after the last run come behind what differs from the manifest.
pub fn drift(
    plan: &Plan,
    origins: &BTreeMap<StepId, BTreeSet<Place>>,
    observed: &Observed,
    entries: &[Entry],
    captures: &Captures,
) -> Drift {
    let look = Look {
        observed,
        captures,
        history: History::of(entries),
        memory: Memory::of(entries),
        changed: rights::changed(observed),
    };
    let of_plan = plan.steps.iter();
    let of_plan = of_plan.flat_map(|step| look.step(step, origins.get(&step.id)));
    Drift {
        tenant: plan.tenant.clone(),
        database: plan.database,
        differences: of_plan.chain(rights::differences(observed)).collect(),
        out_of_sight: out_of_sight::of(&look),
        problems: plan.problems.clone(),
    }
}

struct Look<'a> {
    observed: &'a Observed,
    captures: &'a Captures,
    history: History,
    memory: Memory,
    /// The levels whose rights over REST are not those that were noted.
    changed: BTreeSet<LevelId>,
}

/// A value as it is and as it is wanted.
struct Value<'a> {
    thing: Thing,
    aspect: Aspect,
    label: &'a str,
    is: Option<FieldValue>,
    wanted: String,
    /// What is there, as the manifest would say it.
    live: Option<Live>,
}

impl Look<'_> {
    fn step(&self, step: &Step, origins: Option<&BTreeSet<Place>>) -> Vec<Difference> {
        let nowhere = BTreeSet::new();
        let origins = origins.unwrap_or(&nowhere);
        let place = origins.first().cloned();
        let differences = match &step.change {
            Change::CopyLevel {
                handle,
                base,
                name,
                active: _,
                cells: _,
            } => vec![self.no_level(handle.as_ref(), base, name)],
            Change::EditLevel {
                handle,
                level,
                rename,
                active,
                cells,
                holders: _,
            } => {
                let block = handle.as_ref().and_then(|it| Block::level(it, origins));
                let name = rename.as_ref();
                self.level(level, name, active.as_ref(), cells, block.as_ref(), origins)
            }
            Change::CreateApiUser {
                handle,
                form,
                credentials: _,
                replaces: _,
            } => {
                let was_ours = self.observed.remembered.api_users.contains_key(handle);
                let object = format!(
                    "API user {} {} <{}>",
                    form.first_name, form.last_name, form.email
                );
                vec![absent(object, was_ours)]
            }
            Change::UpdateApiUser {
                handle,
                user,
                fields,
                tracking: _,
            } => {
                let block = Block::api_user(handle, origins);
                self.fields(user, fields, block.as_ref())
            }
            Change::SetProtectedData {
                handle,
                user,
                before,
                after,
            } => {
                let block = Block::api_user(handle, origins);
                vec![self.protected_data(user, before.as_ref(), after, block.as_ref())]
            }
            Change::AssignLevel {
                person,
                before,
                after,
            } => {
                let live = live::of_held(before.name(), origins);
                vec![self.held(person, before, after, live)]
            }
            Change::RetireApiUser {
                handle: _,
                user,
                successor: _,
                credentials: _,
            } => vec![self.retired(user)],
            // Nothing of the tenant differs: they are about the ledger, or show something, or replace what is only old.
            Change::RotateSecret { .. }
            | Change::AdoptLevel { .. }
            | Change::AdoptApiUser { .. }
            | Change::Check(_) => Vec::new(),
        };
        differences
            .into_iter()
            .map(|difference| Difference {
                place: difference.place.or_else(|| place.clone()),
                ..difference
            })
            .collect()
    }

    fn no_level(&self, handle: Option<&Handle>, base: &LevelRef, name: &LevelName) -> Difference {
        let remembered = &self.observed.remembered;
        let was_ours = match (handle, base) {
            (Some(handle), _) => remembered.levels.contains_key(handle),
            (None, LevelRef::Existing { id, name: _ }) => remembered.copies.contains_key(id),
            (None, LevelRef::Planned { step: _, name: _ }) => false,
        };
        absent(format!("security level \"{name}\""), was_ours)
    }

    fn level(
        &self,
        level: &LevelRef,
        rename: Option<&LevelName>,
        active: Option<&FieldChange>,
        cells: &BTreeMap<CellId, CellChange>,
        block: Option<&Block>,
        origins: &BTreeSet<Place>,
    ) -> Vec<Difference> {
        let object = format!("security level \"{}\"", level.name());
        let Some(id) = id_of(level) else {
            return Vec::new();
        };
        let thing = Thing::Level(id);
        let name = rename.map(|name| Value {
            thing,
            aspect: Aspect::Name,
            label: "name",
            is: Some(FieldValue::Text(level.name().to_string())),
            wanted: format!("\"{name}\""),
            live: block.map(|block| {
                let name = level.name().to_string();
                block.live(&["name"], LiveValue::Text(name))
            }),
        });
        let active = active.map(|change| Value {
            thing,
            aspect: Aspect::Active,
            label: "Active",
            is: known(&change.before),
            wanted: change.after.to_string(),
            live: match (block, change.before.value()) {
                (Some(block), Some(FieldValue::Flag(is))) => {
                    Some(block.live(&["active"], LiveValue::Flag(*is)))
                }
                (_, _) => None,
            },
        });
        let named = name.into_iter().chain(active).map(|value| Difference {
            // No rule demands a name, or the box.
            place: block.map(Block::place),
            ..self.difference(object.clone(), value)
        });
        named
            .chain(self.cells(id, &object, cells, block, origins))
            .collect()
    }

    fn difference(&self, object: String, value: Value<'_>) -> Difference {
        let Value {
            thing,
            aspect,
            label,
            is,
            wanted,
            live,
        } = value;
        let is = is.map_or_else(unknown, |is| self.words(aspect, &is));
        let set = self
            .history
            .last(thing, aspect)
            .map(|Set { value, at }| LastSet {
                value: self.words(aspect, value),
                at: *at,
                seen: false,
            });
        let outside = set
            .as_ref()
            .is_some_and(|set| is != unknown() && set.value != is);
        Difference {
            cause: if outside {
                Cause::ChangedOutside
            } else {
                Cause::ManifestChanged
            },
            place: None,
            object,
            value: label.to_owned(),
            is,
            wanted,
            set,
            live,
        }
    }

    /// A value as people read it: levels and locations by name.
    fn words(&self, aspect: Aspect, value: &FieldValue) -> String {
        match (aspect, value) {
            (Aspect::Name, value) => format!("\"{value}\""),
            (Aspect::Field(Field::UserType), FieldValue::Number(id)) => match &self.observed.levels
            {
                Reading::Read(levels) => levels.get(&LevelId(*id)),
                Reading::Failed(_) => None,
            }
            .map_or_else(
                || format!("level {id}"),
                |level| format!("\"{}\"", level.name),
            ),
            (Aspect::Field(Field::LocationId), FieldValue::Number(number)) => {
                match &self.observed.fields {
                    Reading::Read(fields) => fields.locations.get(number).cloned(),
                    Reading::Failed(_) => None,
                }
                .unwrap_or_else(|| format!("location {number}"))
            }
            (Aspect::ProtectedData, FieldValue::List(boxes)) if boxes.is_empty() => {
                "no box".to_owned()
            }
            (Aspect::Active | Aspect::Field(_) | Aspect::ProtectedData, value) => value.to_string(),
        }
    }
}

/// A thing that is not there.
fn absent(object: String, was_ours: bool) -> Difference {
    let missing = never(
        object,
        Difference::EXISTENCE,
        "not there".to_owned(),
        "there".to_owned(),
    );
    if was_ours {
        Difference {
            cause: Cause::ChangedOutside,
            ..missing
        }
    } else {
        missing
    }
}

/// What the ledger never had.
fn never(object: String, value: &str, is: String, wanted: String) -> Difference {
    Difference {
        cause: Cause::ManifestChanged,
        place: None,
        object,
        value: value.to_owned(),
        is,
        wanted,
        set: None,
        live: None,
    }
}

fn unknown() -> String {
    Difference::UNKNOWN.to_owned()
}

fn known(state: &FieldState) -> Option<FieldValue> {
    state.value().cloned()
}

fn id_of(level: &LevelRef) -> Option<LevelId> {
    match level {
        LevelRef::Existing { id, name: _ } => Some(*id),
        LevelRef::Planned { step: _, name: _ } => None,
    }
}

/// A level, as differences name it.
fn level_object(observed: &Observed, id: LevelId) -> String {
    let level = match &observed.levels {
        Reading::Read(levels) => levels.get(&id),
        Reading::Failed(_) => None,
    };
    level.map_or_else(
        || format!("security level {id}"),
        |level| format!("security level \"{}\"", level.name),
    )
}

/// An API user, as differences name it.
fn user_object(observed: &Observed, id: ResourceId) -> String {
    let user = match &observed.resources {
        Reading::Read(resources) => resources.get(&id),
        Reading::Failed(_) => None,
    };
    user.map_or_else(
        || format!("API user {id}"),
        |user| format!("API user {} <{}>", user.full_name(), user.email),
    )
}
