//! What attune itself signs in with, and who else can put things right.

use attune_model::catalogue::LicenseType;
use attune_model::{Assignment, Desired, Observed, Policy, RememberedLevel, ResourceId, RiskKind};

use crate::world::*;

const SECOND: ResourceId = ResourceId(106);

/// The lock-outs of a plan in which these secrets are replaced.
fn locked_out(desired: &Desired, observed: &Observed, rotate: &[&str]) -> String {
    let policy = Policy {
        rotate: rotate.iter().map(|name| handle(name)).collect(),
        ..Policy::default()
    };
    let plan = attune_plan::plan(desired, observed, &policy);
    let risks = plan.refused.iter();
    let risks = risks.filter(|risk| risk.kind == RiskKind::LockOut);
    risks
        .map(|risk| risk.what.clone())
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn its_own_secret_and_its_own_place_are_not_given_away() {
    let mut observed = observed();
    let mut other = desired();
    tasky(&mut other).tracking = Some(vendor("DeskDirector - DeskDirector Portal"));
    assert_eq!(locked_out(&desired(), &observed, &["tasky"]), "");
    assert_eq!(locked_out(&other, &observed, &[]), "");
    observed.caller = Some(TASKY);
    insta::assert_snapshot!(locked_out(&desired(), &observed, &["tasky"]), @"Tasky Integration <psa@contoso.example> is the API user that attune itself signs in with, and its secret would be another one");
    insta::assert_snapshot!(locked_out(&other, &observed, &[]), @"Tasky Integration <psa@contoso.example> is the API user that attune itself signs in with, and would be inactivated");
}

/// Ada is moved off the level of administrators, and a second one is as `change` makes them.
fn moved(change: impl FnOnce(&mut attune_model::Resource)) -> (Desired, Observed) {
    let mut desired = desired();
    desired.impersonation.clear();
    let block = Assignment {
        who: people(&["ada@admin.example"]),
        security_level: named("Helpdesk Lead"),
    };
    desired.people.insert(handle("ada"), block);
    let mut observed = observed();
    let mut second = resources(&mut observed)[&ADA].clone();
    second.email = "second@admin.example".to_owned();
    change(&mut second);
    resources(&mut observed).insert(SECOND, second);
    (desired, observed)
}

#[test]
fn only_an_active_administrator_who_can_do_as_much_and_stays_takes_over() {
    let is_locked =
        |(desired, observed): (Desired, Observed)| !locked_out(&desired, &observed, &[]).is_empty();
    assert!(!is_locked(moved(|_| {})));
    assert!(is_locked(moved(|second| second.active = false)));
    assert!(is_locked(moved(|second| {
        second.license_type = LicenseType::Professional;
    })));
    assert!(is_locked(moved(|second| second.level = SERVICE_DESK)));
    let (mut desired, observed) = moved(|_| {});
    let block = desired.people.get_mut(&handle("ada")).unwrap();
    block.who = people(&["*@admin.example"]);
    assert!(is_locked((desired, observed)));
}

#[test]
fn who_is_no_administrator_locks_nobody_out() {
    let (desired, mut observed) = moved(|second| second.active = false);
    let ada = resources(&mut observed).get_mut(&ADA).unwrap();
    ada.license_type = LicenseType::Professional;
    assert_eq!(locked_out(&desired, &observed, &[]), "");
    // With the licence, and a system level that is not the one which gives everything.
    let ada = resources(&mut observed).get_mut(&ADA).unwrap();
    ada.license_type = LicenseType::Administrator;
    ada.level = SERVICE_DESK;
    assert_eq!(locked_out(&desired, &observed, &[]), "");
}

#[test]
fn a_copy_of_the_administrators_level_gives_as_much() {
    let (desired, mut observed) = moved(|second| second.level = SERVICE_DESK_COPY);
    assert_ne!(locked_out(&desired, &observed, &[]), "");
    let known = RememberedLevel {
        id: SERVICE_DESK_COPY,
        copy_of: Some(level_name("System Administrator (system)")),
    };
    observed.remembered.copies.clear();
    observed.remembered.levels.insert(handle("admins"), known);
    assert_eq!(locked_out(&desired, &observed, &[]), "");
}

#[test]
fn another_on_the_same_level_follows_whatever_it_gives() {
    let on_lead = |observed: &mut Observed| {
        resources(observed).get_mut(&ADA).unwrap().level = SERVICE_DESK_COPY;
        observed.remembered.copies.clear();
    };
    let (desired, mut observed) = moved(|second| second.level = SERVICE_DESK_COPY);
    on_lead(&mut observed);
    assert_eq!(locked_out(&desired, &observed, &[]), "");
    // Nobody knows what the level gives: it may be everything.
    let (desired, mut observed) = moved(|second| second.level = SERVICE_DESK);
    on_lead(&mut observed);
    insta::assert_snapshot!(locked_out(&desired, &observed, &[]), @"Ada Winter <ada@admin.example> is moved, and no other administrator stays as they are");
}
