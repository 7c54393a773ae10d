//! From a plan and the ledger to drift: what differs, and whether attune had set it otherwise.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{
    ApiUserRef, Cause, CellState, Change, Difference, Drift, Field, FieldState, FieldValue,
    LastSet, LevelId, LevelRef, Observed, OutOfSight, Place, Plan, Reading, Source, Step, StepId,
    Timestamp,
};

use crate::ledger::{Aspect, Entry, History, Memory, Set, Thing};

/// Says what differs. `origins` are the places of the manifest that each step comes from; `entries` all lines of the
/// ledger. A check that only waits for other steps is none of the differences.
pub fn drift(
    plan: &Plan,
    origins: &BTreeMap<StepId, BTreeSet<Place>>,
    observed: &Observed,
    entries: &[Entry],
) -> Drift {
    let look = Look {
        observed,
        history: History::of(entries),
    };
    Drift {
        tenant: plan.tenant.clone(),
        database: plan.database,
        differences: plan
            .steps
            .iter()
            .flat_map(|step| look.step(step, origins.get(&step.id)))
            .collect(),
        out_of_sight: look.out_of_sight(&Memory::of(entries)),
        problems: plan.problems.clone(),
    }
}

struct Look<'a> {
    observed: &'a Observed,
    history: History,
}

/// A value as it is and as it is wanted.
struct Value<'a> {
    thing: Thing,
    aspect: Aspect,
    label: &'a str,
    is: Option<FieldValue>,
    wanted: String,
}

