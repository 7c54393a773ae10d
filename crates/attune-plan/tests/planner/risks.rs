//! Guarded risks.

use attune_model::{Policy, RiskKind};

use crate::world::*;

fn refused(plan: &attune_model::Plan) -> Vec<String> {
    plan.refused
        .iter()
        .map(|risk| format!("{}: {}", risk.kind, risk.what))
        .collect()
}

#[test]
fn unticking_can_login_is_one_way_and_only_where_asked() {
    assert!(refused(&plan(&desired(), &untouched())).is_empty());
    let mut desired = desired();
    desired
        .impersonation
        .get_mut(&handle("users"))
        .unwrap()
        .can_login = Some(false);
    let asked = plan(&desired, &untouched());
    assert_eq!(
        refused(&asked),
        [
            "one-way: \"Can login to Web Services API\" of \"Service Desk User (with Impersonation)\" is unticked; once saved it cannot be ticked again",
            "one-way: \"Can login to Web Services API\" of \"Helpdesk Lead\" is unticked; once saved it cannot be ticked again",
        ]
    );
    assert!(!asked.can_apply() && asked.steps.len() == 5);
    let allowed = Policy {
        allow: [RiskKind::OneWay].into(),
    };
    assert!(attune_plan::plan(&desired, &untouched(), &allowed).can_apply());
}

#[test]
fn moving_the_last_administrator_is_a_lock_out() {
    let mut observed = untouched();
    resources(&mut observed).get_mut(&ADA).unwrap().email = "ada@contoso.example".to_owned();
    assert_eq!(
        refused(&plan(&desired(), &observed)),
        [
            "lock-out: Ada Winter <ada@contoso.example> is moved, and no other administrator stays as they are"
        ]
    );
    let mut second = resources(&mut observed)[&ADA].clone();
    second.email = "second@admin.example".to_owned();
    resources(&mut observed).insert(attune_model::ResourceId(106), second);
    assert!(refused(&plan(&desired(), &observed)).is_empty());
}

#[test]
fn the_built_in_account_does_not_count_as_an_administrator() {
    let mut observed = untouched();
    resources(&mut observed).get_mut(&ADA).unwrap().email = "ada@contoso.example".to_owned();
    let mut built_in = resources(&mut observed)[&ADA].clone();
    built_in.email = "built-in@autotask.example".to_owned();
    resources(&mut observed).insert(attune_model::ResourceId(4), built_in);
    assert_eq!(refused(&plan(&desired(), &observed)).len(), 1);
}

#[test]
fn changing_what_attune_signs_in_with_is_a_lock_out() {
    let mut observed = observed();
    observed.caller = Some(TASKY);
    resources(&mut observed).get_mut(&TASKY).unwrap().level = API_USER;
    let refused = refused(&plan(&desired(), &observed));
    assert_eq!(refused.len(), 1);
    assert!(
        refused[0].starts_with("lock-out: Tasky Integration"),
        "{refused:?}"
    );
}

#[test]
fn a_level_and_an_api_user_that_are_there_already_are_not_taken_over_silently() {
    let mut observed = observed();
    observed.remembered.levels.clear();
    observed.remembered.api_users.clear();
    levels(&mut observed)
        .get_mut(&TASKY_LEVEL)
        .unwrap()
        .cells
        .clear();
    resources(&mut observed).get_mut(&TASKY).unwrap().active = false;
    assert_eq!(
        refused(&plan(&desired(), &observed)),
        [
            "take-over: the level \"Tasky API\" is there already, and attune did not make it",
            "take-over: the API user Tasky Integration <psa@contoso.example> is there already, and attune did not make it",
        ]
    );
}

#[test]
fn widening_is_shown_and_not_refused() {
    let plan = plan(&desired(), &untouched());
    let shown: Vec<String> = plan
        .steps
        .iter()
        .flat_map(|step| &step.risks)
        .map(|risk| format!("{}: {}", risk.kind, risk.what))
        .collect();
    assert_eq!(
        shown,
        [
            "widens-rights: integrations may act as the holders of \"Service Desk User (with Impersonation)\"",
            "widens-rights: \"Tasky API\" gets 1 right",
            "widens-rights: integrations may act as the holders of \"Helpdesk Lead\"",
            "widens-rights: Tallman.io - Tasky gets an API user with the rights of \"Tasky API\"",
        ]
    );
}
