//! A chosen part of a plan, and what its steps stand on.

use std::collections::BTreeSet;

use attune_model::{Desired, Observed, Place, Plan, Policy};
use attune_plan::{Moved, Selection, moved, plan, plan_part, relied_on};

use crate::world::{CARL, TESS, desired, lines, notes, observed, resources, tasky, untouched};

fn places(places: &[&str]) -> BTreeSet<Place> {
    places
        .iter()
        .map(|place| Place((*place).to_owned()))
        .collect()
}

fn part(desired: &Desired, observed: &Observed, targets: &[&str], excludes: &[&str]) -> Plan {
    let selection = Selection {
        targets: places(targets),
        excludes: places(excludes),
    };
    plan_part(desired, observed, &Policy::default(), &selection).plan
}

fn ids(plan: &Plan) -> Vec<&str> {
    plan.steps.iter().map(|step| step.id.0.as_str()).collect()
}

#[test]
fn a_target_brings_what_it_needs() {
    let plan = part(&desired(), &untouched(), &["apiUsers.tasky"], &[]);
    assert_eq!(ids(&plan), ["level/tasky-api", "api-user/tasky"]);
    assert!(
        notes(&plan).contains("left out: Only apiUsers.tasky and what it needs: "),
        "{}",
        notes(&plan)
    );
}

#[test]
fn what_needs_an_excluded_step_is_left_out_too() {
    let (desired, observed) = (desired(), untouched());
    let plan = part(&desired, &observed, &[], &["securityLevels.tasky-api"]);
    assert!(!lines(&plan).contains("tasky"), "{}", lines(&plan));
    let neither = part(
        &desired,
        &observed,
        &["apiUsers"],
        &["securityLevels.tasky-api.webServicesApi"],
    );
    assert_eq!(ids(&neither), Vec::<&str>::new());
    assert!(!neither.is_in_sync());
}

#[test]
fn a_place_within_a_block_means_its_whole_step() {
    let mut desired = desired();
    "Bridge".clone_into(&mut tasky(&mut desired).last_name);
    let plan = part(&desired, &observed(), &["apiUsers.tasky.lastName"], &[]);
    assert!(ids(&plan).contains(&"api-user/tasky/fields"));
}

#[test]
fn every_step_comes_from_somewhere() {
    let everything = Selection::default();
    let (desired, observed) = (desired(), untouched());
    let planned = plan_part(&desired, &observed, &Policy::default(), &everything);
    assert_eq!(planned.plan, plan(&desired, &observed, &Policy::default()));
    for step in &planned.plan.steps {
        let origins = planned.origins.get(&step.id);
        assert!(
            origins.is_some_and(|places| !places.is_empty()),
            "{}",
            step.id
        );
    }
}

#[test]
fn slips_of_the_pen_are_known() {
    let selection = Selection {
        targets: places(&["apiUsers", "apiUsers.tasky.email"]),
        excludes: places(&["apiUsers.task", "levels"]),
    };
    let unknown: Vec<String> = selection
        .unknown(&desired())
        .into_iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(unknown, ["apiUsers.task", "levels"]);
}

#[test]
fn only_what_a_step_stands_on_counts() {
    let (desired, before) = (desired(), untouched());
    let plan = plan(&desired, &before, &Policy::default());
    let was = relied_on(&plan, &before).unwrap();
    assert_eq!(moved(&was, &was), []);

    let mut after = before.clone();
    "new@contoso.example".clone_into(&mut resources(&mut after).get_mut(&TESS).unwrap().email);
    "Karl".clone_into(&mut resources(&mut after).get_mut(&CARL).unwrap().first_name);
    assert_eq!(
        moved(&was, &relied_on(&plan, &after).unwrap()),
        [Moved {
            object: "Tess Turner (101)".to_owned(),
            value: "e-mail address".to_owned(),
            was: "tess@contoso.example".to_owned(),
            is: "new@contoso.example".to_owned(),
        }]
    );

    resources(&mut after).remove(&TESS);
    let gone = moved(&was, &relied_on(&plan, &after).unwrap());
    assert!(
        gone.iter()
            .any(|moved| moved.value == "name" && moved.is == "not there"),
        "{gone:?}"
    );
}
