//! Writing records of any entity.

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{ATTUNE, TESS, World, answer, error, ok};

#[tokio::test]
async fn children_are_written_below_their_parent_only() {
    let world = World::contoso().await;
    let contact = json!({"firstName": "Al", "lastName": "Moss", "isActive": 1});
    let (status, _) = world.post("V1.0/Contacts", &contact).await;
    assert_eq!(status, 404);
    let made = ok(world.post("V1.0/Companies/174/Contacts", &contact).await);
    assert_eq!(made, json!({"itemId": 503}));
    let read = ok(world.get("V1.0/Contacts/503").await);
    assert_eq!(read["item"]["companyID"], 174);
    assert_eq!(
        read["item"],
        ok(world.get("V1.0/Companies/174/Contacts/503").await)["item"]
    );
    assert_eq!(
        ok(world.get("V1.0/Companies/175/Contacts/503").await)["item"],
        Value::Null
    );
    let change = json!({"id": 503, "title": "Boss"});
    assert_eq!(
        error(world.patch("V1.0/Companies/175/Contacts", &change).await),
        "No matching records found. The logged in Resource may not have the required permissions to update the data."
    );
    ok(world.patch("V1.0/Companies/174/Contacts", &change).await);
    let list = ok(world.get("V1.0/Companies/174/Contacts").await);
    assert_eq!(list["pageDetails"]["count"], 2);
    ok(world.delete("V1.0/Companies/174/Contacts/503").await);
    // Numbers are not given again.
    let made = ok(world.post("V1.0/Companies/174/Contacts", &contact).await);
    assert_eq!(made, json!({"itemId": 504}));
    assert_eq!(
        ok(world.get("V1.0/Contacts/503").await)["item"],
        Value::Null
    );
    assert_eq!(
        error(world.delete("V1.0/Companies/174/Contacts/503").await),
        "No matching records found. The logged in Resource may not have the required permissions to delete the data."
    );
}

#[tokio::test]
async fn a_put_replaces_all_that_can_be_written() {
    let world = World::contoso().await;
    ok(world
        .patch(
            "V1.0/Tickets",
            &json!({"id": 8001, "description": "Old.", "contactID": 501}),
        )
        .await);
    let body = json!({"id": 8001, "companyID": 174, "title": "New", "status": 5, "priority": 1});
    ok(world.put("V1.0/Tickets", &body).await);
    let read = ok(world.get("V1.0/Tickets/8001").await)["item"].clone();
    assert_eq!(read["title"], "New");
    assert_eq!(read["description"], Value::Null);
    assert_eq!(read["contactID"], Value::Null);
    assert_eq!(read["creatorResourceID"], TESS);
    assert_eq!(read["ticketNumber"], "T20260105.0001");
    assert_eq!(
        error(
            world
                .put("V1.0/Tickets", &json!({"id": 8001, "title": "x"}))
                .await
        ),
        "Value does not exist for the required field companyID; on record number [1]."
    );
}

#[tokio::test]
async fn attachments_have_content_only_where_they_are_asked_for_one_by_one() {
    let world = World::contoso().await;
    let file = json!({
        "title": "hello.txt", "fullPath": "hello.txt", "attachmentType": "FILE_ATTACHMENT", "publish": 1,
        "data": "aGVsbG8=",
    });
    let path = "V1.0/Tickets/8001/Attachments";
    assert_eq!(ok(world.post(path, &file).await), json!({"itemId": 1}));
    let one = ok(world.get(&format!("{path}/1")).await);
    assert_eq!(one["pageDetails"]["count"], 1);
    assert_eq!(one["items"][0]["data"], "aGVsbG8=");
    assert_eq!(one["items"][0]["fileSize"], 5);
    assert_eq!(one["items"][0]["parentID"], 8001);
    assert_eq!(one["items"][0]["attachedByResourceID"], ATTUNE);
    let query = json!({"filter": [{"op": "eq", "field": "ticketID", "value": 8001}]});
    for entity in ["TicketAttachments", "AttachmentInfo"] {
        let path = format!("V1.0/{entity}/query");
        let found = ok(world.post(&path, &query).await);
        assert_eq!(found["items"][0]["id"], 1, "{entity}");
        assert!(found["items"][0]["data"].is_null(), "{entity}");
    }
    ok(world.delete(&format!("{path}/1")).await);
    let found = ok(world.post("V1.0/AttachmentInfo/query", &query).await);
    assert_eq!(found["items"], json!([]));
}

