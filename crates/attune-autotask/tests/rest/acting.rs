//! The acting port: other credentials, the impersonation header, one request a record.

use attune_apply::ports::{ActAs as _, ActError, Authorship, NewNote, NewTicket};
use attune_model::{Credentials, ResourceId, Secret, TestTicket};
use axum::http::Method;
use serde_json::json;

use crate::server::{CODE, KEY, Pauses, Rude, SECRET, Server, connect, data, errors, page, text};

fn tasky() -> Credentials {
    Credentials {
        key: "tasky@contoso.example".to_owned(),
        secret: Secret::new("s3cr3t-of-tasky"),
    }
}

const NUMBERS: TestTicket = TestTicket {
    company_id: 0,
    status: 1,
    priority: 2,
    queue_id: Some(8),
};

const TICKET: NewTicket<'static> = NewTicket {
    title: "attune check 1",
    numbers: &NUMBERS,
};

#[tokio::test]
async fn signing_in_uses_the_given_credentials_once() {
    let server = Server::start(|_| data(&json!({"majorVersion": 1, "customerType": null}))).await;
    assert_eq!(server.connect().await.sign_in(&tasky()).await, Ok(()));
    let seen = server.seen();
    assert_eq!(seen.len(), 1);
    assert_eq!(
        (&seen[0].method, seen[0].path.as_str()),
        (&Method::GET, "/ATServicesRest/V1.0/Version")
    );
    assert_eq!(seen[0].header("username"), Some("tasky@contoso.example"));
    assert_eq!(seen[0].header("secret"), Some("s3cr3t-of-tasky"));
    assert_eq!(seen[0].header("apiintegrationcode"), Some(CODE));
}

#[tokio::test]
async fn a_refused_sign_in_is_not_repeated() {
    let server = Server::start(|_| text(401, "text/plain", "")).await;
    let result = server.connect().await.sign_in(&tasky()).await;
    assert_eq!(result, Err(ActError::CredentialsRefused));
    assert_eq!(server.seen().len(), 1, "repeated failures lock the user");

    let server = Server::start(|_| errors(500, "IntegrationCode is invalid.")).await;
    assert_eq!(
        server.connect().await.sign_in(&tasky()).await,
        Err(ActError::IdentifierRefused(
            "IntegrationCode is invalid.".to_owned()
        ))
    );
}

#[tokio::test]
async fn a_ticket_is_created_as_the_person() {
    let server = Server::start(|_| data(&json!({"itemId": 77}))).await;
    let autotask = server.connect().await;
    assert_eq!(
        autotask
            .create_ticket(&tasky(), ResourceId(30), &TICKET)
            .await,
        Ok(77)
    );
    let seen = server.seen();
    assert_eq!(seen.len(), 1);
    assert_eq!(
        (&seen[0].method, seen[0].path.as_str()),
        (&Method::POST, "/ATServicesRest/V1.0/Tickets")
    );
    assert_eq!(seen[0].header("impersonationresourceid"), Some("30"));
    assert_eq!(seen[0].header("username"), Some("tasky@contoso.example"));
    assert_eq!(
        seen[0].body,
        json!({"title": "attune check 1", "companyID": 0, "status": 1, "priority": 2, "queueID": 8})
    );
}

#[tokio::test]
async fn a_note_is_created_below_its_ticket_and_kept_internal() {
    let server = Server::start(|_| data(&json!({"itemId": 78}))).await;
    let note = NewNote {
        ticket: 77,
        title: "attune check 1",
        text: "Written by a check.",
    };
    let created = server
        .connect()
        .await
        .create_note(&tasky(), ResourceId(30), &note)
        .await;
    assert_eq!(created, Ok(78));
    let seen = server.seen();
    assert_eq!(seen[0].path, "/ATServicesRest/V1.0/Tickets/77/Notes");
    assert_eq!(
        seen[0].body,
        json!({
            "ticketID": 77, "title": "attune check 1", "description": "Written by a check.", "noteType": 1, "publish": 2,
        })
    );
}

#[tokio::test]
async fn a_create_is_never_repeated() {
    let server = Server::start(|_| text(503, "text/plain", "")).await;
    let created = server
        .connect()
        .await
        .create_ticket(&tasky(), ResourceId(30), &TICKET)
        .await;
    assert_eq!(
        created,
        Err(ActError::Lost("status 503 without a text".to_owned()))
    );
    assert_eq!(server.seen().len(), 1);

    let server = Rude::start(b"");
    let autotask = connect(&server.base, Pauses::default()).await.unwrap();
    let created = autotask
        .create_ticket(&tasky(), ResourceId(30), &TICKET)
        .await;
    assert!(matches!(created, Err(ActError::Lost(_))), "{created:?}");
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn a_ticket_is_found_by_its_exact_title() {
    let server = Server::start(|_| {
        let row = |id: i64, title: &str| json!({"id": id, "title": title});
        page(
            &[
                row(6, "ATTUNE CHECK 1"),
                row(8, "attune check 1"),
                row(9, "attune check 1"),
            ],
            None,
        )
    })
    .await;
    assert_eq!(
        server.connect().await.find_ticket("attune check 1").await,
        Ok(Some(8))
    );
    let seen = server.seen();
    assert_eq!(seen[0].path, "/ATServicesRest/V1.0/Tickets/query");
    assert_eq!(
        seen[0].body["filter"],
        json!([{"op": "eq", "field": "title", "value": "attune check 1"}])
    );
    assert_eq!(seen[0].header("username"), Some(KEY));
    assert_eq!(seen[0].header("secret"), Some(SECRET));
    assert_eq!(seen[0].header("impersonationresourceid"), None);
}

#[tokio::test]
async fn a_note_that_is_not_there_is_not_found() {
    let server = Server::start(|_| page(&[], None)).await;
    assert_eq!(
        server.connect().await.find_note(77, "attune check 1").await,
        Ok(None)
    );
    assert_eq!(
        server.seen()[0].body["filter"],
        json!([
            {"op": "eq", "field": "ticketID", "value": 77},
            {"op": "eq", "field": "title", "value": "attune check 1"},
        ])
    );
}

#[tokio::test]
async fn authors_are_read_by_number() {
    let server = Server::start(|request| match request.path.as_str() {
        "/ATServicesRest/V1.0/Tickets/query" => page(
            &[json!({"id": 77, "creatorResourceID": 30, "impersonatorCreatorResourceID": 40})],
            None,
        ),
        _ => page(&[json!({"id": 78, "creatorResourceID": 40})], None),
    })
    .await;
    let autotask = server.connect().await;
    assert_eq!(
        autotask.author_of_ticket(77).await,
        Ok(Authorship {
            creator: Some(ResourceId(30)),
            impersonator: Some(ResourceId(40)),
        })
    );
    assert_eq!(
        autotask.author_of_note(77, 78).await,
        Ok(Authorship {
            creator: Some(ResourceId(40)),
            impersonator: None,
        })
    );
    assert_eq!(
        autotask.author_of_note(77, 79).await,
        Err(ActError::Refused(
            "TicketNotes/query does not find the record 79".to_owned()
        ))
    );
}

#[tokio::test]
async fn a_search_with_refused_credentials_is_about_the_connection() {
    let server = Server::start(|_| text(401, "text/plain", "")).await;
    let found = server.connect().await.find_ticket("attune check 1").await;
    assert!(
        matches!(&found, Err(ActError::Refused(words)) if words.contains("refuses the credentials of attune@")),
        "{found:?}"
    );
}
