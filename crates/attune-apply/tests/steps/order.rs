//! Steps that need others: skipped after a failure, while independent ones go on.

use attune_model::{CellState, Channel, Outcome, StepId};

use crate::fake::{Fault, World, assign_step, check_step, copy_step, create_step, edit_step};

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
    let words: Vec<String> = outcomes
        .iter()
        .map(|outcome| match outcome {
            Outcome::Done { .. } => "done".to_owned(),
            Outcome::Pending { .. } => "pending".to_owned(),
            Outcome::Failed { .. } => "failed".to_owned(),
            Outcome::Skipped { because } => format!("skipped: {because}"),
        })
        .collect();
    assert_eq!(
        words,
        [
            "failed",
            "skipped: level/tasky-api",
            "skipped: api-user/tasky",
            "done"
        ]
    );
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
