//! Paging over many people.

use std::collections::BTreeSet;

use attune_model::LevelId;
use attune_sim::Tenant;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::harness::{World, answer, error, ok};

async fn crowded() -> World {
    let mut tenant = Tenant::contoso();
    tenant.add_people(1200, LevelId(22));
    World::of(tenant).await
}

/// The part of an address below the REST address.
fn below(world: &World, url: &Value) -> String {
    let url = url.as_str().expect("an address");
    let rest = world.simulator.rest_url();
    url.strip_prefix(&rest).expect("its own address").to_owned()
}

fn ids(page: &Value) -> Vec<i64> {
    let items = page["items"].as_array().expect("a list");
    items
        .iter()
        .filter_map(|item| item["id"].as_i64())
        .collect()
}

#[tokio::test]
async fn pages_of_a_posted_query_are_posted_with_the_same_body() {
    let world = crowded().await;
    let body = json!({"filter": [{"op": "exist", "field": "id"}]});
    let mut page = ok(world.post("V1.0/Resources/query", &body).await);
    assert_eq!(page["pageDetails"]["prevPageUrl"], Value::Null);
    let mut seen = BTreeSet::new();
    let mut sizes = Vec::new();
    loop {
        assert_eq!(page["pageDetails"]["requestCount"], 500);
        sizes.push(ids(&page).len());
        seen.extend(ids(&page));
        if page["pageDetails"]["nextPageUrl"].is_null() {
            break;
        }
        let next = below(&world, &page["pageDetails"]["nextPageUrl"]);
        assert!(next.starts_with("V1.0/Resources/query/next?paging=%7B"));
        assert_eq!(world.get(&next).await.0, StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(
            error(answer(world.request(Method::POST, &next)).await),
            "Value cannot be null. Parameter name: queryModel"
        );
        page = ok(world.post(&next, &body).await);
    }
    assert_eq!(sizes, [500, 500, 215]);
    assert_eq!(seen.len(), 1215);
    let before = below(&world, &page["pageDetails"]["prevPageUrl"]);
    assert_eq!(ids(&ok(world.post(&before, &body).await)).len(), 500);
}

#[tokio::test]
async fn pages_of_a_query_by_get_are_got() {
    let world = crowded().await;
    let search = json!({"filter": [{"op": "exist", "field": "id"}], "maxRecords": 400});
    let first = world.request(Method::GET, "V1.0/Resources/query");
    let mut page = ok(answer(first.query(&[("search", search.to_string())])).await);
    let mut sizes = vec![ids(&page).len()];
    while !page["pageDetails"]["nextPageUrl"].is_null() {
        let next = below(&world, &page["pageDetails"]["nextPageUrl"]);
        page = ok(world.get(&next).await);
        sizes.push(ids(&page).len());
    }
    assert_eq!(sizes, [400, 400, 400, 15]);
}

#[tokio::test]
async fn a_page_has_at_most_500_records() {
    let world = World::contoso().await;
    for size in [json!(0), json!(501), json!(-1)] {
        let body = json!({"filter": [{"op": "exist", "field": "id"}], "maxRecords": size});
        assert_eq!(
            error(world.post("V1.0/Resources/query", &body).await),
            "maxCountOfRecordsToReturn must be between 1 and 500"
        );
    }
}
