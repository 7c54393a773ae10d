//! Guarded risks.

use attune_model::catalogue::ProtectedData;
use attune_model::{CellId, CellValue, Date, Desired, Policy, RiskKind};

use crate::world::*;

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
    insta::assert_snapshot!(refused(&asked), @r#"
    one-way: "Can login to Web Services API" of "Service Desk User (with Impersonation)" is unticked; once saved it cannot be ticked again
    one-way: "Can login to Web Services API" of "Helpdesk Lead" is unticked; once saved it cannot be ticked again
    "#);
    assert!(!asked.can_apply() && asked.steps.len() == 5);
    let allowed = Policy {
        allow: [RiskKind::OneWay].into(),
        ..Policy::default()
    };
    assert!(attune_plan::plan(&desired, &untouched(), &allowed).can_apply());
}

#[test]
fn moving_the_last_administrator_is_a_lock_out() {
    let mut observed = untouched();
    resources(&mut observed).get_mut(&ADA).unwrap().email = "ada@contoso.example".to_owned();
    insta::assert_snapshot!(refused(&plan(&desired(), &observed)), @"lock-out: Ada Winter <ada@contoso.example> is moved, and no other administrator stays as they are");
    let mut second = resources(&mut observed)[&ADA].clone();
    second.email = "second@admin.example".to_owned();
    resources(&mut observed).insert(attune_model::ResourceId(106), second);
    assert!(refused(&plan(&desired(), &observed)).is_empty());
}

#[test]
fn an_administrators_licence_without_the_level_keeps_nobody() {
    let mut observed = untouched();
    resources(&mut observed).get_mut(&ADA).unwrap().email = "ada@contoso.example".to_owned();
    let mut second = resources(&mut observed)[&ADA].clone();
    second.email = "second@admin.example".to_owned();
    second.level = HELPDESK;
    resources(&mut observed).insert(attune_model::ResourceId(106), second);
    insta::assert_snapshot!(refused(&plan(&desired(), &observed)), @"lock-out: Ada Winter <ada@contoso.example> is moved, and no other administrator stays as they are");
}

#[test]
fn the_built_in_account_does_not_count_as_an_administrator() {
    let mut observed = untouched();
    resources(&mut observed).get_mut(&ADA).unwrap().email = "ada@contoso.example".to_owned();
    let mut built_in = resources(&mut observed)[&ADA].clone();
    built_in.email = "built-in@autotask.example".to_owned();
    resources(&mut observed).insert(attune_model::ResourceId(4), built_in);
    assert_eq!(refused(&plan(&desired(), &observed)).lines().count(), 1);
}

#[test]
fn changing_what_attune_signs_in_with_is_a_lock_out() {
    let mut observed = observed();
    observed.caller = Some(TASKY);
    resources(&mut observed).get_mut(&TASKY).unwrap().level = API_USER;
    insta::assert_snapshot!(refused(&plan(&desired(), &observed)), @"lock-out: Tasky Integration <psa@contoso.example> is the API user that attune itself signs in with");
}

