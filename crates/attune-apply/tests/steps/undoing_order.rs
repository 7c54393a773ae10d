//! What an inverse step waits for, and which block it is about.

use std::collections::BTreeMap;

use attune_model::{
    Change, Channel, Field, FieldChange, FieldState, FieldValue, Handle, LevelId, LevelName,
    LevelRef, Step, StepId,
};

use crate::fake::{
    CUSTOM, USER, World, copy_step, create_step, existing, handle, step, tess, update_fields,
};
use crate::retiring::is_done;
use crate::seen::hold;
use crate::undoing::lines;

const OTHER: LevelId = LevelId(53);
const SLEEPING: LevelId = LevelId(54);
/// The level that [`copy_step`] makes beside these.
const COPY: LevelId = LevelId(55);

/// Tess holds one custom level, the API user another one, and a third is inactive.
fn world() -> World {
    let world = World::new(None);
    world.copy("Other");
    world.copy("Sleeping");
    world.inactivate(SLEEPING);
    hold(&world, USER, OTHER);
    world
}

fn activity(level: LevelId, name: &str, active: bool) -> Step {
    let change = Change::EditLevel {
        handle: None,
        level: existing(level, name),
        rename: None,
        active: Some(FieldChange {
            before: FieldState::Known(FieldValue::Flag(!active)),
            after: FieldValue::Flag(active),
        }),
        cells: BTreeMap::new(),
        holders: Vec::new(),
    };
    step(&format!("edit/{level}"), change, Channel::Operator)
}

fn assign(before: LevelRef, after: LevelRef) -> Step {
    let change = Change::AssignLevel {
        person: tess(),
        before,
        after,
    };
    step("assign/101", change, Channel::Operator)
}

/// The API user of the tenant gets another level.
fn give(before: LevelId, after: LevelId) -> Step {
    let level = FieldChange {
        before: FieldState::Known(FieldValue::Number(before.0)),
        after: FieldValue::Number(after.0),
    };
    update_fields(Channel::Operator, [(Field::UserType, level)].into())
}

/// A new API user that holds the copy.
fn create_with_copy() -> Step {
    let mut create = create_step();
    if let Change::CreateApiUser { form, .. } = &mut create.change {
        form.level = LevelRef::Planned {
            step: StepId("level/tasky-api".to_owned()),
            name: LevelName::new("Tasky API"),
        };
    }
    create
}

fn done(world: &World, run: &str, steps: Vec<Step>) {
    let outcomes = world.apply(run, steps);
    assert!(outcomes.iter().all(is_done), "{outcomes:?}");
}

#[test]
fn people_go_back_once_their_level_is_active_and_levels_end_once_their_holders_left() {
    let world = world();
    done(
        &world,
        "run",
        vec![
            copy_step(),
            activity(SLEEPING, "Sleeping", true),
            create_with_copy(),
            give(OTHER, COPY),
            assign(
                existing(CUSTOM, "Helpdesk Lead"),
                existing(SLEEPING, "Sleeping"),
            ),
            activity(CUSTOM, "Helpdesk Lead", false),
            activity(OTHER, "Other", false),
        ],
    );
    insta::assert_snapshot!(lines(&world.undo(None).unwrap()), @r#"
    undo/edit/53 (operator, console-reread): edit security level "Other"
    undo/edit/52 (operator, console-reread): edit security level "Helpdesk Lead"
    undo/assign/101 (operator, rest-fact) after undo/edit/52: move Tess Test <tess@contoso.example> from "Sleeping" to "Helpdesk Lead"
    undo/api-user/old/fields (operator, rest-fact) after undo/edit/53: update API user Old Test <old@contoso.example>
    undo/api-user/tasky (operator, rest-fact): update API user Tasky Test <psa@contoso.example>
    undo/edit/54 (operator, console-reread) after undo/assign/101: edit security level "Sleeping"
    undo/level/tasky-api (operator, console-reread) after undo/api-user/old/fields undo/api-user/tasky: edit security level "Tasky API"
    "#);
}

#[test]
fn a_level_that_was_made_anew_keeps_its_block_when_the_first_one_is_taken_back() {
    let world = world();
    let of_tasky = |world: &World| world.memory().remembered.levels[&handle("tasky-api")].id;
    done(&world, "first", vec![copy_step()]);
    let taken_back = world.undo(Some("first")).unwrap();
    insta::assert_snapshot!(block(&taken_back.steps[0]), @"tasky-api");

    let mut anew = copy_step();
    if let Change::CopyLevel { name, .. } = &mut anew.change {
        *name = LevelName::new("Tasky API 2");
    }
    done(&world, "second", vec![anew]);
    let new = LevelId(COPY.0 + 1);
    assert_eq!(of_tasky(&world), new);
    let taken_back = world.undo(Some("first")).unwrap();
    insta::assert_snapshot!(lines(&taken_back), @r#"undo/level/tasky-api (operator, console-reread): edit security level "Tasky API""#);
    insta::assert_snapshot!(block(&taken_back.steps[0]), @"no block");
    done(&world, "back", taken_back.steps);
    assert_eq!(of_tasky(&world), new);
}

/// The block that the edit of a level is about.
fn block(step: &Step) -> String {
    let Change::EditLevel { handle, .. } = &step.change else {
        panic!("not an edit: {step:?}");
    };
    handle
        .as_ref()
        .map_or("no block", Handle::as_str)
        .to_owned()
}
