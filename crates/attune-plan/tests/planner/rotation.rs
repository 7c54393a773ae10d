//! Secrets that are replaced: when they are old, and on demand.

use std::collections::BTreeSet;

use attune_model::{
    Change, CredentialSink, Date, Desired, ExecSink, Observed, OwnershipWord, Plan, Policy,
    RememberedApiUser, ResourceId, Rotation, StepId,
};

use crate::model_apply::carry_out;
use crate::world::*;

const NEW: ResourceId = ResourceId(202);

/// Every 90 days.
fn rotated(overlap_days: Option<u32>) -> Desired {
    let mut desired = desired();
    tasky(&mut desired).rotation = Some(Rotation {
        every_days: 90,
        overlap_days,
    });
    desired
}

/// A tenant whose secret was delivered on a day.
fn delivered(day: Option<Date>) -> Observed {
    let mut observed = observed();
    assert_eq!(observed.today, Date::constant(2026, 11, 21));
    remembered(&mut observed).delivered = day;
    observed
}

/// 90 days before.
const OLD: Date = Date::constant(2026, 8, 23);
const YOUNGER: Date = Date::constant(2026, 8, 24);

fn rotate(desired: &Desired, observed: &Observed) -> Plan {
    let policy = Policy {
        rotate: BTreeSet::from([handle("tasky")]),
        ..Policy::default()
    };
    attune_plan::plan(desired, observed, &policy)
}