impl Look<'_> {
    fn step(&self, step: &Step, origins: Option<&BTreeSet<Place>>) -> Vec<Difference> {
        let place = origins.and_then(|places| places.first().cloned());
        let differences = match &step.change {
            Change::CopyLevel {
                handle,
                base,
                name,
                active: _,
                cells: _,
            } => {
                let remembered = &self.observed.remembered;
                let was_ours = match (handle, base) {
                    (Some(handle), _) => remembered.levels.contains_key(handle),
                    (None, LevelRef::Existing { id, name: _ }) => {
                        remembered.copies.contains_key(id)
                    }
                    (None, LevelRef::Planned { step: _, name: _ }) => false,
                };
                vec![absent(format!("security level \"{name}\""), was_ours)]
            }
            Change::EditLevel {
                handle: _,
                level,
                rename,
                active,
                cells,
                holders: _,
            } => self.level(level, rename.as_ref(), active.as_ref(), cells, origins),
            Change::CreateApiUser {
                handle,
                form,
                credentials: _,
            } => {
                let was_ours = self.observed.remembered.api_users.contains_key(handle);
                let object = format!(
                    "API user {} {} <{}>",
                    form.first_name, form.last_name, form.email
                );
                vec![absent(object, was_ours)]
            }
            Change::UpdateApiUser {
                handle: _,
                user,
                fields,
                tracking: _,
            } => fields
                .iter()
                .map(|(field, change)| {
                    let value = Value {
                        thing: Thing::Resource(user.id),
                        aspect: Aspect::Field(*field),
                        label: field.label(),
                        is: known(&change.before),
                        wanted: self.words(Aspect::Field(*field), &change.after),
                    };
                    self.difference(format!("API user {user}"), value)
                })
                .collect(),
            Change::SetProtectedData {
                handle: _,
                user,
                before,
                after,
            } => {
                let boxes = |boxes: &BTreeSet<attune_model::catalogue::ProtectedData>| {
                    FieldValue::List(boxes.iter().map(|one| one.label().to_owned()).collect())
                };
                let object = format!("API user {user}");
                let label = "Protected Data Permission";
                let wanted = self.words(Aspect::ProtectedData, &boxes(after));
                vec![match user {
                    ApiUserRef::Existing(person) => {
                        let value = Value {
                            thing: Thing::Resource(person.id),
                            aspect: Aspect::ProtectedData,
                            label,
                            is: before.as_ref().map(boxes),
                            wanted,
                        };
                        self.difference(object, value)
                    }
                    ApiUserRef::Planned { .. } => never(object, label, unknown(), wanted),
                }]
            }
            Change::AssignLevel {
                person,
                before,
                after,
            } => {
                let value = Value {
                    thing: Thing::Resource(person.id),
                    aspect: Aspect::Field(Field::UserType),
                    label: Field::UserType.label(),
                    is: id_of(before).map(|id| FieldValue::Number(id.0)),
                    wanted: format!("\"{}\"", after.name()),
                };
                vec![self.difference(person.to_string(), value)]
            }
            Change::Check(task) if step.needs.is_empty() => {
                let object = format!("check {}", task.handle);
                let is = "not passed as things are now".to_owned();
                vec![never(object, "result", is, "passed".to_owned())]
            }
            Change::Check(_) => Vec::new(),
        };
        differences
            .into_iter()
            .map(|difference| Difference {
                place: difference.place.or_else(|| place.clone()),
                ..difference
            })
            .collect()
    }

    fn level(
        &self,
        level: &LevelRef,
        rename: Option<&attune_model::LevelName>,
        active: Option<&attune_model::FieldChange>,
        cells: &BTreeMap<attune_model::CellId, attune_model::CellChange>,
        origins: Option<&BTreeSet<Place>>,
    ) -> Vec<Difference> {
        let object = format!("security level \"{}\"", level.name());
        let Some(thing) = id_of(level).map(Thing::Level) else {
            return Vec::new();
        };
        let name = rename.map(|name| Value {
            thing,
            aspect: Aspect::Name,
            label: "name",
            is: Some(FieldValue::Text(level.name().to_string())),
            wanted: format!("\"{name}\""),
        });
        let active = active.map(|change| Value {
            thing,
            aspect: Aspect::Active,
            label: "Active",
            is: known(&change.before),
            wanted: change.after.to_string(),
        });
        let named = name
            .into_iter()
            .chain(active)
            .map(|value| self.difference(object.clone(), value));
        // What is known of a cell is what the ledger has, so that a known one differs only where the manifest changed.
        let set = cells.iter().map(|(cell, change)| {
            let is = change.before.value().map(ToString::to_string);
            let ends = format!(".{cell}");
            Difference {
                place: origins.and_then(|places| {
                    places
                        .iter()
                        .find(|place| place.0.ends_with(&ends))
                        .cloned()
                }),
                set: match &change.before {
                    CellState::Known {
                        value,
                        source: _,
                        at,
                    } => Some(LastSet {
                        value: value.to_string(),
                        at: *at,
                    }),
                    CellState::Unknown => None,
                },
                ..never(
                    object.clone(),
                    cell.as_str(),
                    is.unwrap_or_else(unknown),
                    change.after.to_string(),
                )
            }
        });
        named.chain(set).collect()
    }

    fn difference(&self, object: String, value: Value<'_>) -> Difference {
        let Value {
            thing,
            aspect,
            label,
            is,
            wanted,
        } = value;
        let is = is.map_or_else(unknown, |is| self.words(aspect, &is));
        let set = self
            .history
            .last(thing, aspect)
            .map(|Set { value, at }| LastSet {
                value: self.words(aspect, value),
                at: *at,
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

    /// What REST does not show: the cells of levels, some fields and boxes of API users.
    fn out_of_sight(&self, memory: &Memory) -> Vec<OutOfSight> {
        let (Reading::Read(levels), Reading::Read(resources)) =
            (&self.observed.levels, &self.observed.resources)
        else {
            return Vec::new();
        };
        let of_levels = memory.cells.iter().filter_map(|(id, cells)| {
            let level = levels.get(id)?;
            let times = cells.values().filter_map(|cell| match cell {
                CellState::Known {
                    value: _,
                    source: Source::Ledger(_),
                    at,
                } => Some(*at),
                CellState::Known { .. } | CellState::Unknown => None,
            });
            unseen(
                format!("the cells of security level \"{}\"", level.name),
                times,
            )
        });
        let of_users = self
            .observed
            .remembered
            .api_users
            .values()
            .filter_map(|known| {
                let user = resources.get(&known.id)?;
                let hidden = self.history.of_thing(Thing::Resource(known.id));
                let times = hidden.filter_map(|(aspect, set)| match aspect {
                    Aspect::ProtectedData => Some(set.at),
                    Aspect::Field(field) if field.rest_name().is_none() => Some(set.at),
                    Aspect::Field(_) | Aspect::Name | Aspect::Active => None,
                });
                let object = format!(
                    "what only the form of API user {} <{}> shows",
                    user.full_name(),
                    user.email
                );
                unseen(object, times)
            });
        of_levels.chain(of_users).collect()
    }
}

fn unseen(object: String, times: impl Iterator<Item = Timestamp>) -> Option<OutOfSight> {
    let times: Vec<Timestamp> = times.collect();
    let since = *times.iter().min()?;
    Some(OutOfSight {
        object,
        values: times.len(),
        since,
    })
}

/// A thing that is not there.
fn absent(object: String, was_ours: bool) -> Difference {
    let missing = never(
        object,
        "existence",
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
    }
}

fn unknown() -> String {
    "unknown".to_owned()
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
