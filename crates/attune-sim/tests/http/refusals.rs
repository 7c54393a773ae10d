//! What the admin pages refuse.

use std::collections::BTreeMap;

use attune_model::catalogue::{ALLOW_IMPERSONATION, CAN_LOGIN};
use attune_model::{
    CellId, CellValue, Field, FieldValue, LevelId, LevelName, ResourceId, Tracking,
};
use attune_sim::operator::{Call, NewApiUser};
use reqwest::StatusCode;
use serde_json::json;

use crate::harness::{
    API_USER, ATTUNE, HELPDESK_LEAD, SERVICE_DESK_USER, TESS, World, assign, save_level,
};

fn cell(level: LevelId, path: &str, value: CellValue) -> Call {
    Call::SaveLevel {
        level,
        name: None,
        active: None,
        cells: BTreeMap::from([(CellId::new(path), value)]),
    }
}

fn form() -> Call {
    Call::SaveApiUser(Box::new(NewApiUser {
        first_name: "Tasky".to_owned(),
        last_name: "Integration".to_owned(),
        email: "tasky@contoso.example".to_owned(),
        active: true,
        level: API_USER,
        primary_internal_location: None,
        tracking: Tracking::Vendor("Tallman.io - Tasky".to_owned()),
        key: "tasky12345@contoso.example".to_owned(),
        secret: "not-a-real-secret-tasky00".to_owned(),
        fields: BTreeMap::new(),
    }))
}

/// The form with one value changed, as it goes over the wire.
fn form_but(name: &str, value: impl Into<serde_json::Value>) -> Call {
    let mut form = serde_json::to_value(form()).expect("JSON");
    form[name] = value.into();
    serde_json::from_value(form).expect("a call")
}

#[tokio::test]
async fn levels_are_guarded() {
    let world = World::contoso().await;
    let cases = [
        (
            save_level(SERVICE_DESK_USER, Some("Mine"), &[]),
            "Service Desk User (system) is a system security level and cannot be edited.",
        ),
        (
            Call::CopyLevel { base: LevelId(38) },
            "The security level Contractor (system) cannot be copied.",
        ),
        (
            Call::CopyLevel { base: LevelId(41) },
            "The security level Time and Attendance (system) cannot be copied.",
        ),
        (
            Call::CopyLevel { base: LevelId(21) },
            "The security level Dashboard User (system) cannot be copied.",
        ),
        (
            Call::CopyLevel { base: LevelId(99) },
            "There is no security level 99.",
        ),
        (
            Call::ReadLevel { level: LevelId(99) },
            "There is no security level 99.",
        ),
        (
            save_level(HELPDESK_LEAD, Some(" "), &[]),
            "Name is required.",
        ),
        (
            save_level(HELPDESK_LEAD, Some("field engineer"), &[]),
            "The name field engineer is already in use.",
        ),
        (
            cell(
                HELPDESK_LEAD,
                "other.webhooks.canCreate",
                CellValue::Flag(true),
            ),
            "The page of Helpdesk Lead does not show other.webhooks.canCreate.",
        ),
        (
            cell(HELPDESK_LEAD, ALLOW_IMPERSONATION, CellValue::Number(1)),
            "Web Services API > Resource Impersonation > Allow impersonation of resources with this security level does not take 1.",
        ),
    ];
    for (call, words) in cases {
        assert_eq!(world.refused(call).await, words);
    }
}

#[tokio::test]
async fn a_refused_page_saves_nothing() {
    let world = World::contoso().await;
    let call = Call::SaveLevel {
        level: HELPDESK_LEAD,
        name: Some(LevelName::new("New Name")),
        active: Some(false),
        cells: BTreeMap::from([
            (CellId::new(ALLOW_IMPERSONATION), CellValue::Flag(true)),
            (CellId::new("no.such.cell"), CellValue::Flag(true)),
        ]),
    };
    let before = world
        .simulator
        .with_tenant(|tenant| tenant.levels().clone());
    world.refused(call).await;
    let after = world
        .simulator
        .with_tenant(|tenant| tenant.levels().clone());
    assert_eq!(before, after);
}

#[tokio::test]
async fn there_are_at_most_50_custom_levels_for_api_users() {
    let world = World::contoso().await;
    for _ in 0..50 {
        world.do_visit(Call::CopyLevel { base: API_USER }).await;
    }
    assert_eq!(
        world.refused(Call::CopyLevel { base: API_USER }).await,
        "There can be no more than 50 custom API-only security levels."
    );
    world
        .do_visit(Call::CopyLevel {
            base: SERVICE_DESK_USER,
        })
        .await;
}

#[tokio::test]
async fn the_login_box_is_a_ratchet() {
    let world = World::contoso().await;
    let administrator = LevelId(33);
    let on = [(CAN_LOGIN.to_owned(), true)];
    let off = [(CAN_LOGIN.to_owned(), false)];
    let level = world.copy_level(administrator, "Admin", &on).await;
    world.do_visit(save_level(level, None, &off)).await;
    assert_eq!(
        world.refused(save_level(level, None, &on)).await,
        "Web Services API > Feature Access > Can login to Web Services API cannot be ticked again."
    );
    // It was never given up on this one.
    world.do_visit(save_level(HELPDESK_LEAD, None, &on)).await;
}

