//! What attune made and nobody describes any more.

use attune_model::{Change, Desired, Observed, OwnershipWord, Reading, Reason, RiskKind};
use attune_plan::Selection;

use crate::world::*;

/// The manifest without the API user, its level and the rule.
fn bare() -> Desired {
    let mut desired = desired();
    desired.api_users.clear();
    desired.security_levels.clear();
    desired.impersonation.clear();
    desired
}

fn pruning() -> Desired {
    let mut desired = bare();
    desired.ownership.prune = true;
    desired
}

/// Nobody holds the copy that the rule made.
fn deserted() -> Observed {
    let mut observed = observed();
    resources(&mut observed).get_mut(&TESS).unwrap().level = HELPDESK;
    observed
}

#[test]
fn what_lost_its_block_is_inactivated_a_level_after_its_holders() {
    let plan = plan(&pruning(), &deserted());
    insta::assert_snapshot!(lines(&plan), @r#"
    prune/api-user/tasky: update API user Tasky Integration <psa@contoso.example> [rest -> rest-fact]
    prune/level/tasky-api: edit security level "Tasky API" [operator -> console-reread] after prune/api-user/tasky
    prune/level/39: edit security level "Service Desk User (with Impersonation)" [operator -> console-reread]
    "#);
    assert!(plan.steps.iter().all(|step| step.reason == Reason::Removed));
    assert!(plan.refused.is_empty());
}

#[test]
fn a_level_that_somebody_keeps_holding_stays_and_they_are_named() {
    let mut observed = observed();
    resources(&mut observed).get_mut(&TASKY).unwrap().active = false;
    let plan = plan(&pruning(), &observed);
    insta::assert_snapshot!(lines(&plan), @r#"prune/level/tasky-api: edit security level "Tasky API" [operator -> console-reread]"#);
    insta::assert_snapshot!(notes(&plan), @r#"
    unmanaged: Custom levels left alone: Helpdesk Lead.
    unmanaged: Left alone: 4 people, 2 API users.
    unmanaged: No block stands for "Service Desk User (with Impersonation)" any more, which is attune's. It stays active, because it is held by Tess Turner.
    "#);
}

#[test]
fn a_holder_who_is_moved_by_the_plan_holds_it_no_more() {
    let mut desired = pruning();
    let who = people(&["tess@contoso.example"]);
    let security_level = named("Helpdesk Lead");
    let assignment = attune_model::Assignment {
        who,
        security_level,
    };
    desired.people.insert(handle("tess"), assignment);
    let plan = plan(&desired, &observed());
    insta::assert_snapshot!(lines(&plan), @r#"
    assign/101: move Tess Turner <tess@contoso.example> from "Service Desk User (with Impersonation)" to "Helpdesk Lead" [operator -> rest-fact]
    prune/api-user/tasky: update API user Tasky Integration <psa@contoso.example> [rest -> rest-fact]
    prune/level/tasky-api: edit security level "Tasky API" [operator -> console-reread] after prune/api-user/tasky
    prune/level/39: edit security level "Service Desk User (with Impersonation)" [operator -> console-reread] after assign/101
    "#);
}

#[test]
fn without_the_word_nothing_is_done_and_one_note_says_so() {
    let plan = plan(&bare(), &observed());
    assert!(plan.is_in_sync());
    insta::assert_snapshot!(notes(&plan), @r#"
    unmanaged: Custom levels left alone: Helpdesk Lead.
    unmanaged: Left alone: 4 people, 1 API user.
    unmanaged: The ledger says that these are attune's, and no block or rule stands for them any more: API user Tasky Integration <psa@contoso.example>, "Tasky API", "Service Desk User (with Impersonation)". `policy: {prune: true}` would inactivate them.
    "#);
}

#[test]
fn a_block_under_a_new_handle_keeps_what_it_finds() {
    let mut desired = desired();
    desired.ownership.prune = true;
    let level = desired.security_levels.remove(&handle("tasky-api"));
    desired
        .security_levels
        .insert(handle("renamed"), level.unwrap());
    let mut user = desired.api_users.remove(&handle("tasky")).unwrap();
    user.security_level = attune_model::LevelChoice::Block(handle("renamed"));
    desired.api_users.insert(handle("other"), user);
    assert!(plan(&desired, &observed()).steps.is_empty());
}

#[test]
fn a_level_that_the_manifest_names_and_a_block_that_is_accepted_stay() {
    let mut desired = pruning();
    let mut block = crate::world::desired().api_users;
    let mut user = block.remove(&handle("tasky")).unwrap();
    user.security_level = named("Tasky API");
    desired.api_users.insert(handle("tasky"), user);
    let acceptance = attune_model::Acceptance {
        at: attune_model::Place("apiUsers.tasky".to_owned()),
        reason: "a migration".to_owned(),
        owner: "tess@contoso.example".to_owned(),
        expires: TODAY,
    };
    desired.accept.insert(handle("user"), acceptance);
    let mut observed = deserted();
    resources(&mut observed).get_mut(&TASKY).unwrap().level = API_USER;
    insta::assert_snapshot!(lines(&plan(&desired, &observed)), @r#"prune/level/39: edit security level "Service Desk User (with Impersonation)" [operator -> console-reread]"#);
}

#[test]
fn what_is_inactive_already_or_not_in_the_ledger_is_left_alone() {
    let mut observed = deserted();
    resources(&mut observed).get_mut(&TASKY).unwrap().active = false;
    for level in levels(&mut observed).values_mut() {
        level.active = false;
    }
    assert!(plan(&pruning(), &observed).is_in_sync());
    let mut forgotten = deserted();
    forgotten.remembered = attune_model::Remembered::default();
    assert!(plan(&pruning(), &forgotten).is_in_sync());
}

#[test]
fn what_is_protected_is_a_problem_and_what_is_ignored_is_silence() {
    let mut desired = pruning();
    let ownership = &mut desired.ownership;
    let (user, level) = ("psa@contoso.example", "Tasky API");
    ownership
        .api_users
        .insert(user.to_owned(), OwnershipWord::Protect);
    let pattern = "* (with impersonation)";
    ownership
        .security_levels
        .insert(pattern.to_owned(), OwnershipWord::Protect);
    insta::assert_snapshot!(lines(&plan(&desired, &deserted())), @r#"
    problem protected at policy: "Service Desk User (with Impersonation)" is protected, and would be inactivated, since no block stands for it any more | Describe it in a block again, or take the protection away first.
    problem protected at policy: Tasky Integration <psa@contoso.example> is protected, and would be inactivated, since no block stands for it any more | Describe it in a block again, or take the protection away first.
    "#);
    let ownership = &mut desired.ownership;
    ownership
        .api_users
        .insert(user.to_owned(), OwnershipWord::Ignore);
    for name in [level, pattern] {
        ownership
            .security_levels
            .insert(name.to_owned(), OwnershipWord::Ignore);
    }
    let plan = plan(&desired, &deserted());
    assert!(plan.is_in_sync());
    assert!(!notes(&plan).contains("Tasky"), "{}", notes(&plan));
}

#[test]
fn attune_does_not_shut_itself_out_unasked() {
    let mut observed = deserted();
    observed.caller = Some(TASKY);
    let plan = plan(&pruning(), &observed);
    insta::assert_snapshot!(refused(&plan), @r#"
    lock-out: Tasky Integration <psa@contoso.example> is the API user that attune itself signs in with, and would be inactivated
    lock-out: "Tasky API" is the level that attune itself holds, and it would be inactivated
    "#);
    assert_eq!(plan.steps[0].risks[0].kind, RiskKind::LockOut);
}

#[test]
fn pruning_can_be_chosen_and_left_out() {
    let place = attune_model::Place("policy.prune".to_owned());
    let (desired, observed) = (pruning(), deserted());
    let only = Selection {
        targets: [place.clone()].into(),
        excludes: [].into(),
    };
    assert_eq!(only.unknown(&desired), Vec::<&attune_model::Place>::new());
    assert_eq!(only.unknown(&bare()), [&place]);
    let without = Selection {
        targets: [].into(),
        excludes: [place].into(),
    };
    let policy = attune_model::Policy::default();
    let count = |selection: &Selection| {
        let planned = attune_plan::plan_part(&desired, &observed, &policy, selection);
        planned.plan.steps.len()
    };
    assert_eq!((count(&only), count(&without)), (3, 0));
}

#[test]
fn where_rest_does_not_take_it_the_operator_inactivates() {
    let mut observed = deserted();
    if let Reading::Read(fields) = &mut observed.fields {
        fields.fields.get_mut("isActive").unwrap().read_only = true;
    }
    let plan = plan(&pruning(), &observed);
    let Change::UpdateApiUser {
        handle: _,
        user,
        fields: _,
        tracking: _,
    } = &plan.steps[0].change
    else {
        panic!("an update")
    };
    assert_eq!(user.id, TASKY);
    assert_eq!(plan.steps[0].channel, attune_model::Channel::Operator);
}

#[test]
fn a_replaced_api_user_without_a_block_is_for_the_operator() {
    let mut observed = deserted();
    let mut old = resources(&mut observed)[&TASKY].clone();
    old.level = API_USER;
    let id = attune_model::ResourceId(190);
    resources(&mut observed).insert(id, old);
    let replaced = &mut observed.remembered.replaced;
    replaced.insert(handle("tasky"), [id].into());
    let plan = plan(&pruning(), &observed);
    assert!(notes(&plan).contains("advice: Another API user took the place of Tasky Integration <psa@contoso.example> (resource 190), which is still active, and no block stands for either: inactivate it by hand."));
    assert_eq!(plan.steps.len(), 3);
}

#[test]
fn a_level_waits_for_the_active_who_leave_it_and_for_nobody_else() {
    let mut desired = pruning();
    let assignment = attune_model::Assignment {
        who: people(&["*@contoso.example"]),
        security_level: named("Helpdesk Lead"),
    };
    desired.people.insert(handle("all"), assignment);
    let mut observed = observed();
    let mut gone = resources(&mut observed)[&TESS].clone();
    gone.active = false;
    gone.email = "gone@contoso.example".to_owned();
    let id = attune_model::ResourceId(107);
    resources(&mut observed).insert(id, gone);
    let plan = plan(&desired, &observed);
    assert!(plan.steps.iter().any(|step| step.id.0 == "assign/107"));
    let pruned = plan.steps.iter().find(|step| step.id.0 == "prune/level/39");
    let needs = pruned.unwrap().needs.iter().map(|need| need.0.as_str());
    assert_eq!(needs.collect::<Vec<_>>(), ["assign/101"]);
}

#[test]
fn a_block_under_a_new_handle_that_may_differ_as_a_whole_keeps_whom_it_may_mean() {
    let mut desired = desired();
    desired.ownership.prune = true;
    let user = desired.api_users.remove(&handle("tasky")).unwrap();
    desired.api_users.insert(handle("other"), user);
    let acceptance = attune_model::Acceptance {
        at: attune_model::Place("apiUsers.other".to_owned()),
        reason: "a migration".to_owned(),
        owner: "tess@contoso.example".to_owned(),
        expires: TODAY,
    };
    desired.accept.insert(handle("user"), acceptance);
    assert_eq!(lines(&plan(&desired, &observed())), "");
    // Whom the ledger has for the block itself is another one, so that this one is nobody's.
    let known = remembered(&mut observed()).clone();
    let mut observed = observed();
    let bound = attune_model::RememberedApiUser {
        id: ATTUNE,
        ..known
    };
    observed.remembered.api_users.insert(handle("other"), bound);
    assert_eq!(
        lines(&plan(&desired, &observed)),
        "prune/api-user/tasky: update API user Tasky Integration <psa@contoso.example> [rest -> rest-fact]"
    );
}

#[test]
fn only_who_is_left_behind_is_spoken_of() {
    let id = attune_model::ResourceId(190);
    let with_old = |change: &dyn Fn(&mut attune_model::Resource)| {
        let mut observed = deserted();
        let mut old = resources(&mut observed)[&TASKY].clone();
        old.email = "old@contoso.example".to_owned();
        change(&mut old);
        resources(&mut observed).insert(id, old);
        let replaced = &mut observed.remembered.replaced;
        replaced.insert(handle("tasky"), [id].into());
        observed
    };
    let is_said = |desired: &Desired, observed: &Observed| {
        notes(&plan(desired, observed)).contains("took the place of")
    };
    let active = with_old(&|_| {});
    assert!(is_said(&pruning(), &active));
    assert!(!is_said(&pruning(), &with_old(&|old| old.active = false)));
    let mut ignored = pruning();
    let words = &mut ignored.ownership.api_users;
    words.insert("old@*".to_owned(), OwnershipWord::Ignore);
    assert!(!is_said(&ignored, &active));
    // A block of another handle stands for it now.
    let mut managed = pruning();
    let mut user = desired().api_users.remove(&handle("tasky")).unwrap();
    user.email = "old@contoso.example".to_owned();
    user.security_level = named("Tasky API");
    user.adopt = true;
    managed.api_users.insert(handle("other"), user);
    assert!(
        !is_said(&managed, &active),
        "{}",
        notes(&plan(&managed, &active))
    );
}
