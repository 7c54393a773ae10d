//! Choosing people, and what a choice becomes once attune has moved them.

use attune_model::catalogue::LicenseType;
use attune_model::{Assignment, Desired, PeopleSelector, RuleLevels};

use crate::model_apply::carry_out;
use crate::world::*;

/// A manifest with one rule, for these people.
fn rule_for(who: PeopleSelector) -> Desired {
    let mut desired = desired();
    let rule = desired.impersonation.get_mut(&handle("users")).unwrap();
    rule.levels = RuleLevels::HeldBy(who);
    desired
}

fn step_ids(desired: &Desired) -> Vec<String> {
    let plan = plan(desired, &untouched());
    let ids = plan.steps.iter().map(|step| step.id.0.clone());
    ids.filter(|id| !id.contains("tasky")).collect()
}

#[test]
fn criteria_narrow_each_other_and_entries_widen() {
    let desk = ["Service Desk User (system)"];
    let both = ["Service Desk User (system)", "Helpdesk Lead"];
    assert_eq!(
        step_ids(&rule_for(holders(&desk))),
        ["copy/39", "assign/101", "assign/103"]
    );
    assert_eq!(
        step_ids(&rule_for(holders(&both))),
        ["copy/39", "edit/52", "assign/101", "assign/103"]
    );
    assert_eq!(
        step_ids(&rule_for(PeopleSelector {
            emails: Some(emails(&["*@contoso.example"])),
            except: emails(&["PRIYA@*"]),
            ..holders(&both)
        })),
        ["copy/39", "assign/101"]
    );
    assert_eq!(
        step_ids(&rule_for(PeopleSelector {
            license_types: Some(vec![LicenseType::Administrator]),
            ..PeopleSelector::default()
        })),
        ["copy/33", "assign/104"]
    );
}

#[test]
fn people_on_the_copy_still_count_as_holding_the_system_level() {
    let mut desired = rule_for(holders(&["Service Desk User (system)"]));
    let rule = desired.impersonation.get_mut(&handle("users")).unwrap();
    rule.can_login = Some(false);
    let untouched = untouched();
    let first = plan(&desired, &untouched);
    let after = carry_out(&untouched, &first, None);
    assert!(plan(&desired, &after).is_in_sync());
}

#[test]
fn people_whom_an_assignment_moved_still_count_as_it_chose_them() {
    let mut desired = rule_for(holders(&["Service Desk User (system)"]));
    let assignment = Assignment {
        who: holders(&["Service Desk User (system)"]),
        security_level: named("Helpdesk Lead"),
    };
    desired.people.insert(handle("leads"), assignment);
    let untouched = untouched();
    let first = plan(&desired, &untouched);
    insta::assert_snapshot!(lines(&first), @r#"
    level/tasky-api: copy security level "API User (system)" as "Tasky API" [operator -> console-reread]
    edit/52: edit security level "Helpdesk Lead" [operator -> console-reread]
    api-user/tasky: create API user Tasky Integration <psa@contoso.example> [operator -> rest-behaviour] after level/tasky-api
    assign/101: move Tess Turner <tess@contoso.example> from "Service Desk User (system)" to "Helpdesk Lead" [operator -> rest-fact] after edit/52
    assign/103: move Carl Jansen <carl@partner.example> from "Service Desk User (system)" to "Helpdesk Lead" [operator -> rest-fact] after edit/52
    "#);
    let mut after = carry_out(&untouched, &first, None);
    assert!(plan(&desired, &after).is_in_sync());
    // The rule still looks after the level that they were moved to.
    levels(&mut after).get_mut(&HELPDESK).unwrap().cells.clear();
    assert_eq!(plan(&desired, &after).steps[0].id.0, "edit/52");
}

#[test]
fn a_level_that_the_tenant_does_not_have_is_a_problem_at_its_entry() {
    let desired = rule_for(holders(&["Helpdesk Lead", "Helpdesk Leads"]));
    insta::assert_snapshot!(lines(&plan(&desired, &observed())), @r#"problem unknown-level at impersonation.users.levelsHeldBy.levels[1]: this tenant has no security level named "Helpdesk Leads" | Did you mean "Helpdesk Lead"?"#);
}

#[test]
fn a_level_that_nobody_holds_chooses_nobody() {
    let mut observed = observed();
    resources(&mut observed).remove(&PRIYA);
    let desired = rule_for(holders(&["Helpdesk Lead"]));
    insta::assert_snapshot!(lines(&plan(&desired, &observed)), @"problem no-people-matched at impersonation.users.levelsHeldBy: no person of this tenant matches | Check the levels and licence types against what people hold in Autotask.");
}

#[test]
fn an_address_is_to_be_taken_out_only_where_who_has_it_left() {
    let advice = |active: bool, ignored: bool, wanted: Option<bool>| {
        let mut desired = rule_for(PeopleSelector {
            active: wanted,
            ..people(&["tess@contoso.example", "priya@contoso.example"])
        });
        if ignored {
            let words = &mut desired.ownership.people;
            words.insert("tess@*".to_owned(), attune_model::OwnershipWord::Ignore);
        }
        let mut observed = observed();
        resources(&mut observed).get_mut(&TESS).unwrap().active = active;
        notes(&plan(&desired, &observed)).contains("is inactive")
    };
    assert!(advice(false, false, Some(true)));
    assert!(advice(false, false, None));
    assert!(!advice(true, false, Some(true)));
    assert!(!advice(true, false, None));
    assert!(!advice(false, true, None));
    assert!(!advice(false, false, Some(false)));
}
