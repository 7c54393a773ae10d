//! More changes than a review can take in.

use attune_model::{Assignment, DesiredLevel, RiskKind};

use crate::world::*;

/// `count` people beside Priya hold a level that a rule edits, and `others` hold another one.
fn edited(count: i64, others: i64) -> attune_model::Observed {
    let mut observed = observed();
    add_people(&mut observed, 300, count, HELPDESK);
    add_people(&mut observed, 400, others, SERVICE_DESK);
    let level = levels(&mut observed).get_mut(&HELPDESK).unwrap();
    level.cells.clear();
    observed
}

#[test]
fn an_edit_that_most_people_feel_is_refused() {
    let (desired, observed) = (desired(), edited(24, 0));
    insta::assert_snapshot!(refused(&plan(&desired, &observed)), @r#"mass-change: 25 of 28 active people (89 %) are affected, most by: edit "Helpdesk Lead" (25)"#);
    assert!(!plan(&desired, &observed).can_apply());
    assert_eq!(plan(&desired, &observed).steps.len(), 1);
    assert!(plan_allowing(&desired, &observed, RiskKind::MassChange).can_apply());
}

#[test]
fn twenty_people_or_a_small_share_are_no_mass_change() {
    assert_eq!(refused(&plan(&desired(), &edited(19, 0))), "");
    assert_ne!(refused(&plan(&desired(), &edited(20, 0))), "");
    // 21 of 70 are 30 %: not above it.
    assert_eq!(refused(&plan(&desired(), &edited(20, 46))), "");
    assert_ne!(refused(&plan(&desired(), &edited(20, 45))), "");
}

#[test]
fn whoever_is_moved_off_an_edited_level_counts_once() {
    let (mut desired, mut observed) = (desired(), edited(24, 0));
    observed.remembered.copies.clear();
    desired.people.insert(
        handle("away"),
        Assignment {
            who: people(&["p*@partner.example"]),
            security_level: named("Service Desk User (system)"),
        },
    );
    insta::assert_snapshot!(refused(&plan(&desired, &observed)), @r#"mass-change: 25 of 28 active people (89 %) are affected, most by: edit "Helpdesk Lead" (25), move to "Service Desk User (system)" (24)"#);
}

#[test]
fn more_than_fifty_steps_are_refused_but_for_creations() {
    let (mut desired, mut observed) = (desired(), observed());
    for number in 100..151 {
        add_api_only_level(&mut observed, number);
        let wanted = DesiredLevel {
            name: level_name(&format!("Level {number}")),
            ..tasky_api(&mut desired).clone()
        };
        let levels = &mut desired.security_levels;
        levels.insert(handle(&format!("l{number}")), wanted);
    }
    insta::assert_snapshot!(refused(&plan(&desired, &observed)), @"mass-change: 51 steps change what is there already, most by: levels edited (51)");
    desired.security_levels.remove(&handle("l150"));
    assert_eq!(refused(&plan(&desired, &observed)), "");
    tasky(&mut desired).first_name = "Another".to_owned();
    assert_ne!(refused(&plan(&desired, &observed)), "");
    // A user who is yet to be made is one step more, and none that counts.
    observed.remembered.api_users.clear();
    assert_eq!(plan(&desired, &observed).steps.len(), 51);
    assert_eq!(refused(&plan(&desired, &observed)), "");
}

#[test]
fn what_affects_nobody_is_no_cause() {
    let mut desired = desired();
    tasky(&mut desired).first_name = "Another".to_owned();
    insta::assert_snapshot!(refused(&plan(&desired, &edited(24, 0))), @r#"mass-change: 25 of 28 active people (89 %) are affected, most by: edit "Helpdesk Lead" (25)"#);
}
