//! The walkthrough of an integration, by an operator, with what REST does before and after.

use attune_model::catalogue::{ALLOW_IMPERSONATION, RESOURCE_IMPERSONATION};
use attune_model::{CellId, CellValue, LevelId, LevelName, Tracking};
use attune_sim::Tenant;
use attune_sim::operator::{Answer, Call, NewApiUser};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::harness::{
    API_USER, ATTUNE, HELPDESK_LEAD, NINA, PRIYA, SERVICE_DESK_USER, TESS, World, assign, error,
    ok, save_level,
};

const NOTES: &str = "V1.0/Tickets/8001/Notes";

const CANNOT_CREATE: &str =
    "The logged in Resource does not have the adequate permissions to create this entity type.";

fn note() -> Value {
    json!({"description": "Called back.", "title": "Call", "noteType": 1, "publish": 2})
}

fn service_desk() -> Vec<(String, bool)> {
    [
        "tickets.view",
        "tickets.add",
        "ticketNotes.view",
        "ticketNotes.add",
    ]
    .map(|cell| (format!("{RESOURCE_IMPERSONATION}.serviceDesk.{cell}"), true))
    .to_vec()
}

fn allow() -> [(String, bool); 1] {
    [(ALLOW_IMPERSONATION.to_owned(), true)]
}

/// Makes an API user on a level and signs in with it.
async fn sign_in_as_tasky(world: World, level: LevelId) -> World {
    let Answer::Drafted { key, secret } = world.do_visit(Call::DraftApiUser { key: None }).await
    else {
        panic!("a draft was asked for");
    };
    let form = Call::SaveApiUser(Box::new(NewApiUser {
        first_name: "Tasky".to_owned(),
        last_name: "Integration".to_owned(),
        email: "psa-integrations@contoso.example".to_owned(),
        active: true,
        level,
        primary_internal_location: Some("Branch Office".to_owned()),
        tracking: Tracking::Vendor("Tallman.io - Tasky".to_owned()),
        key: key.clone(),
        secret: secret.clone(),
        fields: std::collections::BTreeMap::new(),
    }));
    world.do_visit(form).await;
    let user = ok(world
        .post(
            "V1.0/Resources/query",
            &json!({"filter": [{"op": "eq", "field": "firstName", "value": "Tasky"}]}),
        )
        .await);
    assert_eq!(user["items"][0]["licenseType"], 7);
    assert_eq!(user["items"][0]["locationID"], 90683);
    world
        .with("UserName", &key)
        .with("Secret", &secret)
        .with("ApiIntegrationCode", "SIMULATED00TASKY00000000101")
}

#[tokio::test]
async fn a_note_is_written_as_a_person_once_all_three_parts_are_set() {
    let world = World::contoso().await;
    let level = world
        .copy_level(API_USER, "API User (with Impersonation)", &[])
        .await;
    let world = sign_in_as_tasky(world, level).await;
    assert_eq!(
        error(world.post_as(TESS, NOTES, &note()).await),
        CANNOT_CREATE
    );

    world
        .do_visit(save_level(level, None, &service_desk()))
        .await;
    assert_eq!(
        error(world.post_as(TESS, NOTES, &note()).await),
        CANNOT_CREATE
    );

    let copy = world
        .copy_level(SERVICE_DESK_USER, "Service Desk User (attune)", &allow())
        .await;
    assert_eq!(
        error(world.post_as(TESS, NOTES, &note()).await),
        CANNOT_CREATE
    );

    world.do_visit(assign(TESS, copy)).await;
    let made = ok(world.post_as(TESS, NOTES, &note()).await);
    let id = &made["itemId"];
    let read = ok(world.get(&format!("V1.0/TicketNotes/{id}")).await)["item"].clone();
    assert_eq!(read["creatorResourceID"], TESS);
    assert_eq!(read["impersonatorCreatorResourceID"], 29_682_899);

    let ticket = json!({"companyID": 174, "title": "Test", "status": 1, "priority": 2});
    let made = ok(world.post_as(TESS, "V1.0/Tickets", &ticket).await);
    let id = &made["itemId"];
    let read = ok(world.get(&format!("V1.0/Tickets/{id}")).await)["item"].clone();
    assert_eq!(read["creatorResourceID"], TESS);
    assert_eq!(read["impersonatorCreatorResourceID"], 29_682_899);
}

#[tokio::test]
async fn an_edit_of_a_custom_level_reaches_all_its_holders() {
    let world = World::contoso().await;
    let level = world
        .copy_level(API_USER, "Impersonating", &service_desk())
        .await;
    let world = sign_in_as_tasky(world, level).await;
    world
        .do_visit(save_level(HELPDESK_LEAD, None, &allow()))
        .await;
    ok(world.post_as(PRIYA, NOTES, &note()).await);
    // The table permits no edits.
    let patch = world
        .request(reqwest::Method::PATCH, "V1.0/Tickets")
        .header("ImpersonationResourceId", PRIYA)
        .json(&json!({"id": 8001, "status": 5}));
    assert_eq!(
        error(crate::harness::answer(patch).await),
        "The logged in Resource does not have the adequate permissions to update this entity type."
    );
    // Resources do not support impersonation: the header is ignored.
    let query = json!({"filter": [{"op": "eq", "field": "id", "value": 4}]});
    ok(world.post_as(TESS, "V1.0/Resources/query", &query).await);
}

