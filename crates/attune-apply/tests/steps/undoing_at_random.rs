//! Whatever a run did, taking it back leaves things as they were, and taking that back as the run left them.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::catalogue::ProtectedData;
use attune_model::{
    ApiUserRef, CellChange, CellId, CellState, CellValue, Change, Channel, Field, FieldChange,
    FieldState, FieldValue, LevelId, LevelName, Outcome, Person, Reading, Step,
};
use proptest::prelude::*;

use crate::fake::{
    BASE, CELL, CUSTOM, USER, World, boxes_step, copy_step, create_step, existing, handle, step,
    tess, update_fields,
};

/// A custom level beside the one that everybody holds.
const OTHER: LevelId = LevelId(53);

#[derive(Clone, Copy, Debug)]
enum Act {
    /// Tick the box, rename, take `Active` off.
    Edit(LevelId, bool, bool, bool),
    /// Make an inactive level active.
    Activate,
    /// Move Tess.
    Assign(LevelId),
    Copy,
    AssignToCopy,
    Create,
    BoxesOfNew,
    Update,
    Boxes,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let all = any::<[bool; 7]>().prop_map(|[a, b, c, d, e, f, to_other]| {
        vec![
            Act::Edit(CUSTOM, a, b, c),
            Act::Edit(OTHER, d, e, f),
            Act::Activate,
            Act::Assign(if to_other { OTHER } else { LevelId(54) }),
            Act::Copy,
            Act::AssignToCopy,
            Act::Create,
            Act::BoxesOfNew,
            Act::Update,
            Act::Boxes,
        ]
    });
    (all, 1_usize..=10)
        .prop_flat_map(|(all, count)| (Just(all).prop_shuffle(), Just(count)))
        .prop_map(|(mut all, count)| {
            all.truncate(count);
            all
        })
}

fn level_now(world: &World, id: LevelId) -> Option<(LevelName, bool)> {
    match world.observed().levels {
        Reading::Read(levels) => levels
            .get(&id)
            .map(|level| (level.name.clone(), level.active)),
        Reading::Failed(why) => panic!("{why}"),
    }
}

/// The step, where it makes sense as things are.
fn planned(world: &World, act: Act, knows: bool) -> Option<Step> {
    match act {
        Act::Edit(id, cell, rename, off) => {
            let (name, _) = level_now(world, id)?;
            let change = CellChange {
                before: CellState::Unknown,
                after: CellValue::Flag(true),
            };
            let change = Change::EditLevel {
                handle: None,
                level: existing(id, name.as_str()),
                rename: rename.then(|| LevelName::new(&format!("{name} renamed"))),
                active: off.then(|| flag(knows, false)),
                cells: cell
                    .then(|| (CellId::new(CELL), change))
                    .into_iter()
                    .collect(),
                holders: if held_by_tess(world) == id {
                    vec![tess()]
                } else {
                    Vec::new()
                },
            };
            Some(step(&format!("edit/{id}"), change, Channel::Operator))
        }
        Act::Activate => {
            let change = Change::EditLevel {
                handle: None,
                level: existing(LevelId(54), "Sleeping"),
                rename: None,
                active: Some(flag(knows, true)),
                cells: BTreeMap::new(),
                holders: Vec::new(),
            };
            Some(step("edit/54", change, Channel::Operator))
        }
        Act::Assign(to) => assign(world, to),
        Act::Copy => Some(copy_step()),
        Act::AssignToCopy => {
            let copy = world
                .memory()
                .remembered
                .levels
                .get(&handle("tasky-api"))?
                .id;
            assign(world, copy)
        }
        Act::Create => Some(create_step()),
        Act::BoxesOfNew => {
            let id = world
                .memory()
                .remembered
                .api_users
                .get(&handle("tasky"))?
                .id;
            let mut step = boxes_step(None);
            if let Change::SetProtectedData { user, .. } = &mut step.change {
                *user = ApiUserRef::Existing(Person {
                    id,
                    name: "Tasky Test".to_owned(),
                    email: "psa@contoso.example".to_owned(),
                });
            }
            Some(step)
        }
        Act::Update => {
            let middle = FieldChange {
                before: FieldState::Unknown,
                after: FieldValue::Text("M".to_owned()),
            };
            let locked = FieldChange {
                before: FieldState::Unknown,
                after: FieldValue::Flag(true),
            };
            let fields = BTreeMap::from([
                (Field::IsActive, flag(knows, false)),
                (Field::MiddleName, middle),
                (Field::Locked, locked),
            ]);
            Some(update_fields(Channel::Operator, fields))
        }
        Act::Boxes => {
            let change = Change::SetProtectedData {
                handle: handle("old"),
                user: ApiUserRef::Existing(Person {
                    id: USER,
                    name: "Old Test".to_owned(),
                    email: "old@contoso.example".to_owned(),
                }),
                before: None,
                after: BTreeSet::from([ProtectedData::ViewProtected]),
            };
            Some(step(
                "api-user/old/protected-data",
                change,
                Channel::Operator,
            ))
        }
    }
}

