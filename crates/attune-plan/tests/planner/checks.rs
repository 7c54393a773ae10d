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

#[test]
fn how_things_became_attunes_and_how_often_secrets_are_replaced_makes_no_check_due() {
    let mut desired = desired();
    desired.checks.insert(handle("note"), check());
    let relied = |desired: &attune_model::Desired| {
        let plan = plan(desired, &observed());
        let checks = plan.steps.iter().filter_map(|step| {
            let Change::Check(task) = &step.change else {
                return None;
            };
            Some(task.relies_on.clone())
        });
        checks.collect::<Vec<_>>()
    };
    let first = relied(&desired);
    assert_eq!(first.len(), 1);
    tasky(&mut desired).adopt = true;
    tasky(&mut desired).rotation = Some(attune_model::Rotation {
        every_days: 90,
        overlap_days: None,
    });
    tasky_api(&mut desired).adopt = true;
    tasky_api(&mut desired).was = Some(level_name("Old name"));
    assert_eq!(relied(&desired), first);
    tasky(&mut desired).middle_name = Some("Slack".to_owned());
    assert_ne!(relied(&desired), first);
}
