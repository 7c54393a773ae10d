//! What is taken back, what is left, and what is said of it.

use std::collections::{BTreeMap, BTreeSet};

use attune_apply::ledger::{BegunChange, Entry, Event, Known, Ledger};
use attune_apply::{Undo, UndoError, undo};
use attune_model::catalogue::CAN_LOGIN;
use attune_model::{
    ApiUserRef, CellChange, CellId, CellState, CellValue, Change, Channel, FieldChange, FieldState,
    FieldValue, LevelName, LevelRef, Outcome, Person, Proof, Reading, ResourceField, ResourceId,
    Source, Step, StepId, Timestamp, Unread,
};

use crate::fake::{
    CELL, CUSTOM, Fault, TESS, USER, World, adopt_level_step, assign_step, boxes_step, check_step,
    copy_step, create_step, edit_step, existing, handle, step, tess, update_step,
};
use crate::retiring::{is_done, steps as replacing, with_old};

/// One line a step and a note.
pub(crate) fn lines(undo: &Undo) -> String {
    let ids = |ids: &BTreeSet<StepId>| {
        let ids: Vec<&str> = ids.iter().map(|id| id.0.as_str()).collect();
        ids.join(" ")
    };
    let step = |step: &Step| {
        let needs = match ids(&step.needs).as_str() {
            "" => String::new(),
            needs => format!(" after {needs}"),
        };
        format!(
            "{} ({}, {}){needs}: {}",
            step.id,
            step.channel,
            step.proof,
            step.change.title()
        )
    };
    let steps = undo.steps.iter().map(step);
    let notes = undo.notes.iter().map(|note| format!("- {}", note.text()));
    steps.chain(notes).collect::<Vec<_>>().join("\n")
}

fn assign_to_copy() -> Step {
    let change = Change::AssignLevel {
        person: tess(),
        before: existing(CUSTOM, "Helpdesk Lead"),
        after: LevelRef::Planned {
            step: StepId("level/tasky-api".to_owned()),
            name: LevelName::new("Tasky API"),
        },
    };
    step("assign/101", change, Channel::Operator)
}

#[track_caller]
fn done(world: &World, run: &str, steps: Vec<Step>) {
    let outcomes = world.apply(run, steps);
    assert!(outcomes.iter().all(is_done), "{outcomes:?}");
}

