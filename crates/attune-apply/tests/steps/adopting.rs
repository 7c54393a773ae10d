//! A ledger begins with what is there already.

use std::collections::BTreeMap;

use attune_apply::ledger::Ledger;
use attune_apply::ports::TenantRead as _;
use attune_apply::{Adopted, Captured, adopt, capture};
use attune_model::{CellId, CellState, CellValue, Field, FieldValue};

use crate::fake::{CELL, CUSTOM, Operator, USER, World, handle, vendor, wait};
use crate::seen::day;

/// Adopts one level and one API user, with what their pages show where they are captured.
fn adopted(world: &World, captured: &Captured) {
    let adopted = Adopted {
        levels: BTreeMap::from([(CUSTOM, handle("lead"))]),
        api_users: BTreeMap::from([(USER, handle("old"))]),
    };
    let mut ledger = world.open("import");
    let identity = wait(world.identity()).unwrap();
    let tenant = handle("contoso");
    adopt(&mut ledger, &tenant, &identity, &adopted, captured, day(1)).unwrap();
}

#[test]
fn what_was_captured_is_known_from_then_on() {
    let world = World::new(None);
    let captured = wait(capture(&mut Operator(&world, None), [CUSTOM], [USER]));
    adopted(&world, &captured);
    let memory = world.memory();
    assert_eq!(memory.remembered.database, Some(1));
    assert_eq!(memory.remembered.levels[&handle("lead")].id, CUSTOM);
    let cell = &memory.cells[&CUSTOM][&CellId::new(CELL)];
    assert_eq!(cell.value(), Some(&CellValue::Flag(false)));
    let user = &memory.remembered.api_users[&handle("old")];
    assert_eq!((user.id, &user.tracking), (USER, &Some(vendor())));
    assert_eq!(user.fields[&Field::Locked], FieldValue::Flag(false));
    assert!(!user.fields.contains_key(&Field::FirstName));
    assert_eq!(user.protected_data, Some([].into()));
}

#[test]
fn what_was_not_captured_is_attunes_and_unknown() {
    let world = World::new(None);
    adopted(&world, &Captured::default());
    let memory = world.memory();
    assert_eq!(memory.remembered.levels[&handle("lead")].id, CUSTOM);
    let known = memory.cells.get(&CUSTOM).into_iter().flatten();
    assert!(
        known
            .into_iter()
            .all(|(_, state)| *state == CellState::Unknown)
    );
    let user = &memory.remembered.api_users[&handle("old")];
    assert_eq!((user.id, &user.tracking), (USER, &None));
    assert!(user.fields.is_empty());
    assert_eq!(user.protected_data, None);
}

#[test]
fn a_ledger_is_bound_once() {
    let world = World::new(None);
    adopted(&world, &Captured::default());
    adopted(&world, &Captured::default());
    let lines = Ledger::read(&world.folder.path().join("state")).unwrap();
    let kinds = lines.iter().map(|line| {
        let event = serde_json::to_value(&line.event).unwrap();
        event["kind"].as_str().unwrap().to_owned()
    });
    assert_eq!(
        kinds.collect::<Vec<_>>(),
        ["bound", "done", "done", "done", "done"]
    );
}
