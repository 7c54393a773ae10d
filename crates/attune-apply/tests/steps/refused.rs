//! A write that is refused ends its step, with the words of whoever refused; nothing is taken for done.

use attune_model::{CellState, Change, Channel, LevelId, Outcome, Step};

use crate::fake::{
    CUSTOM, Fault, TESS, USER, World, assign_step, boxes_step, check_step, copy_step, create_step,
    create_whole_step, edit_step, existing, update_step,
};
use crate::retiring::is_done;
use crate::seen::hold;

fn words(outcomes: &[Outcome]) -> String {
    let lines = outcomes.iter().map(|outcome| match outcome {
        Outcome::Done { evidence, .. } => format!("done: {evidence}"),
        Outcome::Pending { why } => format!("waits: {why}"),
        Outcome::Failed { why } => format!("failed: {why}"),
        Outcome::Skipped { because } => format!("skipped: {because}"),
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_refusal_is_told_and_the_next_run_writes_again() {
    let unknown = CellState::Unknown;
    let cases: [(&'static str, Vec<Step>); 10] = [
        ("copy", vec![copy_step()]),
        ("save", vec![copy_step()]),
        ("save", vec![edit_step(unknown)]),
        ("save user", vec![create_step()]),
        ("boxes", vec![create_step(), boxes_step(None)]),
        ("patch", vec![assign_step(Channel::Rest)]),
        ("assign", vec![assign_step(Channel::Operator)]),
        ("patch", vec![update_step(Channel::Rest)]),
        ("update", vec![update_step(Channel::Operator)]),
        ("ticket", vec![create_step(), check_step()]),
    ];
    let mut said = Vec::new();
    for (write, steps) in cases {
        let world = World::new(Some(Fault::Refused(write)));
        let first = world.apply("first", steps.clone());
        let last = first.last().unwrap();
        said.push(format!("{write}: {}", words(std::slice::from_ref(last))));
        let second = world.apply("second", steps);
        assert!(second.iter().all(is_done), "{write}: {second:?}");
        let writes = world.state.borrow().writes.clone();
        let again = writes.iter().filter(|other| **other == write).count();
        assert_eq!(again, 2, "{write}: {writes:?}");
    }
    insta::assert_snapshot!(said.join("\n"), @"
    copy: failed: the page refuses: not like this
    save: failed: the page refuses: not like this
    save: failed: the page refuses: not like this
    save user: failed: the page refuses: not like this
    boxes: failed: the page refuses: not like this
    patch: failed: refused: not like this
    assign: failed: the page refuses: not like this
    patch: failed: refused: not like this
    update: failed: the page refuses: not like this
    ticket: failed: tasky may not create a ticket as Tess Test <tess@contoso.example>: not like this
    ");
}

#[test]
fn a_note_that_is_refused_leaves_one_ticket() {
    let world = World::new(Some(Fault::Refused("note")));
    let first = world.apply("first", vec![create_step(), check_step()]);
    insta::assert_snapshot!(words(&first[1..]), @"failed: tasky may not write a note as Tess Test <tess@contoso.example>: not like this");
    assert!(is_done(&world.apply("second", vec![check_step()])[0]));
    let writes = world.state.borrow().writes.clone();
    assert_eq!(writes, ["draft", "save user", "ticket", "note", "note"]);
}

#[test]
fn a_check_needs_the_credentials_that_it_signs_in_with() {
    let world = World::new(None);
    let folder = world.folder.path().display().to_string();
    let said = words(&world.apply("run", vec![check_step()])).replace(&folder, "<state>");
    insta::assert_snapshot!(said, @"failed: <state>/tasky.json is not there, so nobody can sign in as tasky");
    assert!(world.state.borrow().writes.is_empty());
}

#[test]
fn a_ticket_that_was_not_made_is_not_taken_for_made() {
    let world = World::new(Some(Fault::LostBefore("ticket")));
    let outcomes = world.apply("first", vec![create_step(), check_step()]);
    insta::assert_snapshot!(words(&outcomes[1..]), @"failed: no ticket appeared, and the answer was lost (cut)");
    assert!(is_done(&world.apply("second", vec![check_step()])[0]));
}

#[test]
fn what_moved_since_the_plan_is_told_and_left() {
    let world = World::new(None);
    hold(&world, TESS, LevelId(77));
    insta::assert_snapshot!(words(&world.apply("run", vec![assign_step(Channel::Rest)])), @r#"failed: Tess Test <tess@contoso.example> holds level 77 now, not "Helpdesk Lead"; plan again"#);
    let mut edit = edit_step(CellState::Unknown);
    if let Change::EditLevel { level, .. } = &mut edit.change {
        *level = existing(CUSTOM, "Another name");
    }
    insta::assert_snapshot!(words(&world.apply("run", vec![edit])), @r#"failed: the level is named "Helpdesk Lead" now, not "Another name"; plan again"#);
    world.copy("Tasky API");
    insta::assert_snapshot!(words(&world.apply("run", vec![copy_step()])), @r#"failed: a level named "Tasky API" is there already; plan again"#);
    assert!(world.state.borrow().writes.is_empty());
}

#[test]
fn whom_rest_does_not_list_any_more_nothing_is_written_of() {
    let world = World::new(None);
    for id in [TESS, USER] {
        world.state.borrow_mut().resources.remove(&id);
    }
    let steps = vec![assign_step(Channel::Rest), update_step(Channel::Rest)];
    insta::assert_snapshot!(words(&world.apply("run", steps)), @"
    failed: REST does not list Tess Test <tess@contoso.example> any more
    failed: REST does not list Old Test <old@contoso.example> any more
    ");
    assert!(world.state.borrow().writes.is_empty());
}

#[test]
fn a_location_that_rest_does_not_list_is_told_once_the_user_is_there() {
    let world = World::new(None);
    let mut create = create_whole_step();
    if let Change::CreateApiUser { form, .. } = &mut create.change {
        form.primary_internal_location = Some("Nowhere".to_owned());
    }
    insta::assert_snapshot!(words(&world.apply("run", vec![create])), @r#"failed: REST lists no internal location "Nowhere""#);
}

#[test]
fn nobody_at_the_console_is_no_failure() {
    let world = World::new(None);
    world.state.borrow_mut().nobody = true;
    insta::assert_snapshot!(words(&world.apply("run", vec![create_step(), boxes_step(None)])), @"
    waits: waits for an operator at the admin console
    waits: waits for api-user/tasky
    ");
}
