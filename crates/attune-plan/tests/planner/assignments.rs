//! Blocks under `people`.

use attune_model::{Assignment, Desired, LevelChoice, PeopleSelector, Reason};

use crate::model_apply::carry_out;
use crate::world::*;

fn assign(desired: &mut Desired, name: &str, who: PeopleSelector, security_level: LevelChoice) {
    let assignment = Assignment {
        who,
        security_level,
    };
    desired.people.insert(handle(name), assignment);
}

/// [`desired`] without the rule under `impersonation`.
fn no_rule() -> Desired {
    let mut desired = desired();
    desired.impersonation.clear();
    desired
}

#[test]
fn whoever_holds_another_level_is_moved() {
    let mut desired = no_rule();
    let who = people(&["carl@partner.example", "priya@contoso.example"]);
    assign(&mut desired, "leads", who, named("Helpdesk Lead"));
    let plan = plan(&desired, &observed());
    insta::assert_snapshot!(lines(&plan), @r#"assign/103: move Carl Jansen <carl@partner.example> from "Service Desk User (system)" to "Helpdesk Lead" [operator -> rest-fact]"#);
    assert_eq!(plan.steps[0].reason, Reason::Assignment);
}

#[test]
fn a_level_that_this_plan_makes_is_waited_for() {
    let mut desired = no_rule();
    let mut level = tasky_api(&mut desired).clone();
    level.name = level_name("Desk");
    level.copy_of = Some(level_name("Service Desk User (system)"));
    desired.security_levels.insert(handle("desk"), level);
    let block = LevelChoice::Block(handle("desk"));
    assign(
        &mut desired,
        "desk",
        people(&["carl@partner.example"]),
        block,
    );
    insta::assert_snapshot!(lines(&plan(&desired, &observed())), @r#"
    level/desk: copy security level "Service Desk User (system)" as "Desk" [operator -> console-reread]
    assign/103: move Carl Jansen <carl@partner.example> from "Service Desk User (system)" to "Desk" [operator -> rest-fact] after level/desk
    "#);
}

#[test]
fn a_rule_looks_at_the_level_that_a_person_will_hold() {
    let mut desired = desired();
    assign(
        &mut desired,
        "tess",
        people(&["tess@*"]),
        named("Helpdesk Lead"),
    );
    // Tess holds the system level now: neither is it copied for her, nor is she moved to a copy.
    insta::assert_snapshot!(lines(&plan(&desired, &untouched())), @r#"
    level/tasky-api: copy security level "API User (system)" as "Tasky API" [operator -> console-reread]
    edit/52: edit security level "Helpdesk Lead" [operator -> console-reread]
    api-user/tasky: create API user Tasky Integration <psa@contoso.example> [operator -> rest-behaviour] after level/tasky-api
    assign/101: move Tess Turner <tess@contoso.example> from "Service Desk User (system)" to "Helpdesk Lead" [operator -> rest-fact] after edit/52
    "#);
}

#[test]
fn the_copy_of_an_assigned_system_level_is_as_good() {
    let mut desired = desired();
    let who = people(&["tess@*", "priya@*"]);
    assign(
        &mut desired,
        "desk",
        who,
        named("Service Desk User (system)"),
    );
    let observed = observed();
    let first = plan(&desired, &observed);
    insta::assert_snapshot!(lines(&first), @r#"assign/102: move Priya Nair <priya@contoso.example> from "Helpdesk Lead" to "Service Desk User (with Impersonation)" [operator -> rest-fact]"#);
    assert_eq!(first.steps[0].reason, Reason::SystemLevelCannotBeEdited);
    assert!(plan(&desired, &carry_out(&observed, &first, None)).is_in_sync());
}

#[test]
fn two_blocks_that_want_different_levels_for_one_person_are_a_conflict() {
    let mut desired = no_rule();
    assign(
        &mut desired,
        "a",
        people(&["carl@*"]),
        named("Helpdesk Lead"),
    );
    let administrators = named("System Administrator (system)");
    assign(
        &mut desired,
        "b",
        people(&["*@partner.example"]),
        administrators,
    );
    insta::assert_snapshot!(lines(&plan(&desired, &observed())).lines().last().unwrap(), @"problem conflict at people.b.securityLevel: Carl Jansen would get one level here, and another at people.a.securityLevel | Let one of the two leave them out with `except`.");
}

#[test]
fn a_chain_that_the_next_plan_would_go_on_with_is_a_conflict() {
    let mut desired = no_rule();
    let desk = holders(&["Service Desk User (system)"]);
    assign(&mut desired, "a", desk, named("Helpdesk Lead"));
    let leads = holders(&["Helpdesk Lead"]);
    assign(
        &mut desired,
        "b",
        leads,
        named("System Administrator (system)"),
    );
    let text = lines(&plan(&desired, &observed()));
    assert!(text.contains("problem conflict at people.b.securityLevel: Tess Turner, Carl Jansen would get one level here"), "{text}");
}

#[test]
fn people_cannot_hold_a_level_of_api_users() {
    let mut desired = no_rule();
    assign(
        &mut desired,
        "a",
        people(&["carl@*"]),
        named("API User (system)"),
    );
    insta::assert_snapshot!(lines(&plan(&desired, &observed())), @r#"problem level-of-api-users at people.a.securityLevel: "API User (system)" is API-only, and no person can hold it | Name a level of people."#);
}

#[test]
fn a_level_that_nobody_has_is_named_with_the_nearest() {
    let mut desired = no_rule();
    assign(
        &mut desired,
        "a",
        people(&["carl@*"]),
        named("Helpdesk Led"),
    );
    insta::assert_snapshot!(lines(&plan(&desired, &observed())), @r#"problem unknown-level at people.a.securityLevel: this tenant has no security level named "Helpdesk Led" | Did you mean "Helpdesk Lead"?"#);
}

#[test]
fn nobody_is_a_problem_unless_everyone_has_moved() {
    let mut desired = no_rule();
    let desk = PeopleSelector {
        emails: Some(emails(&["*@partner.example"])),
        ..holders(&["Service Desk User (system)"])
    };
    assign(&mut desired, "a", desk, named("Helpdesk Lead"));
    let mut observed = observed();
    resources(&mut observed).get_mut(&CARL).unwrap().level = HELPDESK;
    assert!(plan(&desired, &observed).is_in_sync());
    desired.people.clear();
    let strangers = people(&["*@nowhere.example"]);
    assign(&mut desired, "a", strangers, named("Helpdesk Lead"));
    insta::assert_snapshot!(lines(&plan(&desired, &observed)), @"problem no-people-matched at people.a.who.emails: no person of this tenant matches | Check the patterns against the people's e-mail addresses in Autotask.");
}

#[test]
fn moving_the_last_administrator_by_assignment_is_a_lock_out() {
    let mut desired = no_rule();
    assign(
        &mut desired,
        "a",
        people(&["ada@*"]),
        named("Helpdesk Lead"),
    );
    let refused = plan(&desired, &observed()).refused;
    assert_eq!(
        refused[0].what,
        "Ada Winter <ada@admin.example> is moved, and no other administrator stays as they are"
    );
}

#[test]
fn whom_a_block_names_is_not_left_alone_though_nobody_is_moved() {
    let mut desired = desired();
    let left = |desired: &Desired| {
        let notes = notes(&plan(desired, &observed()));
        let line = notes.lines().find(|line| line.contains("Left alone"));
        line.unwrap_or_default().to_owned()
    };
    assert_eq!(
        left(&desired),
        "unmanaged: Left alone: 2 people, 1 API user."
    );
    let block = Assignment {
        who: people(&["carl@*"]),
        security_level: named("Service Desk User (system)"),
    };
    desired.people.insert(handle("carl"), block);
    assert_eq!(
        left(&desired),
        "unmanaged: Left alone: 1 person, 1 API user."
    );
}
