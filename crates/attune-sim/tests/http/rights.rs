//! What levels let API users do, and in whose name.

use attune_model::catalogue::{ALLOW_IMPERSONATION, CONTACT_IMPERSONATION, RESOURCE_IMPERSONATION};
use attune_model::{CellId, CellValue, LevelId};
use attune_sim::operator::Call;
use attune_sim::{Entity, Leniency, Tenant};
use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{
    API_USER, ATTUNE, HELPDESK_LEAD, NINA, PRIYA, World, answer, assign, error, ok, save_level,
};

/// A copy of the level of API users with these boxes, held by attune itself.
async fn on_level(world: &World, cells: &[(&str, bool)]) -> LevelId {
    let cells: Vec<_> = cells
        .iter()
        .map(|(cell, on)| ((*cell).to_owned(), *on))
        .collect();
    let level = world.copy_level(API_USER, "Mine", &cells).await;
    world.do_visit(assign(ATTUNE, level)).await;
    level
}

fn webhook(name: &str) -> Value {
    json!({
        "name": name, "webhookUrl": "https://hooks.example/in", "deactivationUrl": "https://hooks.example/off",
        "isActive": true, "isSubscribedToCreateEvents": true, "isSubscribedToDeleteEvents": false,
        "isSubscribedToUpdateEvents": true, "sendThresholdExceededNotification": false,
    })
}

#[tokio::test]
async fn webhooks_need_their_box_and_have_a_maximum() {
    let world = World::contoso().await;
    let path = "V1.0/TicketWebhooks";
    assert_eq!(
        error(world.post(path, &webhook("one")).await),
        "The logged in Resource does not have the adequate permissions to create this entity type."
    );
    let info = ok(world.get("V1.0/TicketWebhooks/entityInformation").await);
    assert_eq!(info["info"]["canCreate"], true);
    assert_eq!(info["info"]["userAccessForCreate"], "None");

    on_level(&world, &[("other.webhooks.canCreate", true)]).await;
    let info = ok(world.get("V1.0/TicketWebhooks/entityInformation").await);
    assert_eq!(info["info"]["userAccessForCreate"], "All");
    for number in 0..10 {
        let entity = ["TicketWebhooks", "CompanyWebhooks"][number % 2];
        ok(world
            .post(&format!("V1.0/{entity}"), &webhook("more"))
            .await);
    }
    assert_eq!(
        error(world.post(path, &webhook("eleven")).await),
        "The maximum number of Webhooks (10) has been reached."
    );
    let one = ok(world.get("V1.0/TicketWebhooks/1").await)["item"].clone();
    assert_eq!(one["ownerResourceID"], ATTUNE);
    assert_eq!(one["webhookGUID"], "00030db5-000e-4000-8000-000000000001");
    let field = json!({"fieldID": 7, "isSubscribedField": true});
    let made = ok(world.post("V1.0/TicketWebhooks/1/Fields", &field).await);
    assert_eq!(made, json!({"itemId": 1}));
    ok(world.delete("V1.0/TicketWebhooks/1").await);
    ok(world.post(path, &webhook("eleven")).await);
}

#[tokio::test]
async fn a_level_that_hides_costs_shows_none() {
    let mut tenant = Tenant::contoso();
    let tess = tenant.record_mut(Entity::Resources, NINA).expect("Nina");
    tess.insert("internalCost".to_owned(), json!(42.5));
    let world = World::of(tenant).await;
    let path = format!("V1.0/Resources/{NINA}");
    assert_eq!(ok(world.get(&path).await)["item"]["internalCost"], 42.5);
    let level = world.copy_level(LevelId(25), "Mine", &[]).await;
    world.do_visit(assign(ATTUNE, level)).await;
    assert_eq!(
        ok(world.get(&path).await)["item"]["internalCost"],
        Value::Null
    );
    let body = json!({"filter": [{"op": "eq", "field": "id", "value": NINA}]});
    let found = ok(world.post("V1.0/Resources/query", &body).await);
    assert_eq!(found["items"][0]["internalCost"], Value::Null);
}

