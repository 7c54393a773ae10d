//! What is protected and what is ignored.

use attune_model::{Assignment, Date, Desired, OwnershipWord, ResourceId};

use crate::world::*;

fn level(desired: &mut Desired, key: &str, word: OwnershipWord) {
    let words = &mut desired.ownership.security_levels;
    words.insert(key.to_owned(), word);
}

fn person(desired: &mut Desired, key: &str, word: OwnershipWord) {
    desired.ownership.people.insert(key.to_owned(), word);
}

fn api_user(desired: &mut Desired, key: &str, word: OwnershipWord) {
    desired.ownership.api_users.insert(key.to_owned(), word);
}

#[test]
fn a_protected_level_is_neither_renamed_nor_inactivated() {
    let mut desired = desired();
    level(&mut desired, "tasky*", OwnershipWord::Protect);
    assert!(plan(&desired, &observed()).is_in_sync());
    tasky_api(&mut desired).name = level_name("Another");
    tasky_api(&mut desired).active = Some(false);
    insta::assert_snapshot!(lines(&plan(&desired, &observed())), @r#"
    problem protected at securityLevels.tasky-api.active: "Tasky API" is protected, and would be inactivated | Change the manifest, or take the protection away under `policy` first.
    problem protected at securityLevels.tasky-api.name: "Tasky API" is protected, and would be renamed | Change the manifest, or take the protection away under `policy` first.
    "#);
    tasky_api(&mut desired).name = level_name("Tasky API");
    tasky_api(&mut desired).expires = Some(Date::constant(2026, 1, 1));
    assert_eq!(
        plan(&desired, &observed()).problems[0].place.0,
        "securityLevels.tasky-api.expires"
    );
}

#[test]
fn a_protected_api_user_keeps_its_level_and_stays_active() {
    let mut desired = desired();
    api_user(&mut desired, "PSA@contoso.example", OwnershipWord::Protect);
    tasky(&mut desired).active = Some(false);
    tasky(&mut desired).security_level = named("API User (system)");
    insta::assert_snapshot!(lines(&plan(&desired, &observed())), @r"
    problem protected at apiUsers.tasky.active: Tasky Integration <psa@contoso.example> is protected, and would be inactivated | Change the manifest, or take the protection away under `policy` first.
    problem protected at apiUsers.tasky.securityLevel: Tasky Integration <psa@contoso.example> is protected, and would get another security level | Change the manifest, or take the protection away under `policy` first.
    ");
}

#[test]
fn protected_people_keep_their_level_whoever_asks() {
    let mut desired = desired();
    person(&mut desired, "*", OwnershipWord::Protect);
    desired.people.insert(
        handle("partner"),
        Assignment {
            who: people(&["carl@*"]),
            security_level: named("Helpdesk Lead"),
        },
    );
    let plan = plan(&desired, &untouched());
    let problems: Vec<String> = plan
        .problems
        .iter()
        .map(|problem| format!("{}: {}", problem.place, problem.message))
        .collect();
    assert_eq!(
        problems,
        [
            "impersonation.users.levelsHeldBy: Tess Turner <tess@contoso.example> is protected, and would get another security level",
            "people.partner.securityLevel: Carl Jansen <carl@partner.example> is protected, and would get another security level",
        ]
    );
    assert!(
        plan.steps
            .iter()
            .all(|step| !step.id.0.starts_with("assign/"))
    );
}

#[test]
fn ignored_people_are_left_out_and_not_counted() {
    let mut desired = desired();
    person(&mut desired, "tess@*", OwnershipWord::Ignore);
    person(&mut desired, "carl@*", OwnershipWord::Ignore);
    api_user(&mut desired, "attune@*", OwnershipWord::Ignore);
    let plan = plan(&desired, &untouched());
    assert!(!lines(&plan).contains("Tess Turner"));
    insta::assert_snapshot!(notes(&plan), @"unmanaged: Left alone: 1 person, 0 API users.");
}

#[test]
fn an_ignored_level_is_not_edited_by_a_rule_and_said_once() {
    let mut desired = desired();
    level(&mut desired, "Helpdesk*", OwnershipWord::Ignore);
    level(
        &mut desired,
        "Service Desk User (system)",
        OwnershipWord::Ignore,
    );
    let again = desired.impersonation[&handle("users")].clone();
    desired.impersonation.insert(handle("again"), again);
    let plan = plan(&desired, &untouched());
    let text = lines(&plan);
    assert!(
        !text.contains("Helpdesk") && !text.contains("Service Desk"),
        "{text}"
    );
    insta::assert_snapshot!(notes(&plan), @"
    unmanaged: Left alone: 2 people, 1 API user.
    ignored: Meant by a rule, and left alone as the policy says: Helpdesk Lead, Service Desk User (system).
    ");
}

#[test]
fn a_copy_that_is_ignored_is_neither_made_nor_edited() {
    let mut desired = desired();
    level(
        &mut desired,
        "* (with impersonation)",
        OwnershipWord::Ignore,
    );
    for observed in [untouched(), observed()] {
        let plan = plan(&desired, &observed);
        assert!(!lines(&plan).contains("Service Desk"), "{}", lines(&plan));
        assert!(notes(&plan).contains(
            "ignored: Meant by a rule, and left alone as the policy says: Service Desk User (with Impersonation)."
        ));
    }
}

#[test]
fn a_block_for_what_is_ignored_is_a_problem() {
    let mut desired = desired();
    level(&mut desired, "Tasky API", OwnershipWord::Ignore);
    api_user(&mut desired, "psa@*", OwnershipWord::Ignore);
    for observed in [observed(), untouched()] {
        let plan = plan(&desired, &observed);
        let problems: Vec<String> = plan
            .problems
            .iter()
            .map(|problem| format!("{}: {}", problem.place, problem.message))
            .collect();
        assert_eq!(
            problems,
            [
                "apiUsers.tasky: the policy says to ignore the API user psa@contoso.example",
                "securityLevels.tasky-api: the policy says to ignore the level \"Tasky API\"",
            ]
        );
    }
}

#[test]
fn an_ignored_person_may_stay_the_last_administrator() {
    let mut desired = desired();
    person(&mut desired, "boss@*", OwnershipWord::Ignore);
    let mut observed = untouched();
    let ada = resources(&mut observed).get_mut(&ADA).unwrap();
    ada.email = "ada@contoso.example".to_owned();
    let mut boss = ada.clone();
    boss.email = "boss@contoso.example".to_owned();
    resources(&mut observed).insert(ResourceId(106), boss);
    assert!(plan(&desired, &observed).refused.is_empty());
}

#[test]
fn where_nobody_is_left_alone_nothing_is_said_of_it() {
    let mut desired = desired();
    desired.impersonation.clear();
    person(&mut desired, "*", OwnershipWord::Ignore);
    api_user(&mut desired, "attune@*", OwnershipWord::Ignore);
    let text = notes(&plan(&desired, &observed()));
    assert!(!text.contains("Left alone"), "{text}");
}
