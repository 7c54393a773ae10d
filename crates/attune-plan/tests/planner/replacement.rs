//! Another API user in the place of one whose vendor cannot be changed.

use attune_model::{
    Change, Desired, Observed, OwnershipWord, RememberedApiUser, ResourceId, StepId,
};

use crate::world::*;

const NEW: ResourceId = ResourceId(202);

/// The block wants another vendor than the API user was made for.
fn other_vendor() -> Desired {
    let mut desired = desired();
    tasky(&mut desired).tracking = Some(vendor("DeskDirector - DeskDirector Portal"));
    desired
}

/// The tenant once the new one is made.
fn made(old_is_active: bool) -> Observed {
    let mut observed = observed();
    let mut new = resources(&mut observed)[&TASKY].clone();
    "newkey".clone_into(&mut new.user_name);
    resources(&mut observed).insert(NEW, new);
    resources(&mut observed).get_mut(&TASKY).unwrap().active = old_is_active;
    let known = RememberedApiUser {
        id: NEW,
        tracking: Some(vendor("DeskDirector - DeskDirector Portal")),
        delivered: None,
        fields: [].into(),
        protected_data: None,
    };
    *remembered(&mut observed) = known;
    let replaced = &mut observed.remembered.replaced;
    replaced.insert(handle("tasky"), [TASKY].into());
    observed
}