#[tokio::test]
async fn a_level_that_hides_costs_shows_prices() {
    let world = World::contoso().await;
    let product = json!({
        "name": "Firewall", "isActive": true, "isSerialized": false, "productBillingCodeID": 1, "unitCost": 80.0, "unitPrice": 120.0,
    });
    let made = ok(world.post("V1.0/Products", &product).await);
    let path = format!("V1.0/Products/{}", made["itemId"]);
    let amounts = async || -> [Value; 2] {
        let item = ok(world.get(&path).await)["item"].clone();
        [item["unitCost"].clone(), item["unitPrice"].clone()]
    };
    assert_eq!(amounts().await, [json!(80.0), json!(120.0)]);
    let level = world.copy_level(LevelId(25), "Mine", &[]).await;
    world.do_visit(assign(ATTUNE, level)).await;
    assert_eq!(amounts().await, [Value::Null, json!(120.0)]);
}

#[tokio::test]
async fn webhooks_stop_at_the_number_of_the_level() {
    let world = World::contoso().await;
    let level = on_level(&world, &[("other.webhooks.canCreate", true)]).await;
    let two = CellId::new("other.webhooks.max");
    world
        .do_visit(Call::SaveLevel {
            level,
            name: None,
            active: None,
            cells: [(two, CellValue::Number(2))].into(),
        })
        .await;
    for entity in ["TicketWebhooks", "ContactWebhooks"] {
        ok(world.post(&format!("V1.0/{entity}"), &webhook("one")).await);
    }
    assert_eq!(
        error(world.post("V1.0/TicketWebhooks", &webhook("three")).await),
        "The maximum number of Webhooks (2) has been reached."
    );
}

#[tokio::test]
async fn a_project_note_needs_the_cell_for_projects() {
    let world = World::contoso().await;
    let note = json!({
        "title": "Kick-off", "description": "Monday.", "noteType": 1, "publish": 1, "isAnnouncement": false,
    });
    ok(world.post("V1.0/Projects/601/Notes", &note).await);
    let level = on_level(&world, &[]).await;
    let call = Call::SaveLevel {
        level,
        name: None,
        active: None,
        cells: [(
            CellId::new("projects.objects.perProjectType.view"),
            CellValue::Scope(attune_model::Scope::None),
        )]
        .into(),
    };
    world.do_visit(call).await;
    assert_eq!(
        error(world.post("V1.0/Projects/601/Notes", &note).await),
        "The logged in Resource does not have the adequate permissions to create this entity type."
    );
    let info = ok(world.get("V1.0/Tasks/entityInformation").await);
    assert_eq!(info["info"]["userAccessForQuery"], "None");
}

#[tokio::test]
async fn a_note_in_the_name_of_a_contact_needs_the_cell_the_public_and_the_company() {
    let world = World::contoso().await;
    let path = "V1.0/Tickets/8001/Notes";
    let author = async |contact: i64, publish: i64| -> Value {
        let note = json!({
            "description": "Hello.", "noteType": 1, "publish": publish, "createdByContactID": contact,
        });
        let id = ok(world.post(path, &note).await)["itemId"].clone();
        let read = ok(world.get(&format!("V1.0/TicketNotes/{id}")).await);
        read["item"]["createdByContactID"].clone()
    };
    assert_eq!(author(501, 1).await, Value::Null);
    let cell = format!("{CONTACT_IMPERSONATION}.ticketNotes.add");
    on_level(&world, &[(&cell, true)]).await;
    assert_eq!(author(501, 1).await, 501);
    assert_eq!(author(501, 2).await, Value::Null);
    assert_eq!(author(502, 1).await, Value::Null);
    assert_eq!(author(999, 1).await, Value::Null);
}

