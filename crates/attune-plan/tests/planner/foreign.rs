//! API users that are there already, and that attune did not make.

use std::collections::BTreeSet;

use attune_model::catalogue::ProtectedData;
use attune_model::{Desired, Observed, Policy, RiskKind};

use crate::world::*;

/// The take-overs of a plan in which these secrets are replaced.
fn taken_over(desired: &Desired, observed: &Observed, rotate: &[&str]) -> Vec<String> {
    let policy = Policy {
        rotate: rotate.iter().map(|name| handle(name)).collect(),
        ..Policy::default()
    };
    let plan = attune_plan::plan(desired, observed, &policy);
    let steps = plan.steps.iter();
    let risky = steps.filter(|step| {
        let mut kinds = step.risks.iter().map(|risk| risk.kind);
        kinds.any(|kind| kind == RiskKind::TakeOver)
    });
    risky.map(|step| step.id.to_string()).collect()
}

/// Everything about the API user is to be another way.
fn changed() -> (Desired, Observed) {
    let (mut desired, mut observed) = (desired(), observed());
    tasky(&mut desired).middle_name = Some("Slack".to_owned());
    tasky(&mut desired).protected_data = Some([ProtectedData::ViewProtected].into());
    resources(&mut observed).get_mut(&TASKY).unwrap().level = API_USER;
    (desired, observed)
}

#[test]
fn each_change_of_a_stranger_is_one() {
    let (mut desired, mut observed) = changed();
    assert_eq!(taken_over(&desired, &observed, &["tasky"]), [""; 0]);
    observed.remembered.api_users.clear();
    assert_eq!(
        taken_over(&desired, &observed, &["tasky"]),
        [
            "api-user/tasky/rotate",
            "api-user/tasky/fields",
            "api-user/tasky/protected-data",
            "assign/201"
        ]
    );
    tasky(&mut desired).adopt = true;
    assert_eq!(taken_over(&desired, &observed, &["tasky"]), [""; 0]);
}

#[test]
fn a_handle_that_stands_for_another_one_knows_nobody_else() {
    let (desired, mut observed) = changed();
    let known = remembered(&mut observed).clone();
    observed.remembered.api_users.clear();
    let other = attune_model::RememberedApiUser {
        id: attune_model::ResourceId(999),
        ..known
    };
    observed.remembered.api_users.insert(handle("tasky"), other);
    let found: BTreeSet<String> = taken_over(&desired, &observed, &[]).into_iter().collect();
    assert!(found.contains("api-user/tasky/fields"), "{found:?}");
}

#[test]
fn people_are_moved_as_asked_and_taken_over_by_nobody() {
    let mut observed = observed();
    observed.remembered.api_users.clear();
    resources(&mut observed).get_mut(&TESS).unwrap().level = SERVICE_DESK;
    assert_eq!(taken_over(&desired(), &observed, &[]), [""; 0]);
}
