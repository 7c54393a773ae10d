//! A plan that finds nothing to do asks for no more than paging makes it ask: a tenant's integrations share one limit.

use serde_json::{Value, json};

use crate::harness::{Place, Sim, rows};

/// Resources of the built-in tenant: people and API users.
const BUILT_IN: usize = 15;

/// Whoever holds a level is to hold it: people are compared, and nobody moves.
const PEOPLE: &str = "
people:
  helpdesk:
    who: {levels: [Service Desk User (system)]}
    securityLevel: {name: Service Desk User (system)}
";

/// What a no-op plan of an imported tenant asks for, one request a line.
fn asked(people: usize, api_users: usize) -> String {
    let sizes = [people.to_string(), api_users.to_string()];
    let sim = Sim::start_with(&[
        "--people",
        &sizes[0],
        "--api-users",
        &sizes[1],
        "--levels",
        "20",
    ]);
    let place = Place::empty();
    let import = ["import", "--tenant", "contoso", "--console", "none"];
    place.attune(&sim, &import).exits(0);
    let text = place.read("attune.yaml") + PEOPLE;
    place.write("attune.yaml", &text);
    let before = log(&sim).len();
    let plan = ["plan", "--detailed-exitcode"];
    place.attune(&sim, &plan).exits(0);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    log(&sim)
        .iter()
        .skip(before)
        .map(|entry| format!("{} {}\n", text(&entry["method"]), text(&entry["path"])))
        .collect()
}

/// Every request that came in, oldest first.
pub(crate) fn log(sim: &Sim) -> Vec<Value> {
    drop(rustls::crypto::ring::default_provider().install_default());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let answer: Value = runtime.block_on(async {
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let address = format!("{}simulator/log", sim.console);
        let response = client.get(address).send().await.unwrap();
        response.json().await.unwrap()
    });
    answer["requests"].as_array().unwrap().clone()
}

#[test]
fn a_plan_asks_for_the_zone_two_lists_of_fields_and_the_pages_of_resources() {
    insta::assert_snapshot!(asked(1400, 20), @"
    GET v1.0/zoneInformation
    GET V1.0/Resources/entityInformation/fields
    POST V1.0/Resources/query
    POST V1.0/Resources/query/next
    POST V1.0/Resources/query/next
    GET V1.0/Tickets/entityInformation/fields
    ");
}

#[test]
fn five_hundred_resources_are_one_page() {
    insta::assert_snapshot!(asked(480, 500 - 480 - BUILT_IN), @"
    GET v1.0/zoneInformation
    GET V1.0/Resources/entityInformation/fields
    POST V1.0/Resources/query
    GET V1.0/Tickets/entityInformation/fields
    ");
}

#[test]
fn one_more_is_a_second_page() {
    insta::assert_snapshot!(asked(480, 501 - 480 - BUILT_IN), @"
    GET v1.0/zoneInformation
    GET V1.0/Resources/entityInformation/fields
    POST V1.0/Resources/query
    POST V1.0/Resources/query/next
    GET V1.0/Tickets/entityInformation/fields
    ");
}

#[test]
fn api_users_are_generated_beside_the_built_in_ones() {
    let sim = Sim::start_with(&["--api-users", "7"]);
    let api_users = json!({"op": "eq", "field": "licenseType", "value": 7});
    assert_eq!(rows(&sim, "Resources", &api_users).len(), 2 + 7);
    let all = json!({"op": "gte", "field": "id", "value": 0});
    assert_eq!(rows(&sim, "Resources", &all).len(), BUILT_IN + 7);
}