#[test]
fn every_step_has_an_inverse_or_a_word() {
    let world = World::new(None);
    done(
        &world,
        "first",
        vec![
            copy_step(),
            adopt_level_step("Helpdesk Lead"),
            edit_step(CellState::Unknown),
            create_step(),
            boxes_step(None),
            update_step(Channel::Operator),
            assign_to_copy(),
            check_step(),
        ],
    );
    insta::assert_snapshot!(lines(&world.undo(Some("first")).unwrap()), @r#"
    undo/assign/101 (operator, rest-fact): move Tess Test <tess@contoso.example> from "Tasky API" to "Helpdesk Lead"
    undo/api-user/old/fields (operator, rest-fact): update API user Old Test <old@contoso.example>
    undo/api-user/tasky (operator, rest-fact): update API user Tasky Test <psa@contoso.example>
    undo/edit/52 (operator, console-reread): edit security level "Helpdesk Lead"
    undo/level/tasky-api (operator, console-reread) after undo/assign/101: edit security level "Tasky API"
    - check that tasky writes a ticket and a note as Tess Test <tess@contoso.example>: the ticket and the note that it made stay
    - the protected data permission of Tasky Test <psa@contoso.example>: it stays, of an API user that is inactivated
    - level/lead/adopt: what was adopted stays known to the ledger; nothing in Autotask changed
    "#);
}

#[test]
fn rest_takes_what_it_says_it_takes() {
    let world = World::new(None);
    done(
        &world,
        "run",
        vec![
            assign_step(Channel::Operator),
            update_step(Channel::Operator),
        ],
    );
    let entries = Ledger::read(&world.folder.path().join("state")).unwrap();
    let mut observed = world.observed();
    if let Reading::Read(fields) = &mut observed.fields {
        let writable = ResourceField { read_only: false };
        fields.fields.insert("userType".to_owned(), writable);
        fields.fields.insert("isActive".to_owned(), writable);
    }
    insta::assert_snapshot!(lines(&undo(&entries, None, &observed).unwrap()), @r#"
    undo/api-user/old/fields (rest, rest-fact): update API user Old Test <old@contoso.example>
    undo/assign/101 (rest, rest-fact): move Tess Test <tess@contoso.example> from "API User (system)" to "Helpdesk Lead"
    "#);
}

#[test]
fn what_somebody_changed_since_is_left() {
    let world = World::new(None);
    let mut rename = edit_step(CellState::Unknown);
    if let Change::EditLevel { rename, active, .. } = &mut rename.change {
        *rename = Some(LevelName::new("Lead"));
        *active = Some(FieldChange {
            before: FieldState::Known(FieldValue::Flag(true)),
            after: FieldValue::Flag(false),
        });
    }
    done(
        &world,
        "run",
        vec![
            copy_step(),
            create_step(),
            boxes_step(None),
            update_step(Channel::Operator),
            assign_to_copy(),
            rename,
        ],
    );
    // Another run, an operator, and the console.
    let mut back = edit_step(CellState::Unknown);
    if let Change::EditLevel {
        level,
        cells,
        rename,
        active,
        ..
    } = &mut back.change
    {
        *level = existing(CUSTOM, "Lead");
        *rename = Some(LevelName::new("Leaders"));
        *active = Some(FieldChange {
            before: FieldState::Known(FieldValue::Flag(false)),
            after: FieldValue::Flag(true),
        });
        cells.get_mut(&CellId::new(CELL)).unwrap().after = CellValue::Flag(false);
    }
    done(&world, "later", vec![back]);
    {
        let mut state = world.state.borrow_mut();
        state.resources.get_mut(&TESS).unwrap().level = CUSTOM;
        state.resources.get_mut(&USER).unwrap().active = true;
        let new = ResourceId(USER.0 + 1);
        state.resources.get_mut(&new).unwrap().active = false;
    }
    insta::assert_snapshot!(lines(&world.undo(Some("run")).unwrap()), @r#"
    undo/level/tasky-api (operator, console-reread): edit security level "Tasky API"
    - level "Lead": its name is left as it is, somebody changed it since
    - level "Lead": "Active" is left as it is, somebody changed it since
    - level "Lead": webServicesApi.allowImpersonation is left as it is, somebody changed it since
    - Tess Test <tess@contoso.example>: left as they are, somebody gave them another level than "Tasky API" since
    - API user Old Test <old@contoso.example>, "Active": left as it is, somebody changed it since
    - the protected data permission of Tasky Test <psa@contoso.example>: it stays, of an API user that is inactivated
    - API user Tasky Test <psa@contoso.example>: it stays, inactive as it is
    "#);
}

#[test]
fn a_copy_that_somebody_else_holds_stays() {
    let world = World::new(None);
    done(&world, "run", vec![copy_step()]);
    done(&world, "later", vec![assign_to_copy_existing(&world)]);
    insta::assert_snapshot!(lines(&world.undo(Some("run")).unwrap()), @r#"- level "Tasky API": it stays active, since it is held by Tess Test"#);
}

fn assign_to_copy_existing(world: &World) -> Step {
    let copy = world.memory().remembered.levels[&handle("tasky-api")].id;
    let change = Change::AssignLevel {
        person: tess(),
        before: existing(CUSTOM, "Helpdesk Lead"),
        after: existing(copy, "Tasky API"),
    };
    step("assign/101", change, Channel::Operator)
}

#[test]
fn a_login_that_was_given_up_stays_given_up() {
    let world = World::new(None);
    world.set(CUSTOM, CAN_LOGIN, true);
    let mut untick = edit_step(CellState::Unknown);
    if let Change::EditLevel { cells, .. } = &mut untick.change {
        let change = CellChange {
            before: CellState::Unknown,
            after: CellValue::Flag(false),
        };
        cells.insert(CellId::new(CAN_LOGIN), change);
    }
    done(&world, "run", vec![untick]);
    let back = world.undo(None).unwrap();
    insta::assert_snapshot!(lines(&back), @r#"
    undo/edit/52 (operator, console-reread): edit security level "Helpdesk Lead"
    - level "Helpdesk Lead": webServicesApi.canLogin stays off, since Autotask does not let it be ticked again
    "#);
    let Change::EditLevel { cells, .. } = &back.steps[0].change else {
        panic!("{back:?}");
    };
    assert_eq!(cells.len(), 1, "the other cell goes back");
}

fn entry(seq: u64, run: &str, event: Event) -> Entry {
    Entry {
        v: 1,
        seq,
        at: Timestamp::UNIX_EPOCH,
        run: run.to_owned(),
        event,
    }
}

fn begun(step: &Step, known: Known) -> Event {
    Event::Begun {
        step: step.id.clone(),
        change: BegunChange::Change(Box::new(step.change.clone())),
        known,
    }
}

fn ended(step: &Step) -> Event {
    Event::Done {
        step: step.id.clone(),
        proof: Proof::ConsoleReread,
        evidence: String::new(),
        facts: Vec::new(),
    }
}

#[test]
fn a_value_that_nobody_knew_is_named_and_not_guessed() {
    let world = World::new(None);
    world.set(CUSTOM, CELL, true);
    let observed = {
        let mut observed = world.observed();
        if let Reading::Read(levels) = &mut observed.levels {
            let state = CellState::Known {
                value: CellValue::Flag(true),
                source: Source::Console,
                at: Timestamp::UNIX_EPOCH,
            };
            let cells = &mut levels.get_mut(&CUSTOM).unwrap().cells;
            cells.insert(CellId::new(CELL), state);
        }
        observed
    };
    let edit = edit_step(CellState::Unknown);
    let written = |known| {
        [
            entry(1, "run", begun(&edit, known)),
            entry(2, "run", ended(&edit)),
        ]
    };
    let back = undo(&written(Known::default()), None, &observed).unwrap();
    insta::assert_snapshot!(lines(&back), @r#"- level "Helpdesk Lead", webServicesApi.allowImpersonation: nobody knew its value before the run, so it stays as it is"#);

    // The plan knew it, and the step saw something else right before.
    let before = |value| BTreeMap::from([(CellId::new(CELL), CellValue::Flag(value))]);
    let known = Known {
        cells: before(false),
        ..Known::default()
    };
    let back = undo(&written(known), None, &observed).unwrap();
    insta::assert_snapshot!(lines(&back), @r#"undo/edit/52 (operator, console-reread): edit security level "Helpdesk Lead""#);
    let known = Known {
        cells: before(true),
        ..Known::default()
    };
    let back = undo(&written(known), None, &observed).unwrap();
    assert!(back.steps.is_empty() && back.notes.is_empty(), "{back:?}");
}

#[test]
fn a_step_that_an_earlier_run_began_goes_back_to_before_that_one() {
    let world = World::new(Some(Fault::LostAfter("save")));
    let edit = edit_step(CellState::Unknown);
    let known = Known {
        cells: BTreeMap::from([(CellId::new(CELL), CellValue::Flag(false))]),
        ..Known::default()
    };
    done(&world, "second", vec![edit.clone()]);
    let observed = world.observed();
    let entries = [
        entry(1, "first", begun(&edit, known)),
        entry(2, "second", ended(&edit)),
        entry(
            3,
            "third",
            begun(&assign_step(Channel::Operator), Known::default()),
        ),
    ];
    let back = undo(&entries, None, &observed).unwrap();
    assert_eq!(back.run, "second");
    insta::assert_snapshot!(lines(&back), @r#"undo/edit/52 (operator, console-reread): edit security level "Helpdesk Lead""#);
    let back = undo(&entries, Some("third"), &observed).unwrap();
    insta::assert_snapshot!(lines(&back), @"- assign/101 was begun in this run and never finished: what it left behind is not known");
}

#[test]
fn a_replacement_is_taken_back_and_made_again() {
    let world = with_old(None);
    done(&world, "run", replacing());
    let replaced = world.picture();
    let of_tasky = |world: &World| {
        let known = world.memory().remembered;
        let user = known.api_users[&handle("tasky")].clone();
        (user.id.0, known.replaced[&handle("tasky")].clone())
    };
    let known = world.memory().remembered.api_users[&handle("tasky")].clone();

    let back = world.undo(None).unwrap();
    insta::assert_snapshot!(lines(&back), @"
    undo/api-user/tasky/retire/201 (operator, rest-fact): update API user Old Test <old@contoso.example>
    undo/api-user/tasky (operator, rest-fact) after undo/api-user/tasky/retire/201: retire API user Tasky Test <psa@contoso.example> (resource 202)
    - the key and secret of Old Test <old@contoso.example> are in tasky.before-201.json; attune does not move them
    ");
    done(&world, "back", back.steps);
    let state = |world: &World| {
        let state = world.state.borrow();
        let active = state.resources.iter().map(|(id, user)| (id.0, user.active));
        active.collect::<Vec<_>>()
    };
    assert_eq!(state(&world), [(101, true), (201, true), (202, false)]);
    let new = ResourceId(202);
    assert_eq!(of_tasky(&world), (201, BTreeSet::from([new])));

    let again = world.undo(None).unwrap();
    insta::assert_snapshot!(lines(&again), @"
    undo/undo/api-user/tasky (operator, rest-fact): update API user Tasky Test <psa@contoso.example>
    undo/undo/api-user/tasky/retire/201 (operator, rest-fact) after undo/undo/api-user/tasky: retire API user Old Test <old@contoso.example> (resource 201)
    - the key and secret of Tasky Test <psa@contoso.example> are in tasky.json; attune does not move them
    ");
    done(&world, "again", again.steps);
    assert_eq!(world.picture(), replaced);
    assert_eq!(of_tasky(&world), (202, BTreeSet::from([USER])));
    let now = world.memory().remembered.api_users[&handle("tasky")].clone();
    assert_eq!(now, known, "with all that was known of it");
}

#[test]
fn one_that_was_retired_in_a_later_run_comes_back_beside_its_successor() {
    let world = with_old(None);
    world.state.borrow_mut().refuses = true;
    let outcomes = world.apply("create", replacing());
    assert!(matches!(outcomes[1], Outcome::Pending { .. }));
    world.state.borrow_mut().refuses = false;
    let mut retire = replacing().remove(1);
    if let Change::RetireApiUser { successor, .. } = &mut retire.change {
        *successor = ApiUserRef::Existing(Person {
            id: ResourceId(202),
            name: "Tasky Test".to_owned(),
            email: "psa@contoso.example".to_owned(),
        });
    }
    retire.needs.clear();
    done(&world, "retire", vec![retire]);
    let known = world.memory().remembered.api_users[&handle("tasky")].clone();
    let back = world.undo(None).unwrap();
    insta::assert_snapshot!(lines(&back), @"
    undo/api-user/tasky/retire/201 (operator, rest-fact): update API user Old Test <old@contoso.example>
    undo/api-user/tasky/adopt (rest, rest-fact) after undo/api-user/tasky/retire/201: adopt API user Tasky Test <psa@contoso.example> as tasky
    ");
    done(&world, "back", back.steps);
    assert!(world.state.borrow().resources[&USER].active);
    let now = world.memory().remembered;
    assert_eq!(now.api_users[&handle("tasky")], known);
    assert_eq!(now.replaced[&handle("tasky")], BTreeSet::from([USER]));

    let again = world.undo(None).unwrap();
    insta::assert_snapshot!(lines(&again), @"
    undo/undo/api-user/tasky/retire/201 (operator, rest-fact): retire API user Old Test <old@contoso.example> (resource 201)
    - undo/api-user/tasky/adopt: what was adopted stays known to the ledger; nothing in Autotask changed
    - the key and secret of Tasky Test <psa@contoso.example> are in tasky.json; attune does not move them
    ");
    done(&world, "again", again.steps);
    assert!(!world.state.borrow().resources[&USER].active);
    let now = world.memory().remembered.api_users[&handle("tasky")].clone();
    assert_eq!(now, known);
}

#[test]
fn without_a_run_or_a_reading_nothing_is_planned() {
    let world = World::new(None);
    assert_eq!(world.undo(None), Err(UndoError::NothingDone));
    done(&world, "check", vec![create_step(), check_step()]);
    assert_eq!(
        world.undo(Some("another")),
        Err(UndoError::UnknownRun("another".to_owned()))
    );
    let entries = Ledger::read(&world.folder.path().join("state")).unwrap();
    let mut observed = world.observed();
    let why = Unread::Refused("no right".to_owned());
    observed.resources = Reading::Failed(why.clone());
    assert_eq!(
        undo(&entries, None, &observed),
        Err(UndoError::Unread {
            what: "the people and API users",
            why
        })
    );
}
