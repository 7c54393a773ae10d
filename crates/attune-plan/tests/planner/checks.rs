//! Blocks under `checks`.

use attune_model::{Change, EmailPattern};

use crate::world::*;

#[test]
fn a_check_that_never_passed_is_due_and_one_that_passed_is_not() {
    let mut desired = desired();
    desired.checks.insert(handle("note"), check());
    let mut observed = observed();
    let first = plan(&desired, &observed);
    insta::assert_snapshot!(lines(&first), @"check/note: check that tasky writes a ticket and a note as Tess Turner <tess@contoso.example> [rest -> rest-behaviour]");
    let Change::Check(task) = &first.steps[0].change else {
        panic!("a check")
    };
    observed
        .remembered
        .checks
        .insert(handle("note"), task.relies_on.clone());
    assert!(plan(&desired, &observed).is_in_sync());
    // What it relied on is different now: it is due again.
    desired
        .checks
        .get_mut(&handle("note"))
        .unwrap()
        .ticket
        .priority = 3;
    assert_eq!(plan(&desired, &observed).steps.len(), 1);
}

#[test]
fn a_check_waits_for_all_that_concerns_it() {
    let mut desired = desired();
    desired.checks.insert(handle("note"), check());
    let text = lines(&plan(&desired, &untouched()));
    assert!(
        text.lines()
            .last()
            .unwrap()
            .ends_with("after api-user/tasky, assign/101, copy/39, level/tasky-api"),
        "{text}"
    );
}

#[test]
fn nobody_can_act_as_a_stranger_or_an_inactive_person() {
    let mut desired = desired();
    desired.checks.insert(handle("note"), check());
    let mut observed = observed();
    resources(&mut observed).get_mut(&TESS).unwrap().active = false;
    assert!(lines(&plan(&desired, &observed)).contains("Tess Turner is inactive"));
    desired.checks.get_mut(&handle("note")).unwrap().acts_as =
        EmailPattern("nobody@contoso.example".to_owned());
    assert!(
        lines(&plan(&desired, &observed)).contains("problem unknown-person at checks.note.actsAs")
    );
}
