//! Zone discovery, and who is told the credentials.

use attune_apply::ports::{ReadError, TenantRead as _};
use attune_model::TenantIdentity;
use serde_json::json;

use crate::server::{
    CODE, KEY, Pauses, SECRET, Server, connect, data, errors, options, page, zone,
};

#[tokio::test]
async fn the_zone_is_asked_without_credentials() {
    let server = Server::start(|_| page(&[], None)).await;
    let autotask = server.connect().await;
    assert_eq!(
        autotask.identity().await,
        Ok(TenantIdentity {
            database: 4711,
            zone: "America East".to_owned(),
            rest_url: server.base.clone(),
            console_url: "https://ww14.autotask.net/".to_owned(),
        })
    );
    assert_eq!(autotask.caller_key(), KEY);
    let seen = server.seen_about_zone();
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].path, "/ATServicesRest/v1.0/zoneInformation");
    assert_eq!(seen[0].query, "user=attune%40contoso.example");
    for header in ["username", "secret", "apiintegrationcode"] {
        assert_eq!(seen[0].header(header), None, "{header}");
    }
    assert!(server.seen().is_empty(), "connecting tries no credentials");
}

#[tokio::test]
async fn a_key_without_a_zone_is_unknown() {
    let server = Server::raw(|_, _| errors(500, "Zone information could not be determined")).await;
    assert_eq!(
        connect(&server.base, Pauses::default()).await.unwrap_err(),
        ReadError::UnknownZone {
            key: KEY.to_owned()
        }
    );
    assert_eq!(server.seen_about_zone().len(), 1);
}

#[tokio::test]
async fn clear_text_to_another_machine_is_refused() {
    let refused = connect(
        "http://webservices14.autotask.net/ATServicesRest/",
        Pauses::default(),
    )
    .await;
    assert_eq!(
        refused.unwrap_err().to_string(),
        "the zone address cannot be reached: plain http would send the credentials in clear text; use https (http is \
         for this machine only)"
    );
    let server =
        Server::raw(|_, _| data(&zone("http://webservices14.autotask.net/ATServicesRest/"))).await;
    let refused = connect(&server.base, Pauses::default())
        .await
        .unwrap_err()
        .to_string();
    assert!(
        refused.contains("url: plain http would send the credentials in clear text"),
        "{refused}"
    );
}

#[tokio::test]
async fn an_answer_without_an_address_cannot_be_understood() {
    let server = Server::raw(|_, _| {
        data(&json!({"zoneName": "x", "webUrl": "https://ww1.autotask.net/", "ci": 1}))
    })
    .await;
    let refused = connect(&server.base, Pauses::default())
        .await
        .unwrap_err()
        .to_string();
    assert!(
        refused.ends_with("to zoneInformation cannot be understood: missing field `url`"),
        "{refused}"
    );
}

#[tokio::test]
async fn nothing_prints_a_secret() {
    let server = Server::start(|_| page(&[], None)).await;
    let printed = format!("{:?} {:?}", options(&server.base), server.connect().await);
    assert!(printed.contains(KEY), "{printed}");
    assert!(
        !printed.contains(SECRET) && !printed.contains(CODE),
        "{printed}"
    );
}

#[tokio::test]
async fn a_secret_that_fits_no_header_is_not_repeated() {
    let server = Server::start(|_| page(&[], None)).await;
    let mut options = options(&server.base);
    options.integration_code = attune_model::Secret::new("CODE\nCODE");
    let refused = attune_autotask::Autotask::connect(options)
        .await
        .unwrap_err()
        .to_string();
    assert!(
        refused.contains("the integration code holds a character"),
        "{refused}"
    );
    assert!(!refused.contains("CODE"), "{refused}");
}
