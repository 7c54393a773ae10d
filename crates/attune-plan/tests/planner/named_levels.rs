//! Rules that name levels in place of people.

use attune_model::{Desired, RuleLevels};

use crate::model_apply::carry_out;
use crate::world::*;

fn rule_on(names: &[&str], allow: bool) -> Desired {
    let mut desired = desired();
    let rule = desired.impersonation.get_mut(&handle("users")).unwrap();
    rule.levels = RuleLevels::Named(names.iter().map(|name| level_name(name)).collect());
    rule.allow = allow;
    desired
}

#[test]
fn a_system_level_is_copied_and_all_its_active_holders_move() {
    let desired = rule_on(&["Helpdesk Lead", "Service Desk User (system)"], true);
    let untouched = untouched();
    let first = plan(&desired, &untouched);
    insta::assert_snapshot!(lines(&first), @r#"
    copy/39: copy security level "Service Desk User (system)" as "Service Desk User (with Impersonation)" [operator -> console-reread]
    level/tasky-api: copy security level "API User (system)" as "Tasky API" [operator -> console-reread]
    edit/52: edit security level "Helpdesk Lead" [operator -> console-reread]
    api-user/tasky: create API user Tasky Integration <psa@contoso.example> [operator -> rest-behaviour] after level/tasky-api
    assign/101: move Tess Turner <tess@contoso.example> from "Service Desk User (system)" to "Service Desk User (with Impersonation)" [operator -> rest-fact] after copy/39
    assign/103: move Carl Jansen <carl@partner.example> from "Service Desk User (system)" to "Service Desk User (with Impersonation)" [operator -> rest-fact] after copy/39
    "#);
    assert!(plan(&desired, &carry_out(&untouched, &first, None)).is_in_sync());
}

#[test]
fn what_was_allowed_on_the_copy_is_taken_back_there() {
    let desired = rule_on(&["Service Desk User (system)"], false);
    insta::assert_snapshot!(lines(&plan(&desired, &observed())), @r#"edit/61: edit security level "Service Desk User (with Impersonation)" [operator -> console-reread]"#);
}

#[test]
fn a_name_that_no_level_has_and_a_level_of_api_users_are_problems() {
    let desired = rule_on(&["Helpdesk", "API User (system)"], true);
    insta::assert_snapshot!(lines(&plan(&desired, &observed())), @r#"
    problem unknown-level at impersonation.users.levels[0]: this tenant has no security level named "Helpdesk" | Name a level as the admin console shows it, or the handle of a block under `securityLevels`.
    problem cell-not-on-level at impersonation.users.levels[1]: "API User (system)" is API-only, and nobody can act as an API user | Name a level of people.
    "#);
}

#[test]
fn a_level_of_administrators_is_spoken_of() {
    let advice = |desired: &Desired| {
        let text = notes(&plan(desired, &observed()));
        let advice = text.lines().filter(|line| line.starts_with("advice"));
        advice.collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(advice(&rule_on(&["System Administrator (system)"], true)), @r#"advice: impersonation.users lets integrations act as administrators, who hold "System Administrator (with Impersonation)". Leave that level out unless an integration needs it."#);
    assert_eq!(advice(&rule_on(&["Helpdesk Lead"], true)), "");
    assert_eq!(
        advice(&rule_on(&["System Administrator (system)"], false)),
        ""
    );
}

#[test]
fn who_else_holds_a_level_counts_for_the_word_on_administrators() {
    let mut observed = observed();
    let pattern = resources(&mut observed)[&ADA].clone();
    // Nobody whom the rule chose: an administrator elsewhere, on the level that Priya holds.
    let id = attune_model::ResourceId(120);
    resources(&mut observed).insert(
        id,
        attune_model::Resource {
            level: HELPDESK,
            ..pattern
        },
    );
    let said = |observed: &attune_model::Observed| notes(&plan(&desired(), observed));
    let advice = "lets integrations act as administrators, who hold \"Helpdesk Lead\"";
    assert!(said(&observed).contains(advice), "{}", said(&observed));
    resources(&mut observed).get_mut(&id).unwrap().active = false;
    assert!(!said(&observed).contains(advice));
}