#[test]
fn what_of_its_own_access_attune_would_lose_is_said() {
    let mut observed = observed();
    observed.caller = Some(TASKY);
    let lost = |change: &dyn Fn(&mut Desired)| {
        let mut desired = desired();
        change(&mut desired);
        let plan = plan(&desired, &observed);
        let locked_out = plan
            .refused
            .into_iter()
            .filter(|risk| risk.kind == RiskKind::LockOut);
        locked_out
            .map(|risk| risk.what)
            .collect::<Vec<_>>()
            .join("\n")
    };
    let cell = |path: &'static str| {
        move |desired: &mut Desired| {
            let cells = &mut tasky_api(desired).cells;
            cells.insert(CellId::new(path), CellValue::Flag(false));
        }
    };
    insta::assert_snapshot!(lost(&|desired| tasky_api(desired).active = Some(false)), @r#""Tasky API" is the level that attune itself holds, and it would be inactivated"#);
    insta::assert_snapshot!(lost(&|desired| tasky_api(desired).expires = Some(Date::constant(2026, 11, 20))), @r#""Tasky API" is the level that attune itself holds, and it would be inactivated"#);
    insta::assert_snapshot!(lost(&cell(CAN_LOGIN)), @r#""Tasky API" is the level that attune itself holds, and it would lose "Can login to Web Services API", without which nobody can sign in"#);
    insta::assert_snapshot!(lost(&cell("admin.features.resourcesUsersHr")), @r#""Tasky API" is the level that attune itself holds, and it would lose "Resources/Users (HR)", without which nobody can see to people and API users"#);
    insta::assert_snapshot!(lost(&cell("admin.features.kaseyaIntegrations")), @r#""Tasky API" is the level that attune itself holds"#);
    insta::assert_snapshot!(lost(&|desired| tasky(desired).active = Some(false)), @"Tasky Integration <psa@contoso.example> is the API user that attune itself signs in with, and would be inactivated");
    insta::assert_snapshot!(lost(&|desired| tasky(desired).locked = Some(true)), @"Tasky Integration <psa@contoso.example> is the API user that attune itself signs in with, and would be locked");
    insta::assert_snapshot!(lost(&|desired| tasky(desired).middle_name = Some("Slack".to_owned())), @"");
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
    insta::assert_snapshot!(refused(&plan(&desired(), &observed)), @r#"
    take-over: the level "Tasky API" is there already, and attune did not make it
    take-over: the API user Tasky Integration <psa@contoso.example> is there already, and attune did not make it
    "#);
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
            "widens-rights: \"Tasky API\" gets Web Services API > Can login to Web Services API",
            "widens-rights: integrations may act as the holders of \"Helpdesk Lead\"",
            "widens-rights: Tallman.io - Tasky gets an API user with the rights of \"Tasky API\"",
        ]
    );
}

#[test]
fn what_is_widened_is_named_by_row_and_column_five_rows_at_most() {
    let mut desired = desired();
    let table = "webServicesApi.resourceImpersonation";
    let widened = |desired: &Desired| {
        let plan = plan(desired, &observed());
        let risks = plan.steps.iter().flat_map(|step| &step.risks);
        risks
            .map(|risk| risk.what.clone())
            .collect::<Vec<_>>()
            .join("\n")
    };
    let mut tick = |row: &str, verbs: &[&str]| {
        for verb in verbs {
            let cell = CellId::new(format!("{table}.{row}.{verb}"));
            tasky_api(&mut desired)
                .cells
                .insert(cell, CellValue::Flag(true));
        }
        widened(&desired)
    };
    insta::assert_snapshot!(tick("serviceDesk.tickets", &["view", "edit"]), @r#""Tasky API" gets Resource Impersonation: Service Desk > Tickets (View, Edit)"#);
    tick("crm.accounts", &["view"]);
    tick("crm.contacts", &["view"]);
    tick("projects.projects", &["view"]);
    tick("projects.projectNotes", &["view"]);
    tick("projects.taskNotes", &["view", "add"]);
    insta::assert_snapshot!(tick("serviceDesk.ticketNotes", &["view"]), @r#""Tasky API" gets Resource Impersonation: CRM > Organizations (View), Resource Impersonation: CRM > Contacts (View), Resource Impersonation: Projects > Project Notes (View), Resource Impersonation: Projects > Projects (View), Resource Impersonation: Projects > Task Notes (View, Add), and 2 more"#);
}

#[test]
fn boxes_of_protected_data_are_named() {
    let mut desired = desired();
    tasky(&mut desired).protected_data = Some([ProtectedData::ViewProtected].into());
    let plan = plan(&desired, &observed());
    insta::assert_snapshot!(plan.steps[0].risks[0].what, @"Tasky Integration <psa@contoso.example> gets View Protected Data, View Unprotected Data");
}