#[tokio::test]
async fn queries_are_impersonated_too() {
    let world = World::contoso().await;
    let level = world
        .copy_level(API_USER, "Impersonating", &service_desk())
        .await;
    let world = sign_in_as_tasky(world, level).await;
    let query = json!({"filter": [{"op": "exist", "field": "id"}]});
    let path = "V1.0/Tickets/query";
    assert_eq!(
        error(world.post_as(PRIYA, path, &query).await),
        "The logged in Resource does not have the adequate permissions to query this entity type."
    );
    world
        .do_visit(save_level(HELPDESK_LEAD, None, &allow()))
        .await;
    let all = ok(world.post_as(PRIYA, path, &query).await);
    assert_eq!(all["pageDetails"]["count"], 3);
    // A level that sees its own tickets only hides the others without a word.
    let mine = Call::SaveLevel {
        level: HELPDESK_LEAD,
        name: None,
        active: None,
        cells: [(
            CellId::new("serviceDesk.objects.tickets.view"),
            CellValue::Scope(attune_model::Scope::Mine),
        )]
        .into(),
    };
    world.do_visit(mine).await;
    let own = ok(world.post_as(PRIYA, path, &query).await);
    assert_eq!(own["pageDetails"]["count"], 1);
    assert_eq!(own["items"][0]["id"], 8003);
}

#[tokio::test]
async fn the_persons_own_rights_bound_what_is_done_as_them() {
    let world = World::contoso().await;
    let level = world
        .copy_level(API_USER, "Impersonating", &service_desk())
        .await;
    let world = sign_in_as_tasky(world, level).await;
    let mut cells = allow().to_vec();
    cells.push(("serviceDesk.objects.tickets.add".to_owned(), false));
    world
        .do_visit(save_level(HELPDESK_LEAD, None, &cells))
        .await;
    let ticket = json!({"companyID": 174, "title": "Test", "status": 1, "priority": 2});
    let path = "V1.0/Tickets";
    assert_eq!(
        error(world.post_as(PRIYA, path, &ticket).await),
        CANNOT_CREATE
    );
    ok(world.post_as(PRIYA, NOTES, &note()).await);
    ok(world.post(path, &ticket).await);
    let own = [("serviceDesk.objects.tickets.add".to_owned(), false)];
    world.do_visit(save_level(level, None, &own)).await;
    assert_eq!(error(world.post(path, &ticket).await), CANNOT_CREATE);
    let info = ok(world.get("V1.0/Tickets/entityInformation").await);
    assert_eq!(info["info"]["userAccessForCreate"], "None");
    assert_eq!(info["info"]["userAccessForUpdate"], "All");
}

#[tokio::test]
async fn some_resources_cannot_be_impersonated() {
    let mut tenant = Tenant::contoso();
    for person in [TESS, NINA] {
        let record = tenant.record_mut(attune_sim::Entity::Resources, person);
        let record = record.expect("is there");
        record.insert("userType".to_owned(), json!(HELPDESK_LEAD));
    }
    let world = World::of(tenant).await;
    let level = world
        .copy_level(API_USER, "Impersonating", &service_desk())
        .await;
    let world = sign_in_as_tasky(world, level).await;
    world
        .do_visit(save_level(HELPDESK_LEAD, None, &allow()))
        .await;
    ok(world.post_as(TESS, NOTES, &note()).await);
    ok(world.post_as(NINA, NOTES, &note()).await);
    for nobody in [ATTUNE, 1] {
        let answer = world.post_as(nobody, NOTES, &note()).await;
        assert_eq!(error(answer), CANNOT_CREATE);
    }
    for (field, value) in [("isActive", json!(false)), ("licenseType", json!(8))] {
        let before = world.simulator.with_tenant(|tenant| {
            let record = tenant.record_mut(attune_sim::Entity::Resources, TESS);
            record.expect("Tess").insert(field.to_owned(), value)
        });
        let answer = world.post_as(TESS, NOTES, &note()).await;
        assert_eq!(error(answer), CANNOT_CREATE, "{field}");
        world.simulator.with_tenant(|tenant| {
            let record = tenant.record_mut(attune_sim::Entity::Resources, TESS);
            let record = record.expect("Tess");
            record.insert(field.to_owned(), before.unwrap_or_default());
        });
    }
}

#[tokio::test]
async fn a_level_and_an_api_user_read_back_as_saved() {
    let world = World::contoso().await;
    let Answer::Copied { level } = world.do_visit(Call::CopyLevel { base: API_USER }).await else {
        panic!("a copy was asked for");
    };
    assert_eq!(level, LevelId(55));
    let Answer::Level(content) = world.do_visit(Call::ReadLevel { level }).await else {
        panic!("a level was asked for");
    };
    assert_eq!(
        content.name,
        LevelName::new("Copy (1) of API User (system)")
    );
    assert!(content.active && content.api_only);
    world.do_visit(Call::CopyLevel { base: API_USER }).await;
    let second = LevelId(56);
    let Answer::Level(content) = world.do_visit(Call::ReadLevel { level: second }).await else {
        panic!("a level was asked for");
    };
    assert_eq!(
        content.name,
        LevelName::new("Copy (2) of API User (system)")
    );

    let world = sign_in_as_tasky(world, level).await;
    ok(world.get("V1.0/Version").await);
    let fields = json!({"isActive": false, "email": "new@contoso.example", "locationID": 90682});
    let call = Call::UpdateApiUser {
        user: attune_model::ResourceId(29_682_899),
        fields: serde_json::from_value(fields).expect("fields"),
    };
    world.do_visit(call).await;
    assert_eq!(world.get("V1.0/Version").await.0, StatusCode::UNAUTHORIZED);
    let email = world.simulator.with_tenant(|tenant| {
        tenant.records(attune_sim::Entity::Resources)[&29_682_899]["email"].clone()
    });
    assert_eq!(email, "new@contoso.example");
}
