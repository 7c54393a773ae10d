//! Steps that need others: skipped after a failure, while independent ones go on.

use attune_apply::ledger::{Entry, Event, Ledger};
use attune_model::{CellState, Channel, Outcome, StepId};

use crate::fake::{Fault, World, assign_step, check_step, copy_step, create_step, edit_step, plan};

fn words(outcomes: &[Outcome]) -> Vec<String> {
    outcomes
        .iter()
        .map(|outcome| match outcome {
            Outcome::Done { .. } => "done".to_owned(),
            Outcome::Pending { .. } => "pending".to_owned(),
            Outcome::Failed { .. } => "failed".to_owned(),
            Outcome::Skipped { because } => format!("skipped: {because}"),
        })
        .collect()
}

#[test]
fn independent_steps_go_on_and_dependants_are_skipped() {
    let world = World::new(Some(Fault::Ignored("save")));
    let mut create = create_step();
    create.needs.insert(StepId("level/tasky-api".to_owned()));
    let mut check = check_step();
    check.needs.insert(StepId("api-user/tasky".to_owned()));
    let outcomes = world.apply(
        "run",
        vec![copy_step(), create, check, edit_step(CellState::Unknown)],
    );
    assert_eq!(
        words(&outcomes),
        [
            "failed",
            "skipped: level/tasky-api",
            "skipped: api-user/tasky",
            "done"
        ]
    );
}

#[test]
fn who_is_told_to_stop_ends_the_step_at_hand_and_goes_on_later() {
    let world = World::new(None);
    let steps = || {
        let mut create = create_step();
        create.needs.insert(StepId("level/tasky-api".to_owned()));
        vec![copy_step(), create, edit_step(CellState::Unknown)]
    };
    world.stops_after.set(Some(1));
    let outcomes = world.apply("run", steps());
    assert_eq!(words(&outcomes), ["done", "pending", "pending"]);
    assert!(matches!(
        &outcomes[1],
        Outcome::Pending { why } if why == "attune was told to stop before it"
    ));
    world.stops_after.set(None);
    let mut rest = steps();
    rest.remove(0);
    rest[0].needs.clear();
    assert_eq!(words(&world.apply("again", rest)), ["done", "done"]);
}

#[test]
fn a_plan_that_may_not_be_applied_is_not_tried() {
    let world = World::new(None);
    let outcomes = world.apply("run", Vec::new());
    assert!(outcomes.is_empty());
    let mut step = assign_step(Channel::Operator);
    step.needs.insert(StepId("not in this plan".to_owned()));
    assert!(matches!(
        world.apply("again", vec![step])[0],
        Outcome::Done { .. }
    ));
}

#[test]
fn each_step_is_announced_by_its_number_and_ended() {
    let world = World::new(None);
    world.apply("run", vec![copy_step(), edit_step(CellState::Unknown)]);
    assert_eq!(
        *world.progress.borrow(),
        [
            "1 of 2: copy security level \"API User (system)\" as \"Tasky API\"",
            "ended: level/tasky-api",
            "2 of 2: edit security level \"Helpdesk Lead\"",
            "ended: edit/52",
        ]
    );
}

#[test]
fn the_first_apply_binds_the_ledger_to_the_database() {
    let world = World::new(None);
    assert_eq!(world.memory().remembered.database, None);
    world.apply("run", vec![edit_step(CellState::Unknown)]);
    assert_eq!(
        world.memory().remembered.database,
        Some(plan(Vec::new()).database)
    );
    world.apply("again", vec![copy_step()]);
    let entries = Ledger::read(&world.folder.path().join("state")).unwrap();
    let bound = |entry: &&Entry| matches!(entry.event, Event::Bound { .. });
    assert_eq!(entries.iter().filter(bound).count(), 1);
}
