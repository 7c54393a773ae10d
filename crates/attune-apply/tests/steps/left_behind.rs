//! Which level is the copy that an interrupted run left, and which is somebody else's.

use attune_apply::ledger::Fact;
use attune_model::{Change, LevelId, LevelName, Outcome, Step, StepId};

use crate::fake::{BASE, CUSTOM, Fault, World, copy_step, handle};
use crate::retiring::is_done;
use crate::seen::{day, done};

#[track_caller]
fn is_copied(world: &World, step: Step) {
    let outcomes = world.apply("second", vec![step]);
    assert!(is_done(&outcomes[0]), "{outcomes:?}");
}

/// A run whose only step meets the fault.
#[track_caller]
fn interrupted(world: &World, step: Step, fault: Fault) {
    world.state.borrow_mut().fault = Some(fault);
    let outcomes = world.apply("first", vec![step]);
    assert!(
        matches!(outcomes[0], Outcome::Failed { .. }),
        "{outcomes:?}"
    );
}

#[test]
fn the_copy_that_was_noted_is_finished_beside_another_one_without_a_name() {
    let world = World::new(None);
    interrupted(&world, copy_step(), Fault::Refused("save"));
    world.copy("Copy (2) of API User (system)");
    is_copied(&world, copy_step());
    assert_eq!(world.state.borrow().writes, ["copy", "save", "save"]);
    assert_eq!(
        world.level_names()[2..],
        ["Tasky API", "Copy (2) of API User (system)"]
    );
}

#[test]
fn a_copy_that_was_answered_and_is_not_there_is_made_again() {
    let world = World::new(None);
    interrupted(&world, copy_step(), Fault::Ignored("copy"));
    is_copied(&world, copy_step());
    assert_eq!(world.state.borrow().writes, ["copy", "copy", "save"]);
    assert_eq!(world.level_names()[2..], ["Tasky API"]);
}

#[test]
fn no_level_of_somebody_else_is_taken_for_the_copy_and_renamed() {
    let world = World::new(None);
    world.copy("Copy (9) of API User (system)");
    interrupted(&world, copy_step(), Fault::LostBefore("copy"));
    // One of another block, and two that only look a little like a copy without a name.
    let mut other = copy_step();
    other.id = StepId("level/other".to_owned());
    if let Change::CopyLevel {
        handle: of, name, ..
    } = &mut other.change
    {
        *of = Some(handle("other"));
        *name = LevelName::new("Copy (7) of Desk");
    }
    assert!(is_done(&world.apply("other", vec![other])[0]));
    world.copy("Copy desk");
    world.copy("Head of desk");
    is_copied(&world, copy_step());
    assert_eq!(
        world.level_names()[2..],
        [
            "Copy (9) of API User (system)",
            "Copy (7) of Desk",
            "Copy desk",
            "Head of desk",
            "Tasky API"
        ]
    );
}

#[test]
fn no_copy_of_a_rule_is_taken_for_that_of_a_block_or_of_another_rule() {
    let of_block = copy_step();
    let mut of_rule = copy_step();
    if let Change::CopyLevel { handle, .. } = &mut of_rule.change {
        *handle = None;
    }
    for (step, base) in [(of_block, BASE), (of_rule, CUSTOM)] {
        let world = World::new(None);
        interrupted(&world, step.clone(), Fault::LostBefore("copy"));
        world.copy("Copy (7) of Desk");
        let fact = Fact::Copy {
            base,
            id: LevelId(53),
        };
        let line = done(day(1), vec![fact]);
        world.open("rule").append(line.at, line.event).unwrap();
        is_copied(&world, step);
        assert_eq!(
            world.level_names()[2..],
            ["Copy (7) of Desk", "Tasky API"],
            "{base}"
        );
    }
}
