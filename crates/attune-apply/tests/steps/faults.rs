//! One fault, then a run without: never a wrong "done", never two of anything.

use attune_model::{
    CellChange, CellId, CellState, CellValue, Change, Channel, FieldChange, FieldState, FieldValue,
    LevelName, Outcome, Proof, Resource, ResourceId, Source, Step, Timestamp,
};

use crate::fake::{
    BASE, CUSTOM, Fault, TESS, USER, World, assign_step, check_step, copy_step, create_step,
    edit_step, update_step,
};

fn is_done(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Done { .. })
}

#[track_caller]
fn why(outcome: &Outcome) -> &str {
    match outcome {
        Outcome::Failed { why } => why,
        Outcome::Done { .. } | Outcome::Pending { .. } | Outcome::Skipped { .. } => {
            panic!("it did not fail: {outcome:?}")
        }
    }
}

/// A step whose write meets a fault; done at the first run or at the second, and the write is sent so often.
#[track_caller]
fn run(fault: Fault, steps: impl Fn() -> Vec<Step>, first_is_done: bool, writes: &[&str]) -> World {
    let world = World::new(Some(fault));
    let first = world.apply("first", steps());
    assert_eq!(
        first.iter().all(is_done),
        first_is_done,
        "{fault:?}: {first:?}"
    );
    if !first_is_done {
        let second = world.apply("second", steps());
        assert!(second.iter().all(is_done), "{fault:?}: {second:?}");
    }
    assert_eq!(world.state.borrow().writes, writes, "{fault:?}");
    world
}

#[test]
fn a_lost_answer_is_looked_up_and_not_sent_again() {
    let copied = || vec![copy_step()];
    for (fault, first, writes) in [
        (Fault::LostAfter("copy"), true, &["copy", "save"][..]),
        (Fault::LostBefore("copy"), false, &["copy", "copy", "save"]),
        (Fault::LostAfter("save"), true, &["copy", "save"]),
        (Fault::LostBefore("save"), false, &["copy", "save", "save"]),
        (Fault::Ignored("save"), false, &["copy", "save", "save"]),
    ] {
        let world = run(fault, copied, first, writes);
        assert_eq!(
            world.level_names(),
            ["API User (system)", "Helpdesk Lead", "Tasky API"],
            "{fault:?}"
        );
    }
}

#[test]
fn a_new_api_user_is_made_once_and_its_first_key_is_the_one_that_counts() {
    for (fault, first, writes) in [
        (
            Fault::LostAfter("save user"),
            true,
            &["draft", "save user"][..],
        ),
        (
            Fault::LostBefore("save user"),
            false,
            &["draft", "save user", "save user"],
        ),
        (
            Fault::Ignored("save user"),
            false,
            &["draft", "save user", "save user"],
        ),
    ] {
        let world = run(fault, || vec![create_step()], first, writes);
        let state = world.state.borrow();
        let ours: Vec<&str> = state
            .resources
            .values()
            .filter(|user| user.first_name == "Tasky")
            .map(|user| user.user_name.as_str())
            .collect();
        assert_eq!(ours, ["key0"], "{fault:?}");
    }
}

#[test]
fn edits_moves_and_updates_are_judged_by_reading_back() {
    let edit = || vec![edit_step(CellState::Unknown)];
    run(Fault::LostAfter("save"), edit, true, &["save"]);
    run(Fault::LostBefore("save"), edit, false, &["save", "save"]);
    run(Fault::Ignored("save"), edit, false, &["save", "save"]);
    for (channel, write) in [(Channel::Rest, "patch"), (Channel::Operator, "assign")] {
        let steps = || vec![assign_step(channel)];
        run(Fault::LostAfter(write), steps, true, &[write]);
        run(Fault::Ignored(write), steps, false, &[write, write]);
    }
    for (channel, write) in [(Channel::Rest, "patch"), (Channel::Operator, "update")] {
        let steps = || vec![update_step(channel)];
        let world = run(Fault::LostAfter(write), steps, true, &[write]);
        assert!(!world.state.borrow().resources[&USER].active);
        run(Fault::Ignored(write), steps, false, &[write, write]);
    }
}

#[test]
fn a_200_that_changed_nothing_is_said_as_such() {
    let world = World::new(Some(Fault::Ignored("patch")));
    let outcome = world.apply("run", vec![update_step(Channel::Rest)]);
    assert_eq!(
        why(&outcome[0]),
        "Autotask took the change and did not make it: Active is on, not off"
    );
}

#[test]
fn a_check_leaves_one_ticket_and_one_note() {
    for (fault, writes) in [
        (
            Fault::LostAfter("ticket"),
            &["draft", "save user", "ticket", "note"][..],
        ),
        (
            Fault::LostAfter("note"),
            &["draft", "save user", "ticket", "note"],
        ),
    ] {
        let world = World::new(Some(fault));
        let outcomes = world.apply("first", vec![create_step(), check_step()]);
        assert!(outcomes.iter().all(is_done), "{fault:?}: {outcomes:?}");
        assert_eq!(world.state.borrow().writes, writes);
    }
    let world = World::new(Some(Fault::LostBefore("note")));
    let first = world.apply("first", vec![create_step(), check_step()]);
    assert!(why(&first[1]).contains("no note appeared"), "{first:?}");
    assert!(is_done(&world.apply("second", vec![check_step()])[0]));
    assert_eq!(
        world.state.borrow().writes,
        ["draft", "save user", "ticket", "note", "note"]
    );
}