/// What is said of secrets and of who stays active.
fn said(plan: &Plan) -> String {
    let notes = notes(plan);
    let lines = notes.lines();
    let lines = lines.filter(|line| line.contains("secret") || line.contains("stays active"));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_secret_is_due_when_it_is_as_old_as_it_may_get() {
    let plan_of = plan(&rotated(None), &delivered(Some(YOUNGER)));
    assert!(plan_of.is_in_sync(), "{}", lines(&plan_of));
    assert_eq!(said(&plan_of), "");
    let observed = delivered(Some(OLD));
    let due = plan(&rotated(None), &observed);
    insta::assert_snapshot!(lines(&due), @"api-user/tasky/rotate: replace the secret of API user Tasky Integration <psa@contoso.example> [operator -> rest-behaviour]");
    assert_eq!(due.steps[0].reason.id(), "rotation-due");
    let Change::RotateSecret { delivered, .. } = &due.steps[0].change else {
        panic!("a rotation");
    };
    assert_eq!(*delivered, Some(OLD));
    insta::assert_snapshot!(said(&due), @"also affected: The present secret of Tasky Integration <psa@contoso.example> ends when the new one is saved: from then on the calls of its vendor are refused until the vendor has the new one.");
    assert!(plan(&rotated(None), &carry_out(&observed, &due, None)).is_in_sync());
}

#[test]
fn without_the_key_no_secret_is_ever_due() {
    let plan = plan(&desired(), &delivered(Some(Date::constant(2020, 1, 1))));
    assert!(plan.is_in_sync());
}

#[test]
fn a_secret_of_unknown_age_is_spoken_of_and_left() {
    let observed = delivered(None);
    let plan = plan(&rotated(None), &observed);
    assert!(plan.is_in_sync());
    insta::assert_snapshot!(said(&plan), @"advice: When the secret of Tasky Integration <psa@contoso.example> was made is unknown, so it never gets due: rotate it once by `--rotate tasky`.");
    let asked = rotate(&rotated(None), &observed);
    assert_eq!(asked.steps[0].reason.id(), "rotation-asked");
    let later = carry_out(&observed, &asked, None);
    assert_eq!(said(&crate::world::plan(&rotated(None), &later)), "");
}

#[test]
fn any_secret_is_replaced_on_demand() {
    let observed = delivered(Some(Date::constant(2026, 11, 20)));
    let asked = rotate(&desired(), &observed);
    insta::assert_snapshot!(lines(&asked), @"api-user/tasky/rotate: replace the secret of API user Tasky Integration <psa@contoso.example> [operator -> rest-behaviour]");
    assert_eq!(asked.steps[0].reason.id(), "rotation-asked");
}

#[test]
fn what_was_begun_is_finished_first() {
    let mut observed = delivered(Some(YOUNGER));
    observed.remembered.unfinished = [StepId("api-user/tasky/rotate".to_owned())].into();
    // Also where the block has no such key any more, or wants an overlap by now.
    for desired in [desired(), rotated(None), rotated(Some(7))] {
        let plan = plan(&desired, &observed);
        insta::allow_duplicates! {
            insta::assert_snapshot!(lines(&plan), @"api-user/tasky/rotate: replace the secret of API user Tasky Integration <psa@contoso.example> [operator -> rest-behaviour]");
        }
        assert_eq!(plan.steps[0].reason.id(), "rotation-unfinished");
    }
}

#[test]
fn who_cannot_sign_in_keeps_the_secret() {
    let mut desired = rotated(None);
    tasky(&mut desired).active = None;
    let mut observed = delivered(Some(OLD));
    resources(&mut observed).get_mut(&TASKY).unwrap().active = false;
    let plan = plan(&desired, &observed);
    assert!(plan.is_in_sync());
    insta::assert_snapshot!(said(&plan), @"advice: The secret of Tasky Integration <psa@contoso.example> is not replaced: the API user cannot sign in, so that nothing would show the new one.");
}

#[test]
fn what_a_rotation_lacks_is_said() {
    let mut desired = rotated(None);
    tasky(&mut desired).credentials = None;
    insta::assert_snapshot!(lines(&rotate(&desired, &delivered(None))), @"problem no-credentials at apiUsers.tasky.credentials: nothing says where the new secret of Tasky Integration <psa@contoso.example> is to go | Add `credentials`, or rotate another API user.");
    let mut desired = rotated(None);
    tasky(&mut desired).credentials = Some(CredentialSink::Exec(ExecSink {
        store: vec!["store".to_owned()],
        fetch: None,
        name: "tasky".to_owned(),
    }));
    insta::assert_snapshot!(lines(&plan(&desired, &delivered(Some(OLD)))), @"problem no-credentials at apiUsers.tasky.credentials.to.exec: the new secret of Tasky Integration <psa@contoso.example> would be stored over the one in force before it is saved, and the command cannot give that one back | Name a command that fetches, so that a rotation that goes wrong loses nothing.");
    // A successor leaves the old one in force whatever becomes of it.
    let rotation = rotated(Some(7)).api_users[&handle("tasky")].rotation;
    tasky(&mut desired).rotation = rotation;
    assert!(plan(&desired, &delivered(Some(OLD))).problems.is_empty());
    tasky(&mut desired).tracking = None;
    insta::assert_snapshot!(lines(&plan(&desired, &delivered(Some(OLD)))), @"problem unknown-api-user at apiUsers.tasky.integrationVendor: another API user is to take the place of Tasky Integration <psa@contoso.example>, and `integrationVendor` is missing to make it | Add `integrationVendor` or `customIntegration`, or rotate without `overlap`.");
}

#[test]
fn the_secret_of_a_protected_one_is_replaced_and_its_successor_is_not_made() {
    let protect = |mut desired: Desired| {
        let users = &mut desired.ownership.api_users;
        users.insert("psa@*".to_owned(), OwnershipWord::Protect);
        desired
    };
    let observed = delivered(Some(OLD));
    insta::assert_snapshot!(lines(&plan(&protect(rotated(None)), &observed)), @"api-user/tasky/rotate: replace the secret of API user Tasky Integration <psa@contoso.example> [operator -> rest-behaviour]");
    insta::assert_snapshot!(lines(&plan(&protect(rotated(Some(7))), &observed)), @"problem protected at apiUsers.tasky.credentials.rotate.overlap: Tasky Integration <psa@contoso.example> is protected, and would be inactivated once another API user took its place | Rotate without `overlap`, or take the protection away under `policy` first.");
}

#[test]
fn attunes_own_secret_and_that_of_a_stranger_are_guarded() {
    let mut observed = delivered(Some(OLD));
    observed.caller = Some(TASKY);
    let refused = plan(&rotated(None), &observed).refused;
    assert_eq!(
        refused[0].what,
        "Tasky Integration <psa@contoso.example> is the API user that attune itself signs in with, and its secret would be another one"
    );
    observed.caller = None;
    observed.remembered.api_users.clear();
    let refused = rotate(&desired(), &observed).refused;
    assert_eq!(
        refused[0].what,
        "the API user Tasky Integration <psa@contoso.example> is there already, and attune did not make it"
    );
}

#[test]
fn with_an_overlap_another_api_user_takes_the_place() {
    let observed = delivered(Some(OLD));
    assert!(plan(&rotated(Some(7)), &delivered(Some(YOUNGER))).is_in_sync());
    let due = plan(&rotated(Some(7)), &observed);
    insta::assert_snapshot!(lines(&due), @"api-user/tasky: create API user Tasky Integration <psa@contoso.example> [operator -> rest-behaviour]");
    assert_eq!(due.steps[0].reason.id(), "rotation-due");
    let Change::CreateApiUser {
        replaces: Some(old),
        ..
    } = &due.steps[0].change
    else {
        panic!("a replacement")
    };
    assert_eq!(old.id, TASKY);
    insta::assert_snapshot!(said(&due), @"advice: Tasky Integration <psa@contoso.example> (resource 201) stays active for 7 days after its successor is made, so that its vendor can change over; the first apply after that retires it.");
    let asked = rotate(&rotated(Some(7)), &delivered(None));
    assert_eq!(asked.steps[0].reason.id(), "rotation-asked");
    // Interrupted, when it was asked for once.
    let mut begun = delivered(None);
    begun.remembered.unfinished = [StepId("api-user/tasky".to_owned())].into();
    let again = plan(&rotated(Some(7)), &begun);
    assert_eq!(again.steps[0].reason.id(), "rotation-unfinished");
}

#[test]
fn the_replaced_one_is_retired_when_the_overlap_is_over() {
    let mut observed = delivered(Some(OLD));
    let mut new = resources(&mut observed)[&TASKY].clone();
    "newkey".clone_into(&mut new.user_name);
    resources(&mut observed).insert(NEW, new);
    let made = |day| RememberedApiUser {
        id: NEW,
        tracking: Some(vendor("Tallman.io - Tasky")),
        delivered: Some(day),
        fields: [].into(),
        protected_data: None,
    };
    let replaced = &mut observed.remembered.replaced;
    replaced.insert(handle("tasky"), [TASKY].into());
    *remembered(&mut observed) = made(Date::constant(2026, 11, 15));
    let during = plan(&rotated(Some(7)), &observed);
    assert!(during.is_in_sync(), "{}", lines(&during));
    insta::assert_snapshot!(said(&during), @"advice: Tasky Integration <psa@contoso.example> (resource 201) stays active until 2026-11-22, so that its vendor can change over; the first apply after that retires it.");
    *remembered(&mut observed) = made(Date::constant(2026, 11, 14));
    let after = plan(&rotated(Some(7)), &observed);
    insta::assert_snapshot!(lines(&after), @"api-user/tasky/retire: retire API user Tasky Integration <psa@contoso.example> (resource 201) [rest -> rest-fact]");
    // Without the key nothing is waited for.
    *remembered(&mut observed) = made(Date::constant(2026, 11, 21));
    assert_eq!(plan(&desired(), &observed).steps.len(), 1);
}
