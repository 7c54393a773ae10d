//! The examining port: what is sent for a question, and what comes back of an answer.

use attune_apply::ports::{Ask, ComplaintKind, Examine as _, Guise, ReadError};
use attune_model::ResourceId;
use axum::http::Method;
use serde_json::{Value, json};

use crate::server::{CODE, KEY, SECRET, Seen, Server, data, errors, status, text};

fn query() -> Ask {
    Ask::Query {
        entity: "Tickets",
        body: json!({"filter": []}),
    }
}

/// Method, path and query of a request.
fn place(seen: &Seen) -> String {
    format!("{} {}?{}", seen.method, seen.path, seen.query)
}

#[tokio::test]
async fn questions_are_gets_and_queries() {
    let server = Server::start(|_| data(&json!({}))).await;
    let autotask = server.connect().await;
    let next = format!("{}V1.0/Tickets/query/next?paging=2", server.base);
    let next = |body| Ask::NextPage {
        url: next.clone(),
        body,
    };
    let count = Ask::Count {
        entity: "Tickets",
        body: json!({"filter": []}),
    };
    let asks = [
        Ask::Get("Version".to_owned()),
        query(),
        count,
        next(Some(json!({}))),
        next(None),
        Ask::ApiVersions,
    ];
    for ask in &asks {
        autotask.examine(ask, Guise::Caller).await.unwrap();
    }
    let seen = server.seen();
    let places: Vec<String> = seen.iter().map(place).collect();
    assert_eq!(
        places,
        [
            "GET /ATServicesRest/V1.0/Version?",
            "POST /ATServicesRest/V1.0/Tickets/query?",
            "POST /ATServicesRest/V1.0/Tickets/query/count?",
            "POST /ATServicesRest/V1.0/Tickets/query/next?paging=2",
            "GET /ATServicesRest/V1.0/Tickets/query/next?paging=2",
            "GET /ATServicesRest/versionInformation?",
        ]
    );
    let secrets: Vec<Option<&str>> = seen.iter().map(|seen| seen.header("Secret")).collect();
    let signed = Some(SECRET);
    assert_eq!(secrets, [signed, signed, signed, signed, signed, None]);
}

#[tokio::test]
async fn a_zone_is_asked_for_without_credentials() {
    let server = Server::start(|_| data(&json!({}))).await;
    let autotask = server.connect().await;
    let user = Some("nobody@nobody.invalid");
    autotask
        .examine(&Ask::Zone { user }, Guise::Caller)
        .await
        .unwrap();
    let asked = server.seen_about_zone().pop().unwrap();
    assert_eq!(asked.method, Method::GET);
    assert_eq!(asked.query, "user=nobody%40nobody.invalid");
    assert_eq!(
        (asked.header("Secret"), asked.header("UserName")),
        (None, None)
    );
}

#[tokio::test]
async fn a_guise_changes_one_header() {
    let server = Server::start(|_| data(&json!({}))).await;
    let autotask = server.connect().await;
    let guises = [
        Guise::Caller,
        Guise::Person(ResourceId(7)),
        Guise::WrongSecret,
        Guise::WrongIntegrationCode,
    ];
    for guise in guises {
        autotask.examine(&query(), guise).await.unwrap();
    }
    let headers = [
        "UserName",
        "Secret",
        "ApiIntegrationCode",
        "ImpersonationResourceId",
    ];
    let seen = server.seen();
    let sent: Vec<[Option<&str>; 4]> = seen
        .iter()
        .map(|seen| headers.map(|name| seen.header(name)))
        .collect();
    let own = [Some(KEY), Some(SECRET), Some(CODE), None];
    let differs = |sent: &[Option<&str>; 4]| -> Vec<usize> {
        (0..4).filter(|index| sent[*index] != own[*index]).collect()
    };
    let differences: Vec<Vec<usize>> = sent.iter().map(differs).collect();
    assert_eq!(differences, [vec![], vec![3], vec![1], vec![2]]);
    // Each header stands once.
    for request in &seen {
        for name in &headers[..3] {
            assert_eq!(request.headers.get_all(*name).iter().count(), 1, "{name}");
        }
    }
}

#[tokio::test]
async fn refusals_are_answers() {
    let server = Server::start(|request| match request.path.rsplit('/').next() {
        Some("Right") => errors(500, "you have no adequate permissions to do this"),
        Some("Page") => text(404, "text/html", "<html>"),
        Some("Nothing") => status(500, &Value::Null),
        _ => data(&json!({"item": null})),
    })
    .await;
    let autotask = server.connect().await;
    let ask = |path: &str| Ask::Get(path.to_owned());
    let mut told = Vec::new();
    for path in ["Right", "Page", "Nothing", "Data"] {
        let reply = autotask.examine(&ask(path), Guise::Caller).await.unwrap();
        told.push((reply.status, reply.complaint, reply.body.is_some()));
    }
    assert_eq!(
        told,
        [
            (500, Some(ComplaintKind::RightMissing), true),
            (404, Some(ComplaintKind::WebPage), false),
            (500, Some(ComplaintKind::Silent), true),
            (200, None, true),
        ]
    );
}

#[tokio::test]
async fn a_wrong_credential_is_sent_once_whatever_comes_back() {
    let server = Server::start(|_| status(503, &json!({}))).await;
    let autotask = server.connect().await;
    for guise in [Guise::WrongSecret, Guise::WrongIntegrationCode] {
        let before = server.seen().len();
        autotask.examine(&query(), guise).await.unwrap();
        assert_eq!(server.seen().len() - before, 1, "{guise:?}");
    }
}

#[tokio::test]
async fn no_credentials_go_to_another_host() {
    let server = Server::start(|_| data(&json!({}))).await;
    let other = Server::start(|_| data(&json!({}))).await;
    let autotask = server.connect().await;
    let ask = Ask::NextPage {
        url: format!("{}V1.0/Tickets/query/next", other.base),
        body: None,
    };
    let refused = autotask.examine(&ask, Guise::Caller).await;
    assert!(matches!(refused, Err(ReadError::Unreadable { .. })));
    assert!(server.seen().is_empty() && other.seen().is_empty());
}