#[test]
fn each_run_of_a_check_is_told_from_others_by_its_title() {
    let world = World::new(None);
    let first = world.apply("first", vec![create_step(), check_step()]);
    assert!(first.iter().all(is_done), "{first:?}");
    assert!(is_done(&world.apply("second", vec![check_step()])[0]));
    assert_eq!(
        world.titles(),
        [
            "attune check note first",
            "attune check note second",
            "attune check note first",
            "attune check note second"
        ]
    );
}

#[test]
fn a_note_by_somebody_else_is_no_pass() {
    let world = World::new(None);
    world.state.borrow_mut().author_is = Some(USER);
    let outcomes = world.apply("run", vec![create_step(), check_step()]);
    assert!(
        why(&outcomes[1]).ends_with("names resource 201 as author, not Tess Test <tess@contoso.example>: impersonation does not work"),
        "{outcomes:?}"
    );
}

#[test]
fn what_moved_since_the_plan_is_not_overwritten() {
    let known = CellState::Known {
        value: CellValue::Number(3),
        source: Source::Ledger(Proof::ConsoleReread),
        at: Timestamp::UNIX_EPOCH,
    };
    let world = World::new(None);
    let outcome = world.apply("run", vec![edit_step(known)]);
    assert!(
        why(&outcome[0]).ends_with("is off, and the plan took it to be 3; plan again"),
        "{outcome:?}"
    );
    world
        .state
        .borrow_mut()
        .resources
        .get_mut(&TESS)
        .unwrap()
        .level = attune_model::LevelId(99);
    let outcome = world.apply("again", vec![assign_step(Channel::Operator)]);
    assert!(
        why(&outcome[0]).contains("holds level 99 now"),
        "{outcome:?}"
    );
    assert!(world.state.borrow().writes.is_empty());
}

#[test]
fn what_is_so_already_is_not_written() {
    let world = World::new(None);
    world.set_cell(CUSTOM, true);
    world
        .state
        .borrow_mut()
        .resources
        .get_mut(&TESS)
        .unwrap()
        .level = BASE;
    let outcomes = world.apply(
        "run",
        vec![
            edit_step(CellState::Unknown),
            assign_step(Channel::Operator),
        ],
    );
    assert!(outcomes.iter().all(is_done), "{outcomes:?}");
    assert!(world.state.borrow().writes.is_empty());
}

#[test]
fn two_copies_without_a_name_are_not_guessed_between() {
    let world = World::new(Some(Fault::LostBefore("copy")));
    assert!(why(&world.apply("first", vec![copy_step()])[0]).contains("no copy appeared"));
    world.copy("Copy (1) of API User (system)");
    world.copy("Copy (2) of API User (system)");
    let second = world.apply("second", vec![copy_step()]);
    assert!(
        why(&second[0]).starts_with("2 unnamed copies appeared"),
        "{second:?}"
    );
}

#[test]
fn an_api_user_that_an_operator_made_is_recognised_by_the_key_in_the_file() {
    let file = |key: &str| {
        format!(
            r#"{{"formatVersion": 1, "tenant": "contoso", "apiUser": "tasky", "userName": "{key}@contoso.example", "secret": "x"}}"#
        )
    };
    let world = World::new(None);
    world.create_by_hand("byhand");
    let path = world.folder.path().join("tasky.json");
    std::fs::write(&path, file("other")).unwrap();
    let refused = world.apply("first", vec![create_step()]);
    assert!(
        why(&refused[0]).contains("does not overwrite credentials"),
        "{refused:?}"
    );
    std::fs::write(&path, file("byhand")).unwrap();
    assert!(is_done(&world.apply("second", vec![create_step()])[0]));
    assert!(world.state.borrow().writes.is_empty());
}

#[test]
fn an_api_user_that_an_operator_made_stays_recognised_once_its_key_was_seen() {
    let world = World::new(Some(Fault::Refused("update")));
    world.create_by_hand("byhand");
    let change = |of: &dyn Fn(&mut Resource)| {
        let mut state = world.state.borrow_mut();
        of(state.resources.get_mut(&ResourceId(300)).unwrap());
    };
    change(&|user| user.active = false);
    let file = r#"{"formatVersion": 1, "tenant": "contoso", "apiUser": "tasky", "userName": "byhand@contoso.example", "secret": "x"}"#;
    std::fs::write(world.folder.path().join("tasky.json"), file).unwrap();
    let refused = world.apply("first", vec![create_step()]);
    assert_eq!(why(&refused[0]), "the page refuses: not like this");
    change(&|user| user.email = "other@contoso.example".to_owned());
    let mended = world.apply("second", vec![create_step()]);
    assert!(is_done(&mended[0]), "{mended:?}");
    assert_eq!(world.state.borrow().writes, ["update", "update"]);
    let state = world.state.borrow();
    let user = &state.resources[&ResourceId(300)];
    assert!(user.active);
    assert_eq!(user.email, "psa@contoso.example");
}

#[test]
fn the_evidence_of_an_edit_counts_cells_and_name_and_box() {
    let world = World::new(None);
    let mut edit = edit_step(CellState::Unknown);
    if let Change::EditLevel {
        rename,
        active,
        cells,
        ..
    } = &mut edit.change
    {
        *rename = Some(LevelName::new("Lead"));
        *active = Some(FieldChange {
            before: FieldState::Known(FieldValue::Flag(true)),
            after: FieldValue::Flag(false),
        });
        let another = CellChange {
            before: CellState::Unknown,
            after: CellValue::Flag(true),
        };
        cells.insert(CellId::new("another"), another);
    }
    let outcomes = world.apply("run", vec![edit]);
    let Outcome::Done { evidence, .. } = &outcomes[0] else {
        panic!("{outcomes:?}");
    };
    assert_eq!(evidence, "opened again, the page shows all 4 values");
}
