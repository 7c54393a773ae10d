//! After a run the rights of the levels that it touched are noted.

use std::collections::BTreeMap;

use attune_model::{
    CellState, Channel, Field, FieldChange, FieldState, FieldValue, LevelId, Outcome, RightsThen,
};

use crate::fake::{
    BASE, CUSTOM, Fault, USER, World, adopt_api_user_step, copy_step, create_step, edit_step,
    update_fields, update_step,
};
use crate::seen::{day, hold, rights};

const SOME: &str = r#"{"Ticket": "AAAN"}"#;
const OTHERS: &str = r#"{"Ticket": "NAAN"}"#;

/// What the ledger has of rights: level, rights as JSON, day.
fn noted(world: &World) -> Vec<(LevelId, String, i8)> {
    let remembered = world.memory().remembered.rights;
    remembered
        .iter()
        .map(|(level, then)| {
            (
                *level,
                serde_json::to_string(&then.rights).unwrap(),
                day_of(then),
            )
        })
        .collect()
}

fn day_of(then: &RightsThen) -> i8 {
    then.at.strftime("%d").to_string().parse().unwrap()
}

fn line(level: LevelId, text: &str, day: i8) -> (LevelId, String, i8) {
    (level, serde_json::to_string(&rights(text)).unwrap(), day)
}

/// The API user of the tenant is attune's, can sign in, and its level's rights were noted on day 1.
fn adopted(level: LevelId) -> World {
    let mut world = World::new(None);
    world.deliver("old", "old");
    hold(&world, USER, level);
    world.let_do(level, SOME);
    world.now.set(day(1));
    world.apply("first", vec![adopt_api_user_step()]);
    assert_eq!(noted(&world), [line(level, SOME, 1)]);
    world
}

#[test]
fn a_new_api_user_tells_what_its_level_gives() {
    let world = World::new(None);
    world.let_do(BASE, SOME);
    world.now.set(day(2));
    world.apply("run", vec![create_step()]);
    assert_eq!(noted(&world), [line(BASE, SOME, 2)]);
    assert_eq!(world.state.borrow().probes, ["key0@contoso.example"]);
}

#[test]
fn an_edited_level_gets_new_rights_noted() {
    let world = adopted(CUSTOM);
    world.let_do(CUSTOM, OTHERS);
    world.now.set(day(2));
    world.apply("second", vec![edit_step(CellState::Unknown)]);
    assert_eq!(noted(&world), [line(CUSTOM, OTHERS, 2)]);
}

#[test]
fn a_level_that_was_not_touched_is_not_asked_again() {
    let world = adopted(CUSTOM);
    world.now.set(day(2));
    world.apply("second", vec![copy_step()]);
    assert_eq!(noted(&world), [line(CUSTOM, SOME, 1)]);
    assert_eq!(world.state.borrow().probes.len(), 1);
}

#[test]
fn what_others_changed_is_not_forgotten_when_an_api_user_comes_to_a_level() {
    let world = adopted(CUSTOM);
    let moved = || {
        let change = FieldChange {
            before: FieldState::Known(FieldValue::Number(CUSTOM.0)),
            after: FieldValue::Number(BASE.0),
        };
        let fields = BTreeMap::from([(Field::UserType, change)]);
        vec![update_fields(Channel::Operator, fields)]
    };
    world.let_do(BASE, SOME);
    world.now.set(day(2));
    world.apply("second", moved());
    let then = [line(BASE, SOME, 2), line(CUSTOM, SOME, 1)];
    assert_eq!(noted(&world), then);

    hold(&world, USER, CUSTOM);
    world.let_do(BASE, OTHERS);
    world.now.set(day(3));
    world.apply("third", moved());
    assert_eq!(noted(&world), then, "nobody here edited the level");

    hold(&world, USER, CUSTOM);
    world.let_do(BASE, SOME);
    world.now.set(day(4));
    world.apply("fourth", moved());
    assert_eq!(noted(&world), [line(BASE, SOME, 4), line(CUSTOM, SOME, 1)]);
}

#[test]
fn a_sign_in_that_fails_is_no_failed_step() {
    let world = World::new(None);
    let outcomes = world.apply("run", vec![create_step()]);
    assert!(
        matches!(outcomes[..], [Outcome::Done { .. }]),
        "{outcomes:?}"
    );
    assert_eq!(world.state.borrow().probes.len(), 1);
    assert!(noted(&world).is_empty());
}

#[test]
fn a_run_that_did_nothing_asks_nobody() {
    let mut world = adopted(CUSTOM);
    world.sinks.clear();
    // Its level's rights could not be noted yet, so that every run that does something tries again.
    let mut failing = World::new(Some(Fault::Ignored("patch")));
    failing.deliver("old", "old");
    failing.apply("first", vec![adopt_api_user_step()]);
    assert_eq!(failing.state.borrow().probes.len(), 1);
    let outcomes = failing.apply("run", vec![update_step(Channel::Rest)]);
    assert!(matches!(outcomes[..], [Outcome::Failed { .. }]));
    assert_eq!(failing.state.borrow().probes.len(), 1);
    world.apply("second", vec![edit_step(CellState::Unknown)]);
    assert_eq!(
        world.state.borrow().probes.len(),
        1,
        "no credentials at hand"
    );
}
