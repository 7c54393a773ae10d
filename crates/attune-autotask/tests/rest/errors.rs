//! How Autotask's many ways to complain become errors of the read port.

use attune_apply::ports::{ReadError, TenantRead as _};
use axum::http::HeaderValue;
use axum::response::Response;

use crate::server::{KEY, Pauses, Rude, SECRET, Seen, Server, connect, errors, text};

/// The error of a reading, and the host that it should name.
async fn error(
    answer: impl Fn(&Seen) -> Response + Clone + Send + Sync + 'static,
) -> (ReadError, String) {
    let server = Server::start(answer).await;
    let host = server
        .base
        .trim_start_matches("http://")
        .trim_end_matches("/ATServicesRest/")
        .to_owned();
    (server.connect().await.resources().await.unwrap_err(), host)
}

#[tokio::test]
async fn refused_credentials() {
    let (error, host) = error(|_| text(401, "text/plain", "")).await;
    assert_eq!(
        error,
        ReadError::CredentialsRefused {
            host,
            key: KEY.to_owned()
        }
    );
}

#[tokio::test]
async fn a_refused_integration_code_is_told_apart() {
    let (error, host) = error(|_| errors(500, "IntegrationCode is invalid.")).await;
    assert_eq!(
        error,
        ReadError::IntegrationCodeRefused {
            host,
            key: KEY.to_owned()
        }
    );
}

#[tokio::test]
async fn a_missing_right() {
    let words =
        "The logged in Resource does not have the adequate permissions to query this entity type.";
    let (error, _) = error(|_| errors(500, words)).await;
    assert_eq!(
        error,
        ReadError::RightMissing {
            key: KEY.to_owned(),
            what: "Resources/query".to_owned(),
            answer: words.to_owned(),
        }
    );
}

#[tokio::test]
async fn a_web_page_is_maintenance_whatever_its_status() {
    for status in [200, 404, 503] {
        let (error, host) =
            error(move |_| text(status, "text/html; charset=utf-8", "<h1>Maintenance</h1>")).await;
        let what = "Resources/query".to_owned();
        assert_eq!(error, ReadError::Maintenance { host, what }, "{status}");
    }
}

#[tokio::test]
async fn throttling_is_named_in_the_end() {
    let (error, host) = error(|_| errors(429, "slow down")).await;
    assert_eq!(
        error,
        ReadError::Throttled {
            host,
            answer: "slow down".to_owned()
        }
    );
}

#[tokio::test]
async fn errors_in_a_success() {
    let (error, host) = error(|_| errors(200, "queueID is required")).await;
    assert_eq!(
        error,
        ReadError::Answer {
            host,
            what: "Resources/query".to_owned(),
            status: 200,
            answer: "queueID is required".to_owned(),
        }
    );
}

#[tokio::test]
async fn answers_that_are_no_data() {
    for (body, expected) in [
        ("", "it is empty"),
        ("[]", "it is not a JSON object"),
        ("\"ok\"", "it is not a JSON object"),
        (
            r#"{"items": [{"id": 1"#,
            "it is not whole JSON: EOF while parsing an object at line 1 column 19",
        ),
        (r#"{"items": []}"#, "missing field `pageDetails`"),
    ] {
        let (error, host) = error(move |_| text(200, "application/json", body)).await;
        assert_eq!(
            error,
            ReadError::Unreadable {
                host,
                what: "Resources/query".to_owned(),
                cause: expected.to_owned(),
            }
        );
    }
}

#[tokio::test]
async fn a_body_torn_on_the_way_is_a_broken_connection() {
    let server = Rude::start(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{\"items\"");
    let autotask = connect(&server.base, Pauses::default()).await.unwrap();
    let error = autotask.resources().await.unwrap_err();
    assert!(matches!(error, ReadError::Unreachable { .. }), "{error:?}");
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let other = Server::start(|_| errors(500, "never")).await;
    let target = other.base.clone();
    let (error, _) = error(move |_| {
        let mut response = text(302, "text/plain", "");
        response
            .headers_mut()
            .insert("location", HeaderValue::from_str(&target).unwrap());
        response
    })
    .await;
    assert!(
        matches!(error, ReadError::Answer { status: 302, .. }),
        "{error:?}"
    );
    assert!(other.seen().is_empty());
}

#[tokio::test]
async fn no_error_names_a_secret() {
    for status in [200, 401, 403, 404, 405, 500, 503] {
        let (error, _) = error(move |_| {
            text(
                status,
                "application/json",
                "{\"items\": \"s3cr3t-of-attune\"}",
            )
        })
        .await;
        assert!(!format!("{error} {error:?}").contains(SECRET), "{error:?}");
    }
}