#[tokio::test]
async fn people_have_roles_queues_and_skills() {
    let world = World::contoso().await;
    let below = |what: &str| format!("V1.0/Resources/{TESS}/{what}");
    for what in [
        "Roles",
        "RoleDepartments",
        "RoleQueues",
        "ServiceDeskRoles",
        "Skills",
    ] {
        let list = ok(world.get(&below(what)).await);
        assert!(list["pageDetails"]["count"].as_i64() > Some(0), "{what}");
    }
    let queue = json!({"queueID": 8});
    ok(world.post(&below("RoleQueues"), &queue).await);
    let roles = ok(world.get(&below("Roles")).await);
    assert_eq!(roles["pageDetails"]["count"], 3);
    assert_eq!(roles["items"][2]["queueID"], 8);
    let (status, _) = world.post(&below("Skills"), &json!({"skillID": 71})).await;
    assert_eq!(status, 405);
    let change = json!({"id": 1, "skillLevel": 4});
    ok(world.patch(&below("Skills"), &change).await);
    let read = ok(world.get("V1.0/ResourceSkills/1").await);
    assert_eq!(read["item"]["skillLevel"], 4);
    let locations = ok(world.get("V1.0/InternalLocations/90683").await);
    assert_eq!(locations["item"]["name"], "Branch Office");
}

#[tokio::test]
async fn service_calls_take_tickets_and_people() {
    let world = World::contoso().await;
    let call = json!({
        "companyID": 174, "status": 1, "startDateTime": "2026-01-06T09:00:00Z", "endDateTime": "2026-01-06T10:00:00Z",
    });
    ok(world.post("V1.0/ServiceCalls", &call).await);
    let ticket = json!({"ticketID": 8001});
    ok(world.post("V1.0/ServiceCalls/1/Tickets", &ticket).await);
    let person = json!({"resourceID": TESS});
    ok(world
        .post("V1.0/ServiceCallTickets/1/Resources", &person)
        .await);
    assert_eq!(
        error(world.post("V1.0/ServiceCalls/9/Tickets", &ticket).await),
        "Reference value on field: serviceCallID of serviceCallTicketType: ServiceCall does not exist or is invalid. ; on record number [1]."
    );
    let read = ok(world.get("V1.0/ServiceCallTicketResources/1").await);
    assert_eq!(read["item"]["serviceCallTicketID"], 1);
}

#[tokio::test]
async fn entities_that_begin_empty_take_records_too() {
    let world = World::contoso().await;
    let made = ok(world
        .post(
            "V1.0/Products",
            &json!({"name": "Switch", "isActive": true}),
        )
        .await);
    let read = ok(world
        .get(&format!("V1.0/Products/{}", made["itemId"]))
        .await);
    assert_eq!(read["item"]["name"], "Switch");
    let wrong = json!({"isActive": "perhaps"});
    assert_eq!(
        error(world.post("V1.0/Products", &wrong).await),
        "Value is invalid for field isActive; on record number [1]."
    );
}

#[tokio::test]
async fn user_defined_fields_are_written_and_found() {
    let world = World::contoso().await;
    let fields = ok(world
        .get("V1.0/Tickets/entityInformation/userDefinedFields")
        .await);
    assert_eq!(fields["fields"][0]["name"], "Site Code");
    assert_eq!(fields["fields"][0]["type"], "string");
    let values = json!([{"name": "site code", "value": "B7"}, {"name": "Nothing", "value": "x"}]);
    ok(world
        .patch(
            "V1.0/Tickets",
            &json!({"id": 8002, "userDefinedFields": values}),
        )
        .await);
    let condition = json!({"op": "beginsWith", "field": "Site Code", "udf": true, "value": "b"});
    let found = ok(world
        .post("V1.0/Tickets/query", &json!({"filter": [condition]}))
        .await);
    assert_eq!(found["pageDetails"]["count"], 1);
    assert_eq!(
        found["items"][0]["userDefinedFields"],
        json!([{"name": "Site Code", "value": "B7"}])
    );
    assert_eq!(
        error(
            world
                .post(
                    "V1.0/Tickets/query",
                    &json!({"filter": [condition, condition]})
                )
                .await
        ),
        "A query can have only one condition on a user-defined field."
    );
}

#[tokio::test]
async fn alternatives_are_limited() {
    let world = World::contoso().await;
    let one = json!({"op": "eq", "field": "id", "value": 1});
    let many = json!({"filter": [{"op": "or", "items": vec![one; 501]}]});
    assert_eq!(
        error(world.post("V1.0/Tickets/query", &many).await),
        "Invalid query syntax. Queries are limited to 500 or fewer 'OR' conditions."
    );
}

#[tokio::test]
async fn the_small_calls_answer() {
    let world = World::contoso().await;
    let modules = ok(world.get("V1.0/Modules").await);
    assert_eq!(modules["modules"][0], json!({"key": 1, "value": true}));
    let request = world.request(Method::POST, "V1.0/Modules");
    assert_eq!(answer(request).await.0, 405);
}
