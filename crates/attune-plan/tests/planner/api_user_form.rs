//! The whole form of an API user: what REST shows, what the ledger remembers, what nobody knows.

use attune_model::catalogue::ProtectedData;
use attune_model::{
    Change, Date, Field, FieldChange, FieldState, FieldValue, LevelChoice, Plan, Reading, Reason,
    StepId, Tracking,
};

use crate::model_apply::carry_out;
use crate::world::*;

fn fields(plan: &Plan) -> Vec<(Field, String)> {
    let Some(Change::UpdateApiUser { fields, .. }) = plan.steps.first().map(|step| &step.change)
    else {
        panic!("an update: {}", lines(plan))
    };
    let text = |FieldChange { before, after }: &FieldChange| {
        let before = before
            .value()
            .map_or("unknown".to_owned(), ToString::to_string);
        format!("{before} -> {after}")
    };
    let fields = fields.iter();
    fields
        .map(|(field, change)| (*field, text(change)))
        .collect()
}

#[test]
fn what_rest_shows_is_compared_with_it() {
    let mut desired = desired();
    let user = tasky(&mut desired);
    user.middle_name = Some("Slack".to_owned());
    user.email_type = Some("Primary".to_owned());
    let mut observed = observed();
    let texts = &mut resources(&mut observed).get_mut(&TASKY).unwrap().texts;
    texts.insert(Field::MiddleName, "Teams".to_owned());
    texts.insert(Field::EmailTypeCode, "PRIMARY".to_owned());
    let plan = plan(&desired, &observed);
    insta::assert_snapshot!(lines(&plan), @"api-user/tasky/fields: update API user Tasky Integration <psa@contoso.example> [rest -> rest-fact]");
    assert_eq!(
        fields(&plan),
        [(Field::MiddleName, "Teams -> Slack".to_owned())]
    );
}

#[test]
fn what_nobody_knows_is_set_by_the_operator_and_then_remembered() {
    let mut desired = desired();
    let user = tasky(&mut desired);
    user.locked = Some(false);
    user.views_unassigned = Some(true);
    user.lines_of_business = Some(["Cloud".to_owned(), "Managed services".to_owned()].into());
    let observed = observed();
    let first = plan(&desired, &observed);
    insta::assert_snapshot!(lines(&first), @"api-user/tasky/fields: update API user Tasky Integration <psa@contoso.example> [operator -> console-reread]");
    assert_eq!(first.steps[0].reason, Reason::Unknown);
    assert_eq!(
        fields(&first),
        [
            (
                Field::LinesOfBusiness,
                "unknown -> Cloud, Managed services".to_owned()
            ),
            (Field::Locked, "unknown -> off".to_owned()),
            (Field::ViewsUnassigned, "unknown -> on".to_owned()),
        ]
    );
    let mut after = carry_out(&observed, &first, None);
    assert!(plan(&desired, &after).is_in_sync());
    remembered(&mut after)
        .fields
        .insert(Field::Locked, FieldValue::Flag(true));
    assert_eq!(
        fields(&plan(&desired, &after)),
        [(Field::Locked, "on -> off".to_owned())]
    );
}

#[test]
fn one_field_that_rest_does_not_take_makes_all_the_operators() {
    let mut desired = desired();
    let user = tasky(&mut desired);
    user.middle_name = Some("Slack".to_owned());
    user.date_format = Some("yyyy-MM-dd".to_owned());
    insta::assert_snapshot!(lines(&plan(&desired, &observed())), @"api-user/tasky/fields: update API user Tasky Integration <psa@contoso.example> [operator -> rest-fact]");
}

#[test]
fn a_new_user_gets_the_whole_form() {
    let mut desired = desired();
    let user = tasky(&mut desired);
    user.tracking = Some(Tracking::Custom("My own script".to_owned()));
    user.key = Some("tasky-prod".to_owned());
    user.locked = Some(false);
    let plan = plan(&desired, &untouched());
    let create = StepId("api-user/tasky".to_owned());
    let step = plan.steps.iter().find(|step| step.id == create).unwrap();
    let Change::CreateApiUser { form, .. } = &step.change else {
        panic!("a creation")
    };
    assert_eq!(form.key.as_deref(), Some("tasky-prod"));
    assert_eq!(form.locked, Some(false));
    assert_eq!(form.tracking.to_string(), "My own script (custom)");
    assert!(plan.problems.is_empty());
}