/// What the plan knew of a box.
fn flag(knows: bool, after: bool) -> FieldChange {
    FieldChange {
        before: if knows {
            FieldState::Known(FieldValue::Flag(!after))
        } else {
            FieldState::Unknown
        },
        after: FieldValue::Flag(after),
    }
}

fn held_by_tess(world: &World) -> LevelId {
    world.state.borrow().resources[&tess().id].level
}

/// People are given active levels only.
fn assign(world: &World, to: LevelId) -> Option<Step> {
    let (name, active) = level_now(world, to)?;
    let held = held_by_tess(world);
    let (before, _) = level_now(world, held)?;
    let change = Change::AssignLevel {
        person: tess(),
        before: existing(held, before.as_str()),
        after: existing(to, name.as_str()),
    };
    (active && held != to).then(|| step(&format!("assign/{to}"), change, Channel::Operator))
}

fn all_done(outcomes: &[Outcome]) -> bool {
    outcomes
        .iter()
        .all(|outcome| matches!(outcome, Outcome::Done { .. }))
}

/// Everything that was there before, and everything new that is still active.
fn compared(picture: &BTreeMap<String, String>, with: &BTreeMap<String, String>) -> Vec<String> {
    picture
        .iter()
        .filter(|(thing, text)| with.contains_key(*thing) || !text.contains(" (inactive):"))
        .map(|(thing, text)| format!("{thing} = {text}"))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_run_that_is_taken_back_leaves_nothing(acts in acts(), knows in any::<bool>()) {
        let world = World::new(None);
        world.copy("Other");
        world.copy("Sleeping");
        world.inactivate(LevelId(54));
        world.say_middle_name();
        prop_assert_eq!(level_now(&world, BASE).map(|(_, active)| active), Some(true));
        let before = world.picture();
        for act in &acts {
            if let Some(step) = planned(&world, *act, knows) {
                let outcomes = world.apply("run", vec![step]);
                prop_assert!(all_done(&outcomes), "{:?}: {:?}", act, outcomes);
            }
        }
        let after = world.picture();
        if before == after {
            return Ok(());
        }

        let back = world.undo(None).unwrap();
        prop_assert_eq!(&back.run, "run");
        let outcomes = world.apply("back", back.steps);
        prop_assert!(all_done(&outcomes), "{:?}", outcomes);
        prop_assert_eq!(compared(&world.picture(), &before), compared(&before, &before));

        let again = world.undo(None).unwrap();
        prop_assert_eq!(&again.run, "back");
        let outcomes = world.apply("again", again.steps);
        prop_assert!(all_done(&outcomes), "{:?}", outcomes);
        prop_assert_eq!(world.picture(), after);
    }
}
