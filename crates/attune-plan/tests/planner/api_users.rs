//! Blocks under `apiUsers`.

use std::collections::BTreeSet;

use attune_model::{Reading, StepId, Unread};

use crate::world::*;

#[test]
fn fields_that_rest_takes_go_over_rest() {
    let mut observed = observed();
    let user = resources(&mut observed).get_mut(&TASKY).unwrap();
    user.active = false;
    user.email = "old@contoso.example".to_owned();
    insta::assert_snapshot!(lines(&plan(&desired(), &observed)), @"api-user/tasky/fields: update API user Tasky Integration <old@contoso.example> [rest -> rest-fact]");
}

#[test]
fn a_field_that_rest_does_not_take_makes_it_the_operators() {
    let mut desired = desired();
    desired
        .api_users
        .get_mut(&handle("tasky"))
        .unwrap()
        .primary_internal_location = Some("Branch".to_owned());
    insta::assert_snapshot!(lines(&plan(&desired, &observed())), @"api-user/tasky/fields: update API user Tasky Integration <psa@contoso.example> [operator -> rest-fact]");
}

#[test]
fn a_wrong_level_is_put_right_by_the_channel_that_the_metadata_names() {
    let mut observed = observed();
    resources(&mut observed).get_mut(&TASKY).unwrap().level = API_USER;
    insta::assert_snapshot!(lines(&plan(&desired(), &observed)), @r#"assign/201: move Tasky Integration <psa@contoso.example> from "API User (system)" to "Tasky API" [operator -> rest-fact]"#);
    if let Reading::Read(fields) = &mut observed.fields {
        fields.fields.get_mut("userType").unwrap().read_only = false;
    }
    assert!(lines(&plan(&desired(), &observed)).ends_with("[rest -> rest-fact]"));
}

#[test]
fn a_vendor_that_the_tenant_does_not_list_is_named_with_the_nearest() {
    let mut desired = desired();
    desired
        .api_users
        .get_mut(&handle("tasky"))
        .unwrap()
        .tracking = Some(vendor("Tallman - Tasky"));
    let text = lines(&plan(&desired, &untouched()));
    insta::assert_snapshot!(text.lines().last().unwrap(), @r#"problem unknown-vendor at apiUsers.tasky.integrationVendor: this tenant lists no integration vendor named "Tallman - Tasky" | Did you mean "Tallman.io - Tasky"?"#);
}

#[test]
fn an_unread_vendor_list_refuses_nobody_and_is_said() {
    let mut observed = untouched();
    observed.vendors = Reading::Failed(Unread::Refused("no right".to_owned()));
    let plan = plan(&desired(), &observed);
    assert!(plan.problems.is_empty());
    assert!(
        plan.notes
            .iter()
            .any(|note| note.text().contains("could not be read: no right"))
    );
}

#[test]
fn an_unknown_location_is_a_problem() {
    let mut desired = desired();
    desired
        .api_users
        .get_mut(&handle("tasky"))
        .unwrap()
        .primary_internal_location = Some("Brunch".to_owned());
    insta::assert_snapshot!(lines(&plan(&desired, &observed())), @r#"problem unknown-location at apiUsers.tasky.primaryInternalLocation: this tenant has no internal location named "Brunch" | Did you mean "Branch"?"#);
}

#[test]
fn a_creation_that_was_interrupted_is_planned_again_though_the_user_is_there() {
    let mut observed = observed();
    observed.remembered.api_users.clear();
    observed.remembered.unfinished = BTreeSet::from([StepId("api-user/tasky".to_owned())]);
    let text = lines(&plan(&desired(), &observed));
    assert!(
        text.starts_with("api-user/tasky: create API user"),
        "{text}"
    );
}

#[test]
fn two_that_look_alike_are_not_guessed_between() {
    let mut observed = observed();
    observed.remembered.api_users.clear();
    let twin = resources(&mut observed)[&TASKY].clone();
    resources(&mut observed).insert(attune_model::ResourceId(202), twin);
    assert_eq!(
        plan(&desired(), &observed).problems[0].kind.id(),
        "ambiguous"
    );
}

#[test]
fn a_level_whose_holders_are_people_is_no_level_for_an_api_user() {
    let mut desired = desired();
    let level = desired
        .security_levels
        .get_mut(&handle("tasky-api"))
        .unwrap();
    level.copy_of = Some(level_name("Helpdesk Lead"));
    level.cells = [(
        attune_model::CellId::new("webServicesApi.resourceImpersonation.crm.accounts.view"),
        attune_model::CellValue::Flag(true),
    )]
    .into();
    let kinds: Vec<String> = plan(&desired, &untouched())
        .problems
        .iter()
        .map(|problem| format!("{} at {}", problem.kind.id(), problem.place))
        .collect();
    assert_eq!(
        kinds,
        [
            "level-not-api-only at apiUsers.tasky.securityLevel",
            "cell-not-on-level at securityLevels.tasky-api.webServicesApi.resourceImpersonation.crm.accounts.view",
        ]
    );
}
