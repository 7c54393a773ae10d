//! Limits, on the tenant's own clock.

use attune_sim::{Limit, Tenant};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::harness::{World, answer, ok};

#[tokio::test]
async fn beyond_10000_requests_in_an_hour_nothing_is_answered() {
    let world = World::contoso().await;
    for _ in 0..9_999 {
        let request = world.request(Method::GET, "versioninformation");
        assert_eq!(
            request.send().await.expect("an answer").status(),
            StatusCode::OK
        );
    }
    let threshold = ok(world.get("V1.0/ThresholdInformation").await);
    assert_eq!(threshold["currentTimeframeRequestCount"], 10_000);
    let (status, body) = world.get("V1.0/Version").await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(
        body["errors"][0],
        "The external request threshold of 10000 requests per 60 minutes has been exceeded."
    );
    world
        .admin(Method::PATCH, "behaviour", &json!({"hourlyLimit": "off"}))
        .await;
    ok(world.get("V1.0/Version").await);
    world
        .admin(
            Method::PATCH,
            "behaviour",
            &json!({"hourlyLimit": "enforced"}),
        )
        .await;
    let clock = world
        .admin(Method::POST, "clock", &json!({"advance": 3600}))
        .await;
    assert_eq!(clock, json!({"now": "2026-01-05T10:00:00Z"}));
    let threshold = ok(world.get("V1.0/ThresholdInformation").await);
    assert_eq!(threshold["currentTimeframeRequestCount"], 1);
}

/// Begins a call that waits for a minute, and waits until the simulator has it.
async fn begin(world: &World, path: &str) -> tokio::task::JoinHandle<()> {
    let seen = async || {
        let log = world.admin(Method::GET, "log", &Value::Null).await;
        log["requests"].as_array().map_or(0, Vec::len)
    };
    let before = seen().await;
    let request = world.request(Method::GET, path);
    let call = tokio::spawn(async move { drop(request.send().await) });
    while seen().await == before {
        tokio::task::yield_now().await;
    }
    call
}

#[tokio::test]
async fn a_fourth_concurrent_call_for_an_entity_is_refused() {
    let mut tenant = Tenant::contoso();
    tenant.faults = vec![
        serde_json::from_value(json!({
            "path": "V1.0/Tickets/8001", "times": 9, "fault": {"kind": "latency", "milliseconds": 60_000},
        }))
        .expect("a fault"),
    ];
    let world = World::of(tenant).await;
    let mut calls = Vec::new();
    for _ in 0..3 {
        calls.push(begin(&world, "V1.0/Tickets/8001").await);
    }
    let (status, body) = world.get("V1.0/Tickets/8002").await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(
        body["errors"][0],
        "The thread threshold of 3 has been exceeded. (Itgenatr005)"
    );
    ok(world.get("V1.0/Companies/174").await);
    let others = "SIMULATED00DATTORMM00000106";
    let request = world
        .client
        .get(format!("{}V1.0/Tickets/8002", world.simulator.rest_url()));
    let bootstrap = world.simulator.bootstrap();
    let request = request
        .header("UserName", &bootstrap.user_name)
        .header("Secret", bootstrap.secret.expose())
        .header("ApiIntegrationCode", others);
    ok(answer(request).await);
    world
        .simulator
        .with_tenant(|tenant| tenant.behaviour.thread_limit = Limit::Off);
    ok(world.get("V1.0/Tickets/8002").await);
    for call in calls {
        call.abort();
    }
}
