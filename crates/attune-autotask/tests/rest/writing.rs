//! The write port: one request, whatever comes back.

use std::collections::BTreeMap;

use attune_apply::ports::{ResourceWrite as _, WriteError};
use attune_model::{Field, FieldValue, ResourceId};
use axum::http::Method;
use axum::response::Response;
use serde_json::json;

use crate::server::{Pauses, Rude, Seen, Server, connect, data, errors, text};

/// An answer, and the words that it is turned into.
type Case = (fn() -> Response, &'static str);

fn fields() -> BTreeMap<Field, FieldValue> {
    BTreeMap::from([
        (
            Field::Email,
            FieldValue::Text("new@contoso.example".to_owned()),
        ),
        (Field::IsActive, FieldValue::Flag(true)),
        (Field::LocationId, FieldValue::Number(90682)),
    ])
}

/// The result of a PATCH that was answered so, after checking that it was sent once.
async fn patch(
    answer: impl Fn(&Seen) -> Response + Clone + Send + Sync + 'static,
) -> Result<(), WriteError> {
    let server = Server::start(answer).await;
    let result = server
        .connect()
        .await
        .patch_resource(ResourceId(5), &fields())
        .await;
    assert_eq!(server.seen().len(), 1, "a write is sent once");
    result
}

#[tokio::test]
async fn a_field_of_the_form_alone_is_never_sent() {
    let server = Server::start(|_| data(&json!({"itemId": 5}))).await;
    let autotask = server.connect().await;
    let locked = BTreeMap::from([(Field::Locked, FieldValue::Flag(true))]);
    assert_eq!(
        autotask.patch_resource(ResourceId(5), &locked).await,
        Err(WriteError::Refused(
            "\"Locked\" is on the form only, REST does not have it".to_owned()
        ))
    );
    assert!(server.seen().is_empty());
    let primary = FieldValue::Text("Primary".to_owned());
    let email_type = BTreeMap::from([(Field::EmailTypeCode, primary)]);
    assert_eq!(
        autotask.patch_resource(ResourceId(5), &email_type).await,
        Ok(())
    );
    assert_eq!(
        server.seen()[0].body,
        json!({"id": 5, "emailTypeCode": "PRIMARY"})
    );
}

#[tokio::test]
async fn a_patch_names_the_resource_in_its_body() {
    let server = Server::start(|_| data(&json!({"itemId": 5}))).await;
    let result = server
        .connect()
        .await
        .patch_resource(ResourceId(5), &fields())
        .await;
    assert_eq!(result, Ok(()));
    let seen = server.seen();
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].method, Method::PATCH);
    assert_eq!(seen[0].path, "/ATServicesRest/V1.0/Resources");
    assert_eq!(
        seen[0].body,
        json!({"id": 5, "email": "new@contoso.example", "isActive": true, "locationID": 90682})
    );
    assert_eq!(seen[0].header("impersonationresourceid"), None);
}

#[tokio::test]
async fn a_definite_no_is_refused() {
    let cases: [Case; 5] = [
        (
            || {
                errors(
                    500,
                    "The logged in Resource does not have the adequate permissions.",
                )
            },
            "status 500: The logged in Resource does not have the adequate permissions.",
        ),
        (
            || errors(200, "email is required"),
            "status 200: email is required",
        ),
        (
            || text(401, "text/plain", ""),
            "the credentials are not accepted",
        ),
        (|| errors(429, "slow down"), "status 429: slow down"),
        (
            || text(404, "application/json", "{}"),
            "status 404: (no text)",
        ),
    ];
    for (answer, expected) in cases {
        assert_eq!(
            patch(move |_| answer()).await,
            Err(WriteError::Refused(expected.to_owned()))
        );
    }
}

#[tokio::test]
async fn an_answer_that_proves_nothing_is_lost() {
    let cases: [Case; 5] = [
        (|| text(500, "text/plain", ""), "status 500 without a text"),
        (|| text(502, "text/plain", ""), "status 502 without a text"),
        (
            || text(503, "text/html", "<h1>"),
            "status 503 with a web page",
        ),
        (
            || text(200, "application/json", ""),
            "the answer cannot be understood: it is empty",
        ),
        (
            || data(&json!({})),
            "the answer cannot be understood: missing field `itemId`",
        ),
    ];
    for (answer, expected) in cases {
        assert_eq!(
            patch(move |_| answer()).await,
            Err(WriteError::Lost(expected.to_owned()))
        );
    }
}

#[tokio::test]
async fn a_connection_that_breaks_after_the_request_is_lost() {
    let server = Rude::start(b"");
    let autotask = connect(&server.base, Pauses::default()).await.unwrap();
    let result = autotask.patch_resource(ResourceId(5), &fields()).await;
    assert!(matches!(result, Err(WriteError::Lost(_))), "{result:?}");
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn a_request_that_never_left_wrote_nothing() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let server =
        Server::raw(move |_, _| data(&crate::server::zone(&format!("http://{closed}/")))).await;
    let autotask = connect(&server.base, Pauses::default()).await.unwrap();
    let result = autotask.patch_resource(ResourceId(5), &fields()).await;
    assert!(
        matches!(&result, Err(WriteError::Refused(cause)) if cause.starts_with("nothing was sent: ")),
        "{result:?}"
    );
}
