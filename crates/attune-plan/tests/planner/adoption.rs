//! The keys `was` and `adopt`: what is there already becomes attune's.

use attune_model::{CellId, OwnershipWord};

use crate::model_apply::carry_out;
use crate::world::*;

/// The tenant is as the manifest says, and the ledger knows neither the level nor the API user.
fn forgotten() -> attune_model::Observed {
    let mut observed = observed();
    observed.remembered.levels.clear();
    observed.remembered.api_users.clear();
    observed
}

fn adopting() -> attune_model::Desired {
    let mut desired = desired();
    tasky_api(&mut desired).adopt = true;
    tasky(&mut desired).adopt = true;
    desired
}

#[test]
fn what_is_adopted_is_noted_though_nothing_changes_and_only_once() {
    let plan = plan(&adopting(), &forgotten());
    insta::assert_snapshot!(lines(&plan), @r#"
    level/tasky-api/adopt: adopt security level "Tasky API" as tasky-api [rest -> rest-fact]
    api-user/tasky/adopt: adopt API user Tasky Integration <psa@contoso.example> as tasky [rest -> rest-fact]
    "#);
    assert!(plan.can_apply() && !plan.is_in_sync());
    let after = carry_out(&forgotten(), &plan, None);
    assert!(crate::world::plan(&adopting(), &after).is_in_sync());
    assert!(crate::world::plan(&desired(), &forgotten()).is_in_sync());
}

#[test]
fn what_is_adopted_is_changed_without_a_take_over() {
    let mut observed = forgotten();
    let level = levels(&mut observed).get_mut(&TASKY_LEVEL).unwrap();
    level.cells.insert(CellId::new(CAN_LOGIN), flag(false));
    let user = resources(&mut observed).get_mut(&TASKY).unwrap();
    user.active = false;
    user.level = API_USER;
    let plan = plan(&adopting(), &observed);
    assert_eq!(refused(&plan), "");
    insta::assert_snapshot!(lines(&plan), @r#"
    level/tasky-api/adopt: adopt security level "Tasky API" as tasky-api [rest -> rest-fact]
    level/tasky-api: edit security level "Tasky API" [operator -> console-reread] after level/tasky-api/adopt
    api-user/tasky/adopt: adopt API user Tasky Integration <psa@contoso.example> as tasky [rest -> rest-fact]
    api-user/tasky/fields: update API user Tasky Integration <psa@contoso.example> [rest -> rest-fact] after api-user/tasky/adopt
    assign/201: move Tasky Integration <psa@contoso.example> from "API User (system)" to "Tasky API" [operator -> rest-fact] after api-user/tasky/adopt
    "#);
    let told = |line: &str| line.starts_with("take-over");
    let untold = refused(&crate::world::plan(&desired(), &observed));
    assert_eq!(untold.lines().filter(|line| told(line)).count(), 3);
}

#[test]
fn nothing_is_adopted_that_is_not_there() {
    let ids = |desired| -> Vec<String> {
        let plan = plan(&desired, &untouched());
        plan.steps.iter().map(|step| step.id.0.clone()).collect()
    };
    assert_eq!(ids(adopting()), ids(desired()));
}

#[test]
fn a_level_is_renamed_rather_than_copied_anew() {
    let mut desired = desired();
    tasky_api(&mut desired).name = level_name("Tasky");
    tasky_api(&mut desired).was = Some(level_name("Tasky API"));
    let observed = forgotten();
    let plan = plan(&desired, &observed);
    insta::assert_snapshot!(lines(&plan), @r#"
    level/tasky-api/adopt: adopt security level "Tasky API" as tasky-api [rest -> rest-fact]
    level/tasky-api: edit security level "Tasky API" [operator -> console-reread] after level/tasky-api/adopt
    "#);
    assert_eq!(refused(&plan), "");
    let after = carry_out(&observed, &plan, None);
    assert!(crate::world::plan(&desired, &after).is_in_sync());
    // Where no level has the old name, it is copied as ever.
    let new = crate::world::plan(&desired, &untouched());
    assert!(lines(&new).contains(r#"copy security level "API User (system)" as "Tasky""#));
}

#[test]
fn the_ledger_says_more_than_the_old_name() {
    let mut desired = desired();
    tasky_api(&mut desired).was = Some(level_name("Helpdesk Lead"));
    assert!(plan(&desired, &observed()).is_in_sync());
}

#[test]
fn two_levels_cannot_be_one_under_two_names() {
    let mut desired = desired();
    tasky_api(&mut desired).was = Some(level_name("Helpdesk Lead"));
    let problems = &plan(&desired, &forgotten()).problems;
    assert_eq!(problems[0].place.0, "securityLevels.tasky-api.was");
    assert_eq!(problems[0].kind.id(), "ambiguous");
    insta::assert_snapshot!(problems[0].message, @r#"this tenant has both "Tasky API" and "Helpdesk Lead", so neither can be the other under its old name"#);
}

#[test]
fn a_copy_of_a_level_that_is_renamed_is_a_copy_of_what_is_there() {
    let mut desired = desired();
    let copy = attune_model::DesiredLevel {
        name: level_name("Second"),
        copy_of: Some(level_name("Tasky")),
        ..tasky_api(&mut desired).clone()
    };
    desired.security_levels.insert(handle("second"), copy);
    tasky_api(&mut desired).name = level_name("Tasky");
    tasky_api(&mut desired).was = Some(level_name("Tasky API"));
    let text = lines(&plan(&desired, &forgotten()));
    assert!(
        text.contains(r#"level/second: copy security level "Tasky API" as "Second" [operator -> console-reread]"#),
        "{text}"
    );
}

#[test]
fn what_is_protected_is_adopted_and_not_renamed_by_its_old_name() {
    let mut desired = desired();
    tasky_api(&mut desired).name = level_name("Tasky");
    tasky_api(&mut desired).was = Some(level_name("Tasky API"));
    let words = &mut desired.ownership.security_levels;
    words.insert("Tasky API".to_owned(), OwnershipWord::Protect);
    let problems = &plan(&desired, &forgotten()).problems;
    assert_eq!(problems[0].place.0, "securityLevels.tasky-api.name");
    assert_eq!(problems[0].kind.id(), "protected");
}

#[test]
fn adopting_runs_no_check_again() {
    let mut desired = adopting();
    desired.checks.insert(handle("note"), check());
    let mut observed = observed();
    let first = plan(&desired, &observed);
    observed = carry_out(&observed, &first, None);
    tasky_api(&mut desired).adopt = false;
    tasky_api(&mut desired).was = Some(level_name("Something"));
    tasky(&mut desired).adopt = false;
    assert!(plan(&desired, &observed).is_in_sync());
}
