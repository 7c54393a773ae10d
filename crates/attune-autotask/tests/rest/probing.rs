//! The probing port: effective rights, and rows seen as a person.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};

use attune_apply::ports::{ActError, Probe as _, ReadError};
use attune_model::{Credentials, EffectiveRights, ResourceId, Secret};
use axum::http::Method;
use axum::response::Response;
use serde_json::{Value, json};

use crate::server::{CODE, Seen, Server, data, errors, page, text};

const NO_RIGHT: &str =
    "The logged in Resource does not have the adequate permissions to query this entity type.";

fn tasky() -> Credentials {
    Credentials {
        key: "tasky@contoso.example".to_owned(),
        secret: Secret::new("s3cr3t-of-tasky"),
    }
}

/// What is said of an entity; `access` in the order create, query, update, delete.
fn information(name: &Value, access: &[Value; 4]) -> Value {
    let [create, query, update, delete] = access;
    json!({"info": {
        "name": name, "canCreate": true, "canDelete": false, "canQuery": true, "canUpdate": true,
        "userAccessForCreate": create, "userAccessForQuery": query,
        "userAccessForUpdate": update, "userAccessForDelete": delete,
        "hasUserDefinedFields": false, "supportsWebhookCallouts": false,
    }})
}

fn words(name: &str) -> Value {
    let access = ["All", "Restricted", "All", "None"].map(Value::from);
    information(&json!(name), &access)
}

fn rights(text: &str) -> EffectiveRights {
    serde_json::from_str(text).unwrap()
}

/// The entity that is asked about, where it is a single one.
fn entity(request: &Seen) -> Option<&str> {
    let path = request.path.strip_prefix("/ATServicesRest/V1.0/")?;
    path.strip_suffix("/entityInformation")
}

/// No call for all entities; of single ones, only tickets and companies.
fn singles(request: &Seen) -> Response {
    match entity(request) {
        None => text(404, "text/html", "<html>"),
        Some("Tickets") => data(&words("Ticket")),
        Some("Companies") => data(&information(&Value::Null, &[2, 1, 0, 0].map(Value::from))),
        Some("Quotes") => errors(500, NO_RIGHT),
        Some(_) => text(404, "text/plain", ""),
    }
}

#[tokio::test]
async fn one_call_tells_the_rights_over_every_entity() {
    let server = Server::start(|_| {
        let numbers = information(&json!("Resource"), &[0, 1, 2, 0].map(Value::from));
        let texts = information(&json!("Task"), &["0", "1", "2", "None"].map(Value::from));
        data(&json!({"entityDescriptions": [words("Ticket"), numbers, texts]}))
    })
    .await;
    assert_eq!(
        server.connect().await.effective_rights(&tasky()).await,
        Ok(rights(
            r#"{"Ticket": "ARAN", "Resource": "NARN", "Task": "NARN"}"#
        ))
    );
    let seen = server.seen();
    assert_eq!(seen.len(), 1);
    assert_eq!(
        (&seen[0].method, seen[0].path.as_str()),
        (&Method::GET, "/ATServicesRest/V1.0/EntityInformation")
    );
    assert_eq!(seen[0].header("username"), Some("tasky@contoso.example"));
    assert_eq!(seen[0].header("secret"), Some("s3cr3t-of-tasky"));
    assert_eq!(seen[0].header("apiintegrationcode"), Some(CODE));
}