#[test]
fn what_making_a_user_takes_may_be_missing_only_where_it_is_there() {
    let mut desired = desired();
    tasky(&mut desired).tracking = None;
    tasky(&mut desired).credentials = None;
    assert!(plan(&desired, &observed()).is_in_sync());
    let text = lines(&plan(&desired, &untouched()));
    let problems: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("problem"))
        .collect();
    insta::assert_snapshot!(problems.join("\n"), @r"
    problem unknown-api-user at apiUsers.tasky.credentials: this tenant has no API user Tasky Integration <psa@contoso.example>, and `credentials` is missing to make it | Add `credentials` with the file for key and secret, or correct name and address.
    problem unknown-api-user at apiUsers.tasky.integrationVendor: this tenant has no API user Tasky Integration <psa@contoso.example>, and `integrationVendor` is missing to make it | Add `integrationVendor` or `customIntegration`, or correct name and address.
    ");
}

#[test]
fn a_check_needs_credentials() {
    let mut desired = desired();
    desired.checks.insert(handle("note"), check());
    tasky(&mut desired).credentials = None;
    insta::assert_snapshot!(lines(&plan(&desired, &observed())), @"problem no-credentials at checks.note.apiUser: tasky has no `credentials` to sign in with | Add `credentials` with the file that has its key and secret.");
}

#[test]
fn tracking_is_compared_only_where_it_is_remembered() {
    let mut desired = desired();
    tasky(&mut desired).tracking = Some(Tracking::Custom("My own script".to_owned()));
    let mut observed = observed();
    assert!(lines(&plan(&desired, &observed)).starts_with("api-user/tasky: create"));
    remembered(&mut observed).tracking = None;
    assert!(plan(&desired, &observed).is_in_sync());
}

