//! Tickets, notes and companies, without impersonation.

use serde_json::{Value, json};

use crate::harness::{ATTUNE, World, error, ok};

fn ticket() -> Value {
    json!({"companyID": 174, "title": "Test", "status": 1, "priority": 2, "workType": "x"})
}

fn ticket_but(field: &str, value: Value) -> Value {
    let mut ticket = ticket();
    ticket[field] = value;
    ticket
}

#[tokio::test]
async fn a_ticket_is_made_read_and_changed() {
    let world = World::contoso().await;
    let made = ok(world.post("V1.0/Tickets", &ticket()).await);
    assert_eq!(made, json!({"itemId": 8004}));
    let read = ok(world.get("V1.0/Tickets/8004").await)["item"].clone();
    assert_eq!(read["creatorResourceID"], ATTUNE);
    assert_eq!(read["impersonatorCreatorResourceID"], Value::Null);
    assert_eq!(read["ticketNumber"], "T20260105.0004");
    assert_eq!(read["createDate"], "2026-01-05T09:00:01Z");
    let change = json!({"id": 8004, "status": 5, "createDate": "2020-01-01T00:00:00Z"});
    ok(world.patch("V1.0/Tickets", &change).await);
    let read = ok(world.get("V1.0/Tickets/8004").await)["item"].clone();
    assert_eq!(read["status"], 5);
    assert_eq!(read["title"], "Test");
    assert_eq!(read["createDate"], "2026-01-05T09:00:01Z");
    assert_eq!(read["lastActivityDate"], "2026-01-05T09:00:02Z");
}

#[tokio::test]
async fn a_ticket_needs_sound_values() {
    let world = World::contoso().await;
    let cases = [
        (
            ticket_but("title", Value::Null),
            "Value does not exist for the required field title; on record number [1].",
        ),
        (
            json!({"title": "x", "status": 1, "priority": 1}),
            "Value does not exist for the required field companyID; on record number [1].",
        ),
        (
            ticket_but("priority", json!(9)),
            "Picklist value [9] does not exist for priority",
        ),
        (
            ticket_but("companyID", json!(1)),
            "Reference value on field: companyID of ticketType: Account does not exist or is invalid. ; on record number [1].",
        ),
    ];
    for (body, text) in cases {
        assert_eq!(error(world.post("V1.0/Tickets", &body).await), text);
    }
}

#[tokio::test]
async fn notes_are_written_below_their_ticket() {
    let world = World::contoso().await;
    let note =
        json!({"description": "Done.", "noteType": 1, "publish": 2, "createdByContactID": 7});
    let path = "V1.0/Tickets/8001/Notes";
    let made = ok(world.post(path, &note).await);
    assert_eq!(made, json!({"itemId": 1}));
    let list = ok(world.get(path).await);
    assert_eq!(list["pageDetails"]["count"], 1);
    let read = ok(world.get("V1.0/TicketNotes/1").await)["item"].clone();
    assert_eq!(read, list["items"][0]);
    assert_eq!(read["ticketID"], 8001);
    assert_eq!(read["createdByContactID"], Value::Null);
    let query = json!({"filter": [{"op": "eq", "field": "ticketID", "value": 8001}]});
    let found = ok(world.post("V1.0/TicketNotes/query", &query).await);
    assert_eq!(found["items"][0], read);
    assert_eq!(
        error(world.post("V1.0/Tickets/1/Notes", &note).await),
        "Reference value on field: ticketID of ticketNoteType: Ticket does not exist or is invalid. ; on record number [1]."
    );
    assert_eq!(
        error(
            world
                .post(path, &json!({"noteType": 1, "publish": 2}))
                .await
        ),
        "Value does not exist for the required field description; on record number [1]."
    );
}

#[tokio::test]
async fn companies_are_read() {
    let world = World::contoso().await;
    let own = ok(world.get("V1.0/Companies/0").await);
    assert_eq!(own["item"]["companyName"], "Contoso IT Services");
    let query = json!({"filter": [{"op": "gt", "field": "id", "value": 0}]});
    let found = ok(world.post("V1.0/Companies/query", &query).await);
    assert_eq!(found["pageDetails"]["count"], 3);
}