#[tokio::test]
async fn without_that_call_each_entity_is_asked_for_itself() {
    let server = Server::start(singles).await;
    assert_eq!(
        server.connect().await.effective_rights(&tasky()).await,
        Ok(rights(r#"{"Ticket": "ARAN", "Companies": "RANN"}"#)),
        "the name is the entity's own; without one it is that of the address"
    );
    let seen = server.seen();
    assert_eq!(seen.len(), 1 + 232);
    let mut asked: Vec<&str> = seen.iter().filter_map(entity).collect();
    asked.sort_unstable();
    asked.dedup();
    assert_eq!(asked.len(), 232, "each of them once");
}

#[tokio::test]
async fn what_cannot_be_understood_leads_to_single_questions() {
    for answer in [
        json!({"entityDescriptions": []}),
        json!({"entityDescriptions": [information(&Value::Null, &["All", "All", "All", "All"].map(Value::from))]}),
        json!({"entityDescriptions": [information(&json!("Ticket"), &["All", "All", "All", "Some"].map(Value::from))]}),
        json!({"entities": []}),
    ] {
        let server = Server::start(move |request| match entity(request) {
            None => data(&answer),
            Some(_) => singles(request),
        })
        .await;
        let rights = server.connect().await.effective_rights(&tasky()).await;
        assert_eq!(rights.unwrap().0.len(), 2);
    }
}

/// The call for all entities and the first entity come alone; 231 others are a multiple of three.
#[tokio::test(flavor = "multi_thread", worker_threads = 6)]
async fn three_are_asked_at_a_time() {
    let (now, most, asked) = <(Arc<AtomicUsize>, Arc<AtomicUsize>, Arc<AtomicUsize>)>::default();
    let (top, three) = (Arc::clone(&most), Arc::new(Barrier::new(3)));
    let server = Server::start(move |request| {
        if asked.fetch_add(1, Ordering::SeqCst) >= 2 {
            top.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            three.wait();
            now.fetch_sub(1, Ordering::SeqCst);
        }
        singles(request)
    })
    .await;
    let rights = server.connect().await.effective_rights(&tasky()).await;
    assert!(rights.is_ok());
    assert_eq!(most.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn refused_credentials_are_tried_once() {
    let server = Server::start(|_| text(401, "text/plain", "")).await;
    let refused = server.connect().await.effective_rights(&tasky()).await;
    assert!(
        matches!(&refused, Err(ReadError::CredentialsRefused { host: _, key }) if key == "tasky@contoso.example"),
        "{refused:?}"
    );
    assert_eq!(server.seen().len(), 1);

    let server = Server::start(|request| match entity(request) {
        None => text(405, "text/plain", ""),
        Some(_) => text(401, "text/plain", ""),
    })
    .await;
    let refused = server.connect().await.effective_rights(&tasky()).await;
    assert!(matches!(refused, Err(ReadError::CredentialsRefused { .. })));
    assert_eq!(server.seen().len(), 2, "the first entity is asked alone");

    let server = Server::start(|_| errors(500, "IntegrationCode is invalid.")).await;
    let refused = server.connect().await.effective_rights(&tasky()).await;
    assert!(matches!(
        refused,
        Err(ReadError::IntegrationCodeRefused { .. })
    ));
}

#[tokio::test]
async fn no_entity_at_all_is_no_reading() {
    let server = Server::start(|_| text(404, "text/plain", "")).await;
    let none = server.connect().await.effective_rights(&tasky()).await;
    assert!(
        matches!(none, Err(ReadError::Unreadable { .. })),
        "{none:?}"
    );

    let server = Server::start(|_| text(404, "text/html", "<html>")).await;
    let none = server.connect().await.effective_rights(&tasky()).await;
    assert!(
        matches!(none, Err(ReadError::Maintenance { .. })),
        "{none:?}"
    );
}

#[tokio::test]
async fn one_row_is_asked_for_as_the_person() {
    let server = Server::start(|_| page(&[json!({"id": 1})], None)).await;
    let autotask = server.connect().await;
    assert_eq!(autotask.peek(&tasky(), "Companies", None).await, Ok(()));
    let nobody = Some(ResourceId(i64::MAX));
    assert_eq!(autotask.peek(&tasky(), "Companies", nobody).await, Ok(()));
    let seen = server.seen();
    assert_eq!(seen.len(), 2);
    assert_eq!(seen[0].path, "/ATServicesRest/V1.0/Companies/query");
    assert_eq!(
        seen[0].body,
        json!({"MaxRecords": 1, "IncludeFields": ["id"], "filter": [{"op": "gte", "field": "id", "value": 0}]})
    );
    assert_eq!(seen[0].header("username"), Some("tasky@contoso.example"));
    assert_eq!(seen[0].header("impersonationresourceid"), None);
    assert_eq!(
        seen[1].header("impersonationresourceid"),
        Some("9223372036854775807")
    );
}

#[tokio::test]
async fn a_refused_row_is_told_from_one_that_was_not_answered() {
    let refused = Server::start(|_| errors(500, NO_RIGHT)).await;
    assert_eq!(
        refused
            .connect()
            .await
            .peek(&tasky(), "Companies", None)
            .await,
        Err(ActError::Refused(format!("status 500: {NO_RIGHT}")))
    );
    let throttled = Server::start(|_| text(429, "text/plain", "")).await;
    assert_eq!(
        throttled
            .connect()
            .await
            .peek(&tasky(), "Companies", None)
            .await,
        Err(ActError::Lost("status 429, also after waiting".to_owned()))
    );
    let unknown = Server::start(|_| text(401, "text/plain", "")).await;
    assert_eq!(
        unknown
            .connect()
            .await
            .peek(&tasky(), "Companies", None)
            .await,
        Err(ActError::CredentialsRefused)
    );
    assert_eq!(unknown.seen().len(), 1);
    let broken = Server::start(|_| errors(500, "An error has occurred.")).await;
    assert_eq!(
        broken
            .connect()
            .await
            .peek(&tasky(), "Companies", None)
            .await,
        Err(ActError::Lost(
            "status 500: An error has occurred.".to_owned()
        ))
    );
}
