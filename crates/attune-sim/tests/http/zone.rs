//! Zone discovery and the small calls.

use serde_json::json;

use crate::harness::{World, answer, error, ok};

#[tokio::test]
async fn a_login_finds_its_zone_without_credentials() {
    let world = World::contoso().await;
    let rest = world.simulator.rest_url();
    for path in [
        "v1.0/zoneInformation?user=attune7kq2m9xw@contoso.example",
        "V1.0/ZONEINFORMATION/?USER=attune7kq2m9xw",
    ] {
        let found = ok(answer(world.client.get(format!("{rest}{path}"))).await);
        assert_eq!(
            found,
            json!({
                "zoneName": "Simulator",
                "url": rest,
                "webUrl": world.simulator.console_url(),
                "ci": 200_117,
            })
        );
    }
}

#[tokio::test]
async fn the_zone_speaks_of_the_host_that_was_asked() {
    let world = World::contoso().await;
    let url = format!(
        "{}v1.0/zoneInformation?user=attune7kq2m9xw",
        world.simulator.rest_url()
    );
    let found = ok(answer(world.client.get(url).header("host", "psa.example:81")).await);
    assert_eq!(found["url"], "http://psa.example:81/ATServicesRest/");
    assert_eq!(found["webUrl"], "http://psa.example:81/console/");
}

#[tokio::test]
async fn an_unknown_login_has_no_zone() {
    let world = World::contoso().await;
    for user in ["nobody", "attune7kq2m9xw@elsewhere.example", ""] {
        let path = format!("v1.0/zoneInformation?user={user}");
        assert_eq!(
            error(world.get(&path).await),
            "Zone information could not be determined"
        );
    }
}

#[tokio::test]
async fn versions_and_threshold_are_told() {
    let world = World::contoso().await;
    let versions = ok(world.get("versioninformation").await);
    assert_eq!(versions, json!({"apiVersions": ["1.0"]}));
    let version = ok(world.get("v1.0/version").await);
    assert_eq!(version["customerType"], "Simulated");
    let threshold = ok(world.get("V1.0/ThresholdInformation").await);
    assert_eq!(
        threshold,
        json!({
            "externalRequestThreshold": 10_000,
            "requestThresholdTimeframe": 60,
            "currentTimeframeRequestCount": 3,
        })
    );
}

#[tokio::test]
async fn requests_are_counted_by_method_and_path() {
    let world = World::contoso().await;
    for _ in 0..2 {
        ok(world.get("V1.0/Resources/4?a=b").await);
    }
    ok(world.get("V1.0/Version").await);
    let counted: Vec<_> = world.simulator.requests().into_iter().collect();
    assert_eq!(
        counted,
        [
            ("GET /ATServicesRest/V1.0/Resources/4".to_owned(), 2),
            ("GET /ATServicesRest/V1.0/Version".to_owned(), 1),
        ]
    );
}

#[tokio::test]
async fn a_simulator_is_known_by_its_welcome_and_stops() {
    let world = World::contoso().await;
    let url = format!("{}simulator", world.simulator.console_url());
    let welcome = ok(answer(world.client.get(&url)).await);
    assert_eq!(welcome["simulator"], "attune");
    world.simulator.stop().await.expect("it ends well");
    assert!(world.client.get(&url).send().await.is_err());
}
