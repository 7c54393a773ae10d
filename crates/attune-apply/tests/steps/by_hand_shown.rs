//! What REST shows of what a person did, or only said they did.

use attune_model::{
    CellState, Change, Channel, Field, FieldChange, FieldState, FieldValue, LevelId, Step,
};

use crate::fake::{
    Move, USER, World, copy_step, create_step, create_whole_step, edit_step, update_fields,
};
use crate::undoing::lines;
use Move::{Do, Lie, Never, Stop, Type};

/// Takes the `Active` box of a level off, of which the plan knew nothing.
fn inactivate() -> Step {
    let mut step = edit_step(CellState::Unknown);
    if let Change::EditLevel { active, cells, .. } = &mut step.change {
        cells.clear();
        *active = Some(FieldChange {
            before: FieldState::Unknown,
            after: FieldValue::Flag(false),
        });
    }
    step
}

#[test]
fn a_box_that_a_person_takes_off_is_looked_at_and_can_be_put_on_again() {
    let world = World::new(None);
    let said = world.by_hand("run", vec![inactivate()], vec![Lie, Do]).1;
    insta::assert_snapshot!(said, @r#"
    edit/52: do
    edit/52: again? REST still reports it as active
    edit/52: rest-fact: REST lists level 52 as "Helpdesk Lead", inactive
    "#);
    let undo = world.undo(None).unwrap();
    insta::assert_snapshot!(lines(&undo), @r#"undo/edit/52 (operator, console-reread): edit security level "Helpdesk Lead""#);
    let said = world.by_hand("back", undo.steps, vec![Lie, Do]).1;
    insta::assert_snapshot!(said, @r#"
    undo/edit/52: do
    undo/edit/52: again? REST still reports it as inactive
    undo/edit/52: rest-fact: REST lists level 52 as "Helpdesk Lead", active
    "#);
}

#[test]
fn a_field_that_a_person_changed_goes_back_though_the_plan_did_not_know_it() {
    let world = World::new(None);
    let inactive = FieldChange {
        before: FieldState::Unknown,
        after: FieldValue::Flag(false),
    };
    let step = update_fields(Channel::Operator, [(Field::IsActive, inactive)].into());
    world.by_hand("run", vec![step], vec![Do]);
    assert!(!world.state.borrow().resources[&USER].active);
    let undo = world.undo(None).unwrap();
    insta::assert_snapshot!(lines(&undo), @"undo/api-user/old/fields (operator, rest-fact): update API user Old Test <old@contoso.example>");
    world.by_hand("back", undo.steps, vec![Do]);
    assert!(world.state.borrow().resources[&USER].active);
}

#[test]
fn a_copy_that_was_left_inactive_is_told() {
    let world = World::new(None);
    world.killed_at("first", vec![copy_step()], vec![Never]);
    world.copy("Tasky API");
    world.inactivate(LevelId(53));
    let said = world
        .by_hand("second", vec![copy_step()], vec![Lie, Stop])
        .1;
    insta::assert_snapshot!(said, @r#"
    level/tasky-api: do
    level/tasky-api: again? REST lists "Tasky API" as level 53, and it is inactive
    level/tasky-api waits: the operator stopped here
    "#);
}

/// A creation that was killed once key and secret were typed; somebody saved the form since.
fn saved_meanwhile(step: Step) -> World {
    let world = World::new(None);
    let typed = vec![Lie, Type("typed@contoso.example"), Type("hush"), Never];
    world.killed_at("first", vec![step], typed);
    world.create_by_hand("typed");
    world
}

#[test]
fn what_the_form_alone_shows_of_an_api_user_that_was_saved_meanwhile_is_asked_for() {
    let world = saved_meanwhile(create_whole_step());
    let said = world
        .by_hand("second", vec![create_whole_step()], vec![Lie])
        .1;
    insta::assert_snapshot!(said, @"
    api-user/tasky: do; REST lists it as resource 300 already
    api-user/tasky: attested: signs in with the delivered credentials; REST lists it as resource 300; Pat says that the form shows Email Type, Associated, Middle Name, Resource can view items with no assigned Line of Business so; the tracking identifier stands on the word of Pat
    ");
}

#[test]
fn a_form_that_was_saved_otherwise_is_not_to_be_saved_once_more() {
    let world = saved_meanwhile(create_step());
    for user in world.state.borrow_mut().resources.values_mut() {
        user.active = user.user_name != "typed";
    }
    let said = world.by_hand("second", vec![create_step()], vec![Stop]).1;
    insta::assert_snapshot!(said, @"
    api-user/tasky: again? REST shows otherwise: Active is off, not on
    api-user/tasky waits: the operator stopped here
    ");
}