#[test]
fn a_level_may_be_named() {
    let mut desired = desired();
    tasky(&mut desired).security_level = named("API User (system)");
    insta::assert_snapshot!(lines(&plan(&desired, &observed())), @r#"assign/201: move Tasky Integration <psa@contoso.example> from "Tasky API" to "API User (system)" [operator -> rest-fact]"#);
    tasky(&mut desired).security_level = named("API Users (system)");
    insta::assert_snapshot!(lines(&plan(&desired, &observed())), @r#"problem unknown-level at apiUsers.tasky.securityLevel: this tenant has no security level named "API Users (system)" | Did you mean "API User (system)"?"#);
    tasky(&mut desired).security_level = named("Helpdesk Lead");
    insta::assert_snapshot!(lines(&plan(&desired, &observed())), @r#"problem level-not-api-only at apiUsers.tasky.securityLevel: "Helpdesk Lead" is a level of people, and an API user needs an API-only one | Copy it from "API User (system)" or another API-only level."#);
}

#[test]
fn a_name_that_two_levels_have_is_not_guessed_at() {
    let mut observed = observed();
    let twin = levels(&mut observed)[&TASKY_LEVEL].clone();
    levels(&mut observed).insert(attune_model::LevelId(90), twin);
    let mut desired = desired();
    desired.security_levels.clear();
    let level = LevelChoice::Named(level_name("Tasky API"));
    tasky(&mut desired).security_level = level;
    assert_eq!(plan(&desired, &observed).problems[0].kind.id(), "ambiguous");
}

#[test]
fn protected_data_is_set_where_it_is_not_remembered() {
    let mut desired = desired();
    tasky(&mut desired).protected_data = Some([ProtectedData::ViewProtected].into());
    let mut observed = observed();
    let first = plan(&desired, &observed);
    insta::assert_snapshot!(lines(&first), @"api-user/tasky/protected-data: set the protected data permission of API user Tasky Integration <psa@contoso.example> [operator -> console-reread]");
    assert_eq!(
        first.steps[0].risks[0].what,
        "Tasky Integration <psa@contoso.example> gets View Protected Data, View Unprotected Data"
    );
    assert!(plan(&desired, &carry_out(&observed, &first, None)).is_in_sync());
    // Fewer boxes than now widen nothing.
    remembered(&mut observed).protected_data = Some(ProtectedData::ALL.into());
    let narrowed = plan(&desired, &observed);
    assert_eq!(narrowed.steps[0].reason, Reason::Differs);
    assert!(narrowed.steps[0].risks.is_empty());
}

#[test]
fn protected_data_of_a_new_user_waits_for_it() {
    let mut desired = desired();
    tasky(&mut desired).protected_data = Some([].into());
    let plan = plan(&desired, &untouched());
    let boxes = StepId("api-user/tasky/protected-data".to_owned());
    let step = plan.steps.iter().find(|step| step.id == boxes).unwrap();
    assert_eq!(step.needs, [StepId("api-user/tasky".to_owned())].into());
}

#[test]
fn old_credentials_are_spoken_of() {
    let mut desired = desired();
    tasky(&mut desired).credentials_max_age_days = Some(365);
    let mut observed = observed();
    let advice = |observed: &_| {
        let text = notes(&plan(&desired, observed));
        text.lines()
            .find(|line| line.starts_with("advice"))
            .map(str::to_owned)
    };
    remembered(&mut observed).delivered = Some(Date::constant(2025, 11, 21));
    assert_eq!(advice(&observed), None);
    remembered(&mut observed).delivered = Some(Date::constant(2025, 11, 20));
    assert_eq!(
        advice(&observed).unwrap(),
        "advice: The credentials of Tasky Integration <psa@contoso.example> are 366 days old, and 365 are allowed: replace key and secret."
    );
}

#[test]
fn locking_what_attune_signs_in_with_is_a_lock_out() {
    let mut desired = desired();
    tasky(&mut desired).locked = Some(true);
    let mut observed = observed();
    observed.caller = Some(TASKY);
    assert_eq!(plan(&desired, &observed).refused.len(), 1);
}

#[test]
fn a_text_that_rest_did_not_send_is_unknown() {
    let mut desired = desired();
    tasky(&mut desired).number_format = Some("X,XXX.XX".to_owned());
    let mut observed = observed();
    if let Reading::Read(fields) = &mut observed.fields {
        fields.fields.remove("numberFormat");
    }
    let plan = plan(&desired, &observed);
    insta::assert_snapshot!(lines(&plan), @"api-user/tasky/fields: update API user Tasky Integration <psa@contoso.example> [operator -> rest-fact]");
    let Change::UpdateApiUser { fields, .. } = &plan.steps[0].change else {
        panic!("an update")
    };
    assert_eq!(fields[&Field::NumberFormat].before, FieldState::Unknown);
}

#[test]
fn case_counts_but_in_the_email_type() {
    let mut desired = desired();
    tasky(&mut desired).middle_name = Some("Slack".to_owned());
    let mut observed = observed();
    let texts = &mut resources(&mut observed).get_mut(&TASKY).unwrap().texts;
    texts.insert(Field::MiddleName, "SLACK".to_owned());
    assert_eq!(
        fields(&plan(&desired, &observed)),
        [(Field::MiddleName, "SLACK -> Slack".to_owned())]
    );
}

#[test]
fn what_is_over_and_inactive_already_is_updated_because_it_differs() {
    let mut desired = desired();
    tasky(&mut desired).expires = Some(Date::constant(2026, 11, 20));
    tasky(&mut desired).first_name = "Another".to_owned();
    let mut observed = observed();
    let reason = |observed: &attune_model::Observed| plan(&desired, observed).steps[0].reason;
    assert_eq!(reason(&observed), Reason::Expired);
    resources(&mut observed).get_mut(&TASKY).unwrap().active = false;
    assert_eq!(reason(&observed), Reason::Differs);
}