#[tokio::test]
async fn time_is_deleted_by_whoever_entered_it() {
    let world = World::contoso().await;
    let cells = [
        format!("{RESOURCE_IMPERSONATION}.otherShared.timeEntries.add"),
        format!("{RESOURCE_IMPERSONATION}.otherShared.timeEntries.delete"),
    ];
    on_level(&world, &[(&cells[0], true), (&cells[1], true)]).await;
    let allow = [(ALLOW_IMPERSONATION.to_owned(), true)];
    world
        .do_visit(save_level(HELPDESK_LEAD, None, &allow))
        .await;
    let entry = json!({
        "resourceID": PRIYA, "ticketID": 8003, "roleID": 8, "dateWorked": "2026-01-05T00:00:00Z", "hoursWorked": 0.5,
    });
    let made = ok(world.post_as(PRIYA, "V1.0/TimeEntries", &entry).await);
    let path = format!("V1.0/TimeEntries/{}", made["itemId"]);
    let read = ok(world.get(&path).await)["item"].clone();
    assert_eq!(read["creatorUserID"], PRIYA);
    assert_eq!(read["impersonatorCreatorResourceID"], ATTUNE);
    assert_eq!(
        error(world.delete(&path).await),
        "You do not have permission to delete time entries that you did not create."
    );
    let own = ok(world.post("V1.0/TimeEntries", &entry).await);
    ok(world
        .delete(&format!("V1.0/TimeEntries/{}", own["itemId"]))
        .await);
    let mut wrong = entry.clone();
    wrong["roleID"] = json!(77);
    assert_eq!(
        error(world.post("V1.0/TimeEntries", &wrong).await),
        "Reference value on field: roleID of timeEntryType: Role does not exist or is invalid. ; on record number [1]."
    );
}

#[tokio::test]
async fn tasks_ignore_impersonation_unless_told_otherwise() {
    let task = json!({"title": "Rack", "status": 1, "taskType": 1});
    let path = "V1.0/Projects/601/Tasks";
    let world = World::contoso().await;
    let made = ok(world.post_as(NINA, path, &task).await);
    let read = ok(world.get(&format!("V1.0/Tasks/{}", made["itemId"])).await);
    assert_eq!(read["item"]["creatorResourceID"], ATTUNE);
    let mut tenant = Tenant::contoso();
    tenant.behaviour.tasks_impersonation = Leniency::Refused;
    let world = World::of(tenant).await;
    assert_eq!(
        error(world.post_as(NINA, path, &task).await),
        "The logged in Resource does not have the adequate permissions to create this entity type."
    );
    ok(world.post(path, &task).await);
}

#[tokio::test]
async fn team_members_cannot_be_impersonated_for_projects() {
    let world = World::contoso().await;
    let cell = format!("{RESOURCE_IMPERSONATION}.projects.projects.view");
    let notes = format!("{RESOURCE_IMPERSONATION}.projects.projectNotes.view");
    on_level(&world, &[(&cell, true), (&notes, true)]).await;
    let allow = [(ALLOW_IMPERSONATION.to_owned(), true)];
    let copy = world.copy_level(LevelId(37), "Members", &allow).await;
    world.do_visit(assign(NINA, copy)).await;
    let as_nina = |path: &str| {
        let request = world.request(Method::GET, path);
        answer(request.header("ImpersonationResourceId", NINA))
    };
    assert_eq!(
        error(as_nina("V1.0/Projects/601").await),
        "The logged in Resource does not have the adequate permissions to query this entity type."
    );
    ok(as_nina("V1.0/ProjectNotes/1").await);
    // No row of the table is known for these.
    assert_eq!(
        error(as_nina("V1.0/Products/1").await),
        "The logged in Resource does not have the adequate permissions to query this entity type."
    );
}

#[tokio::test]
async fn the_table_tells_what_is_guessed() {
    let world = World::contoso().await;
    let table = world.admin(Method::GET, "rights", &Value::Null).await;
    let cells = table["cells"].as_array().expect("a list");
    let known: Vec<String> = cells
        .iter()
        .filter(|row| row["established"] == "yes")
        .map(|row| format!("{} {}", row["entity"], row["verb"]))
        .collect();
    assert_eq!(
        known,
        [
            r#""Resources" "Edit""#,
            r#""Tickets" "Add""#,
            r#""Tickets" "Edit""#
        ]
    );
    assert_eq!(
        cells[0],
        json!({
            "entity": "Companies",
            "verb": "View",
            "cell": "crm.objects.accounts.view",
            "established": "guessed",
            "source": "help: Settings_CRM.htm",
        })
    );
}
