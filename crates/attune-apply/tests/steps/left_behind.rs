//! Which level is the copy that an interrupted run left, and which is somebody else's.

use attune_model::{Change, LevelName, Outcome, StepId};

use crate::fake::{Fault, World, copy_step, handle};
use crate::retiring::is_done;

#[track_caller]
fn is_copied(world: &World, run: &str) {
    let outcomes = world.apply(run, vec![copy_step()]);
    assert!(is_done(&outcomes[0]), "{outcomes:?}");
}

/// A run whose only step meets the fault.
#[track_caller]
fn interrupted(world: &World, fault: Fault) {
    world.state.borrow_mut().fault = Some(fault);
    let outcomes = world.apply("first", vec![copy_step()]);
    assert!(
        matches!(outcomes[0], Outcome::Failed { .. }),
        "{outcomes:?}"
    );
}

#[test]
fn the_copy_that_was_noted_is_finished_beside_another_one_without_a_name() {
    let world = World::new(None);
    interrupted(&world, Fault::Refused("save"));
    world.copy("Copy (2) of API User (system)");
    is_copied(&world, "second");
    assert_eq!(world.state.borrow().writes, ["copy", "save", "save"]);
    assert_eq!(
        world.level_names()[2..],
        ["Tasky API", "Copy (2) of API User (system)"]
    );
}

#[test]
fn a_copy_that_was_answered_and_is_not_there_is_made_again() {
    let world = World::new(None);
    interrupted(&world, Fault::Ignored("copy"));
    is_copied(&world, "second");
    assert_eq!(world.state.borrow().writes, ["copy", "copy", "save"]);
    assert_eq!(world.level_names()[2..], ["Tasky API"]);
}

#[test]
fn no_level_of_somebody_else_is_taken_for_the_copy_and_renamed() {
    let world = World::new(None);
    world.copy("Copy (9) of API User (system)");
    interrupted(&world, Fault::LostBefore("copy"));
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
    is_copied(&world, "second");
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
