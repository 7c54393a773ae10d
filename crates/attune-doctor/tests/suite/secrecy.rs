//! A report holds words of closed lists and nothing of the tenant.

use std::collections::BTreeSet;

use attune_doctor::{CatalogueLevel, NotLooked, Report, examine};
use attune_model::catalogue::cells;
use schemars::schema_for;
use serde_json::{Value, json};

use crate::world::World;

/// A word that stands in no list, and a number that no list has.
const MARK: &str = "Zaphod";
const NUMBER: i64 = 424_242;

/// Marks every text and every number of an answer.
fn mark_all(body: &mut Value) {
    match body {
        Value::String(text) => text.push_str(MARK),
        Value::Number(_) => *body = json!(NUMBER),
        Value::Array(values) => values.iter_mut().for_each(mark_all),
        Value::Object(map) => map.values_mut().for_each(mark_all),
        Value::Null | Value::Bool(_) => {}
    }
}

/// Marks what a tenant itself may have named: labels of everything that is no system level, zone and hosts.
fn mark_names(body: &mut Value) {
    match body {
        Value::Array(values) => values.iter_mut().for_each(mark_names),
        Value::Object(map) => {
            for (key, value) in map {
                match (key.as_str(), value) {
                    ("label" | "zoneName", Value::String(text)) if !text.contains("(system)") => {
                        text.push_str(MARK);
                    }
                    (_, value) => mark_names(value),
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Every text that a report may hold, values and keys: what the schema lists, and the catalogue's cells.
fn vocabulary() -> BTreeSet<String> {
    fn collect(schema: &Value, words: &mut BTreeSet<String>) {
        match schema {
            Value::Array(values) => values.iter().for_each(|value| collect(value, words)),
            Value::Object(map) => {
                let listed = map.get("enum").and_then(Value::as_array);
                let listed = listed.into_iter().flatten().chain(map.get("const"));
                words.extend(listed.filter_map(Value::as_str).map(str::to_owned));
                if let Some(properties) = map.get("properties").and_then(Value::as_object) {
                    words.extend(properties.keys().cloned());
                }
                map.values().for_each(|value| collect(value, words));
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    let mut words = BTreeSet::new();
    collect(&schema_for!(Report).to_value(), &mut words);
    words.extend(cells().map(|spec| spec.path.to_owned()));
    words.extend(CatalogueLevel::all().map(|level| level.as_str().to_owned()));
    words
}

fn check(value: &Value, words: &BTreeSet<String>) {
    match value {
        Value::String(text) => assert!(words.contains(text), "\"{text}\" is in no list"),
        // Statuses, licence types, the version and the exit code.
        Value::Number(number) => assert!(number.as_u64().is_some_and(|number| number < 600)),
        Value::Array(values) => values.iter().for_each(|value| check(value, words)),
        Value::Object(map) => {
            for (key, value) in map {
                assert!(words.contains(key), "\"{key}\" is in no list");
                check(value, words);
            }
        }
        Value::Null | Value::Bool(_) => {}
    }
}

async fn report(world: &World) -> Value {
    serde_json::to_value(Report::of(examine(world, true).await, None, 0)).unwrap()
}

#[tokio::test]
async fn every_text_of_a_report_is_in_a_list() {
    let words = vocabulary();
    for change in [|_: &mut Value| {}, mark_all, mark_names] {
        let report = report(&World::contoso().await.changing(change)).await;
        check(&report, &words);
        let text = report.to_string();
        assert!(!text.contains(MARK) && !text.contains(&NUMBER.to_string()));
    }
    for why in [
        NotLooked::NoConnection,
        NotLooked::Unreachable,
        NotLooked::CredentialsRefused,
        NotLooked::UnknownZone,
        NotLooked::Throttled,
        NotLooked::Maintenance,
    ] {
        check(
            &serde_json::to_value(Report::failed(why, 3)).unwrap(),
            &words,
        );
    }
}

#[tokio::test]
async fn nothing_of_the_tenant_is_in_a_report() {
    let world = World::contoso().await;
    let text = report(&world).await.to_string();
    let bootstrap = world.simulator.bootstrap();
    for own in [
        "contoso",
        "Helpdesk Lead",
        "Tess",
        "29682886",
        "200117",
        "Tasky",
        "Headquarters",
        "127.0.0.1",
        "@",
        "http",
        bootstrap.user_name.as_str(),
        bootstrap.secret.expose(),
        bootstrap.integration_code.expose(),
    ] {
        assert!(!text.contains(own), "{own} is in the report");
    }
}

#[test]
fn a_list_takes_no_other_word() {
    for text in [r#""Contoso (system)""#, r#""API User (system)""#] {
        let read = serde_json::from_str::<CatalogueLevel>(text);
        assert_eq!(read.is_ok(), text.contains("API User"), "{text}");
    }
    let report = json!({"format_version": 1, "kind": "doctor", "exit_code": 0, "answers": {
        "inactive-levels": {"answer": "Contoso"}}, "pages": null, "error": null});
    assert!(Report::read(&report.to_string()).is_err());
    let newer = json!({"format_version": 2, "kind": "doctor", "exit_code": 0, "answers": null, "pages": null,
        "error": null});
    assert_eq!(
        Report::read(&newer.to_string()).unwrap_err(),
        "a report of version 2, and this attune reads version 1"
    );
}