#[test]
fn another_vendor_takes_another_api_user() {
    let mut desired = other_vendor();
    tasky(&mut desired).protected_data = Some([].into());
    desired.checks.insert(handle("note"), check());
    let plan = plan(&desired, &observed());
    insta::assert_snapshot!(lines(&plan), @"
    api-user/tasky: create API user Tasky Integration <psa@contoso.example> [operator -> rest-behaviour]
    api-user/tasky/protected-data: set the protected data permission of API user Tasky Integration <psa@contoso.example> [operator -> console-reread] after api-user/tasky
    api-user/tasky/retire: retire API user Tasky Integration <psa@contoso.example> (resource 201) [rest -> rest-fact] after api-user/tasky
    check/note: check that tasky writes a ticket and a note as Tess Turner <tess@contoso.example> [rest -> rest-behaviour] after api-user/tasky, api-user/tasky/protected-data
    ");
    let Change::CreateApiUser {
        handle: _,
        form: _,
        credentials: _,
        replaces: Some(old),
    } = &plan.steps[0].change
    else {
        panic!("a replacement")
    };
    assert_eq!(old.id, TASKY);
    insta::assert_snapshot!(notes(&plan), @"
    unmanaged: Left alone: 2 people, 1 API user.
    from the ledger: 3 cells are in sync by the ledger (weakest proof: console-reread); REST cannot show what a level contains.
    ");
}

#[test]
fn an_interrupted_replacement_is_planned_again_as_it_was() {
    let mut observed = observed();
    let before = plan(&other_vendor(), &observed);
    let half_made = resources(&mut observed)[&TASKY].clone();
    resources(&mut observed).insert(NEW, half_made);
    observed.remembered.unfinished = [StepId("api-user/tasky".to_owned())].into();
    assert_eq!(plan(&other_vendor(), &observed).steps, before.steps);
}

#[test]
fn the_replaced_one_is_retired_whatever_else_differs() {
    let mut observed = made(true);
    let new = resources(&mut observed).get_mut(&NEW).unwrap();
    "Taskie".clone_into(&mut new.first_name);
    insta::assert_snapshot!(lines(&plan(&other_vendor(), &observed)), @"
    api-user/tasky/fields: update API user Taskie Integration <psa@contoso.example> [rest -> rest-fact]
    api-user/tasky/retire: retire API user Tasky Integration <psa@contoso.example> (resource 201) [rest -> rest-fact]
    ");
    assert!(plan(&other_vendor(), &made(false)).is_in_sync());
}

#[test]
fn a_second_replacement_retires_both() {
    let mut desired = other_vendor();
    tasky(&mut desired).tracking = Some(vendor("Tallman.io - Tasky"));
    insta::assert_snapshot!(lines(&plan(&desired, &made(true))), @"
    api-user/tasky: create API user Tasky Integration <psa@contoso.example> [operator -> rest-behaviour]
    api-user/tasky/retire/201: retire API user Tasky Integration <psa@contoso.example> (resource 201) [rest -> rest-fact] after api-user/tasky
    api-user/tasky/retire: retire API user Tasky Integration <psa@contoso.example> (resource 202) [rest -> rest-fact] after api-user/tasky
    ");
}

#[test]
fn the_replaced_one_is_not_found_by_name() {
    let mut observed = made(false);
    observed.remembered.api_users.clear();
    let plan = plan(&other_vendor(), &observed);
    assert!(plan.is_in_sync(), "{}", lines(&plan));
}

#[test]
fn whom_another_block_stands_for_is_not_retired() {
    let mut desired = other_vendor();
    let mut again = tasky(&mut desired).clone();
    "Again".clone_into(&mut again.first_name);
    again.tracking = None;
    desired.api_users.insert(handle("again"), again);
    let mut observed = made(true);
    let old = resources(&mut observed).get_mut(&TASKY).unwrap();
    "Again".clone_into(&mut old.first_name);
    assert!(plan(&desired, &observed).is_in_sync());
}

#[test]
fn a_fixed_key_has_to_change_too() {
    let mut desired = other_vendor();
    tasky(&mut desired).key = Some("Tasky".to_owned());
    insta::assert_snapshot!(lines(&plan(&desired, &observed())), @r#"problem vendor-immutable at apiUsers.tasky.key: another vendor takes another API user, and its key cannot be "Tasky": that is the key of Tasky Integration <psa@contoso.example>, and keys are never used twice | Change `key` as well, or remove the line."#);
    tasky(&mut desired).key = Some("tasky2".to_owned());
    assert!(plan(&desired, &observed()).problems.is_empty());
}

#[test]
fn what_a_replacement_lacks_is_said() {
    let mut desired = other_vendor();
    tasky(&mut desired).credentials = None;
    insta::assert_snapshot!(lines(&plan(&desired, &observed())), @r#"problem vendor-immutable at apiUsers.tasky.integrationVendor: this API user was made for "Tallman.io - Tasky", and that cannot be changed after saving | Add `credentials`, so that a new API user can take its place, or put the old one back."#);
    let mut desired = other_vendor();
    tasky(&mut desired).active = Some(false);
    insta::assert_snapshot!(lines(&plan(&desired, &observed())), @r#"
    api-user/tasky/fields: update API user Tasky Integration <psa@contoso.example> [rest -> rest-fact]
    problem vendor-immutable at apiUsers.tasky.integrationVendor: this API user was made for "Tallman.io - Tasky", and that cannot be changed after saving | Put the old one back, or let the block be active: a new API user takes its place only where it can sign in.
    "#);
    let mut desired = other_vendor();
    let users = &mut desired.ownership.api_users;
    users.insert("psa@*".to_owned(), OwnershipWord::Protect);
    insta::assert_snapshot!(lines(&plan(&desired, &observed())), @"problem protected at apiUsers.tasky.integrationVendor: Tasky Integration <psa@contoso.example> is protected, and would be inactivated once another API user took its place | Change the manifest, or take the protection away under `policy` first.");
}

#[test]
fn a_replaced_one_that_cannot_be_retired_is_spoken_of() {
    let mut desired = other_vendor();
    tasky(&mut desired).credentials = None;
    let plan_of = plan(&desired, &made(true));
    assert!(plan_of.is_in_sync());
    assert!(notes(&plan_of).contains("advice: Another API user took the place of Tasky Integration <psa@contoso.example> (resource 201), which is still active."));
    let mut desired = other_vendor();
    let users = &mut desired.ownership.api_users;
    users.insert("psa@*".to_owned(), OwnershipWord::Protect);
    assert_eq!(
        plan(&desired, &made(true)).problems[0].kind.id(),
        "protected"
    );
    assert!(plan(&desired, &made(false)).is_in_sync());
}

#[test]
fn attune_never_retires_itself_unasked() {
    let mut observed = observed();
    observed.caller = Some(TASKY);
    insta::assert_snapshot!(refused(&plan(&other_vendor(), &observed)), @"lock-out: Tasky Integration <psa@contoso.example> is the API user that attune itself signs in with, and would be inactivated");
}

#[test]
fn a_replaced_user_that_is_ignored_stays_as_it_is() {
    let mut observed = made(true);
    let old = resources(&mut observed).get_mut(&TASKY).unwrap();
    old.email = "old@contoso.example".to_owned();
    let mut desired = other_vendor();
    let retires = |desired: &Desired| {
        let plan = plan(desired, &observed);
        plan.steps
            .iter()
            .any(|step| matches!(step.change, Change::RetireApiUser { .. }))
    };
    assert!(retires(&desired));
    let words = &mut desired.ownership.api_users;
    words.insert("old@*".to_owned(), OwnershipWord::Ignore);
    assert!(!retires(&desired));
}
