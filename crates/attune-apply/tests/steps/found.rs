//! What a killed run did and could not note, where REST shows it.

use attune_apply::ledger::{BegunChange, Event, Known, Ledger};
use attune_apply::note_found;
use attune_model::{Channel, LevelId, Step};

use crate::fake::{BASE, CUSTOM, TESS, World, assign_step, plan};
use crate::seen::{day, hold};

/// A run was killed right after the move of somebody was begun, who holds a level now.
fn killed(holds: LevelId) -> World {
    let world = World::new(None);
    let Step { id, change, .. } = assign_step(Channel::Operator);
    let begun = Event::Begun {
        step: id,
        change: BegunChange::Change(Box::new(change)),
        known: Known::default(),
    };
    world.open("killed").append(day(1), begun).unwrap();
    hold(&world, TESS, holds);
    world
}

/// Notes what is found, with these steps in the next plan; which steps are still open.
fn open_after(world: &World, steps: Vec<Step>) -> Vec<String> {
    let entries = Ledger::read(&world.folder.path().join("state")).unwrap();
    let mut ledger = world.open("next");
    note_found(
        &mut ledger,
        &entries,
        &world.observed(),
        &plan(steps),
        day(2),
    )
    .unwrap();
    let begun = &ledger.memory().begun;
    begun.keys().map(ToString::to_string).collect()
}

#[test]
fn a_move_that_rest_shows_is_noted_and_can_be_taken_back() {
    let world = killed(BASE);
    assert_eq!(open_after(&world, Vec::new()), Vec::<String>::new());
    let taken_back = world.undo(Some("next")).unwrap();
    assert_eq!(taken_back.notes, []);
    assert_eq!(
        taken_back.steps[0].change.title(),
        "move Tess Test <tess@contoso.example> from \"API User (system)\" to \"Helpdesk Lead\""
    );
}

#[test]
fn a_move_that_rest_does_not_show_stays_open() {
    assert_eq!(open_after(&killed(CUSTOM), Vec::new()), ["assign/101"]);
}

#[test]
fn what_the_plan_has_a_step_for_is_that_steps_matter() {
    let steps = vec![assign_step(Channel::Operator)];
    assert_eq!(open_after(&killed(BASE), steps), ["assign/101"]);
}

#[test]
fn a_move_that_failed_is_not_taken_for_one_that_succeeded() {
    let world = killed(BASE);
    let failed = Event::Failed {
        step: assign_step(Channel::Operator).id,
        why: "refused".to_owned(),
    };
    world.open("killed").append(day(1), failed).unwrap();
    assert_eq!(open_after(&world, Vec::new()), ["assign/101"]);
}
