//! Faults on demand.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::harness::{ATTUNE, TESS, World, error, ok};

/// A client that opens a connection for each request: hyper sends a request again that fails on an old one.
async fn fails(world: &World, method: Method, path: &str, body: &Value) -> bool {
    let request = world
        .request(method, path)
        .header("Connection", "close")
        .json(body);
    match request.send().await {
        Err(_) => true,
        Ok(response) => response.bytes().await.is_err(),
    }
}

async fn title(world: &World) -> Value {
    ok(world.get(&format!("V1.0/Resources/{TESS}")).await)["item"]["title"].clone()
}

#[tokio::test]
async fn a_connection_is_cut_before_or_after_the_write() {
    let world = World::contoso().await;
    let patch = |nth: u64, kind: &str| json!({"method": "PATCH", "path": "V1.0/Resources", "nth": nth, "fault": {"kind": kind}});
    let faults = json!([patch(1, "cutBefore"), patch(2, "cutAfter")]);
    world.admin(Method::POST, "faults", &faults).await;
    let change = |title: &str| json!({"id": TESS, "title": title});
    let before = title(&world).await;
    assert!(fails(&world, Method::PATCH, "V1.0/Resources", &change("one")).await);
    assert_eq!(title(&world).await, before);
    assert!(fails(&world, Method::PATCH, "V1.0/Resources", &change("two")).await);
    assert_eq!(title(&world).await, "two");
    ok(world.patch("V1.0/Resources", &change("three")).await);
    assert_eq!(title(&world).await, "three");
}

#[tokio::test]
async fn answers_can_be_errors_or_torn() {
    let world = World::contoso().await;
    let faults = json!([
        {"nth": 1, "fault": {"kind": "tooManyRequests", "retryAfter": 7}},
        {"nth": 2, "fault": {"kind": "threadLimit"}},
        {"nth": 3, "fault": {"kind": "error"}},
        {"nth": 4, "fault": {"kind": "maintenance"}},
        {"nth": 5, "fault": {"kind": "tornBody"}},
    ]);
    world.admin(Method::POST, "faults", &faults).await;
    let request = world.request(Method::GET, "V1.0/Version");
    let response = request.send().await.expect("an answer");
    assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(response.headers()["retry-after"], "7");
    assert_eq!(
        world.get("V1.0/Version").await.0,
        StatusCode::TOO_MANY_REQUESTS
    );
    assert_eq!(
        error(world.get("V1.0/Version").await),
        "An error has occurred."
    );
    let response = world.request(Method::GET, "V1.0/Version").send().await;
    let response = response.expect("an answer");
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
    assert!(
        response
            .text()
            .await
            .expect("a text")
            .starts_with("<!DOCTYPE html>")
    );
    assert!(fails(&world, Method::GET, "V1.0/Version", &Value::Null).await);
    ok(world.get("V1.0/Version").await);
    let listed = world.admin(Method::GET, "faults", &Value::Null).await;
    assert_eq!(listed["faults"][4]["fitted"], 6);
    let listed = world.admin(Method::DELETE, "faults", &Value::Null).await;
    assert_eq!(listed, json!({"faults": []}));
}

#[tokio::test]
async fn a_write_can_be_lost_although_it_is_confirmed() {
    let world = World::contoso().await;
    let fault = json!({"method": "PATCH", "fault": {"kind": "lostWrite"}});
    world.admin(Method::POST, "faults", &fault).await;
    let before = title(&world).await;
    let change = json!({"id": TESS, "title": "new"});
    assert_eq!(
        ok(world.patch("V1.0/Resources", &change).await),
        json!({"itemId": TESS})
    );
    assert_eq!(title(&world).await, before);
    ok(world.patch("V1.0/Resources", &change).await);
    assert_eq!(title(&world).await, "new");
}

#[tokio::test]
async fn reads_can_be_stale_for_a_while() {
    let world = World::contoso().await;
    let fault = json!({"method": "PATCH", "fault": {"kind": "staleReads", "seconds": 60}});
    world.admin(Method::POST, "faults", &fault).await;
    let before = title(&world).await;
    ok(world
        .patch("V1.0/Resources", &json!({"id": TESS, "title": "new"}))
        .await);
    assert_eq!(title(&world).await, before);
    world
        .admin(Method::POST, "clock", &json!({"advance": 60}))
        .await;
    assert_eq!(title(&world).await, "new");
}

#[tokio::test]
async fn the_log_tells_what_was_done_and_no_secret() {
    let world = World::contoso().await;
    let fault = json!({"nth": 2, "fault": {"kind": "latency", "milliseconds": 1}});
    world.admin(Method::POST, "faults", &fault).await;
    ok(world.get("V1.0/Version?a=b").await);
    ok(world.get(&format!("V1.0/Resources/{ATTUNE}")).await);
    let log = world.admin(Method::GET, "log", &Value::Null).await;
    assert_eq!(
        log,
        json!({"requests": [
            {
                "number": 1, "time": "2026-01-05T09:00:00Z", "method": "GET", "path": "V1.0/Version",
                "user": "attune7kq2m9xw@contoso.example", "impersonates": null, "status": 200, "done": [],
            },
            {
                "number": 2, "time": "2026-01-05T09:00:00Z", "method": "GET", "path": "V1.0/Resources/29682897",
                "user": "attune7kq2m9xw@contoso.example", "impersonates": null, "status": 200,
                "done": ["latency of 1 ms"],
            },
        ]})
    );
    let text = log.to_string();
    let bootstrap = world.simulator.bootstrap();
    assert!(!text.contains(bootstrap.secret.expose()));
    assert!(!text.contains(bootstrap.integration_code.expose()));
}

#[tokio::test]
async fn a_slip_happens_once_and_is_logged() {
    let world = World::contoso().await;
    let cell = "webServicesApi.allowImpersonation";
    let slip = json!({"kind": "droppedCell", "cell": cell});
    world.admin(Method::POST, "slips", &slip).await;
    let save = json!({"do": "saveLevel", "level": 52, "cells": {cell: true}});
    let read = json!({"do": "readLevel", "level": 52});
    let mut shown = Vec::new();
    for _ in 0..2 {
        world.admin(Method::POST, "operator", &save).await;
        shown.push(world.admin(Method::POST, "operator", &read).await["cells"][cell].clone());
    }
    assert_eq!(shown, [json!(false), json!(true)]);
    let log = world.admin(Method::GET, "log", &Value::Null).await;
    let done: Vec<&Value> = log["requests"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|entry| &entry["done"])
        .collect();
    assert_eq!(done, [&json!(["slip"]), &json!([]), &json!([]), &json!([])]);
    assert_eq!(log["requests"][0]["path"], "console/simulator/operator");
}