#[tokio::test]
async fn the_form_for_api_users_is_guarded() {
    let world = World::contoso().await;
    let cases = [
        (form_but("firstName", " "), "firstName is required."),
        (
            form_but("lastName", "x".repeat(51)),
            "lastName takes no more than 50 characters.",
        ),
        (
            form_but("email", "tasky"),
            "tasky is not an e-mail address.",
        ),
        (
            form_but("level", 39),
            "Service Desk User (system) is not in the list: it shows active API-only security levels.",
        ),
        (form_but("level", 99), "There is no security level 99."),
        (
            form_but("primaryInternalLocation", "Moon"),
            "There is no internal location Moon.",
        ),
        (
            form_but("tracking", json!({"vendor": "Tasky"})),
            "Tasky is not in the list of integration vendors.",
        ),
        (
            form_but("key", "tasky@elsewhere.example"),
            "Username (Key) must end in @contoso.example.",
        ),
        (
            form_but("key", "tas ky@contoso.example"),
            "Username (Key) must have letters and digits before the domain.",
        ),
        (
            form_but("key", "attune7kq2m9xw@contoso.example"),
            "Username (Key) attune7kq2m9xw@contoso.example is already in use.",
        ),
        (form_but("secret", ""), "Password (Secret) is required."),
    ];
    for (call, words) in cases {
        assert_eq!(world.refused(call).await, words);
    }
    world.do_visit(form()).await;
    assert_eq!(
        world.refused(form()).await,
        "Username (Key) tasky12345@contoso.example is already in use."
    );
}

#[tokio::test]
async fn the_key_of_an_inactive_user_stays_taken() {
    let world = World::contoso().await;
    world.do_visit(form_but("active", false)).await;
    let words = world.refused(form()).await;
    assert!(words.ends_with("is already in use."), "{words}");
}

#[tokio::test]
async fn an_inactive_level_is_not_in_the_list() {
    let world = World::contoso().await;
    let level = world.copy_level(API_USER, "Retired", &[]).await;
    let call = Call::SaveLevel {
        level,
        name: None,
        active: Some(false),
        cells: BTreeMap::new(),
    };
    world.do_visit(call).await;
    assert_eq!(
        world.refused(form_but("level", level.0)).await,
        "Retired is not in the list: it shows active API-only security levels."
    );
}

#[tokio::test]
async fn changes_to_api_users_are_guarded() {
    let world = World::contoso().await;
    let update = |user: i64, field, value| Call::UpdateApiUser {
        user: ResourceId(user),
        fields: BTreeMap::from([(field, value)]),
    };
    let cases = [
        (
            update(TESS, Field::IsActive, FieldValue::Flag(false)),
            "There is no API user 29682886.",
        ),
        (
            update(ATTUNE, Field::IsActive, FieldValue::Number(1)),
            "isActive does not take 1.",
        ),
        (
            update(ATTUNE, Field::LocationId, FieldValue::Number(1)),
            "locationID does not take 1.",
        ),
        (
            update(ATTUNE, Field::UserType, FieldValue::Number(52)),
            "Helpdesk Lead is not in the list: it shows active API-only security levels.",
        ),
        (
            update(ATTUNE, Field::FirstName, FieldValue::Text(String::new())),
            "firstName is required.",
        ),
    ];
    for (call, words) in cases {
        assert_eq!(world.refused(call).await, words);
    }
}

#[tokio::test]
async fn levels_are_assigned_to_their_own_kind() {
    let world = World::contoso().await;
    let cases = [
        (
            assign(TESS, API_USER),
            "API User (system) is for API users only.",
        ),
        (assign(TESS, LevelId(54)), "Old Helpdesk is not active."),
        (
            assign(TESS, LevelId(51)),
            "Co-managed Help Desk (system) does not go with the licence Professional.",
        ),
        (
            assign(ATTUNE, HELPDESK_LEAD),
            "Helpdesk Lead is not in the list: it shows active API-only security levels.",
        ),
        (assign(1, HELPDESK_LEAD), "There is no resource 1."),
        (assign(TESS, LevelId(99)), "There is no security level 99."),
    ];
    for (call, words) in cases {
        assert_eq!(world.refused(call).await, words);
    }
}

#[tokio::test]
async fn a_call_that_is_none_is_not_repeated() {
    let world = World::contoso().await;
    let url = format!("{}simulator/operator", world.simulator.console_url());
    let request = world.client.post(url).body(r#"{"do":"hunter2"}"#);
    let response = request.send().await.expect("an answer");
    assert_eq!(response.status(), StatusCode::BAD_REQUEST);
    let text = response.text().await.expect("a text");
    assert_eq!(text, r#"{"refused":"The call cannot be understood."}"#);
}
