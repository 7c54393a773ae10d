//! Every answer of these tests against the models of the vendor's API: names and types.
//!
//! The tables are those that the simulator is driven by, read here again on their own.

use std::collections::{BTreeMap, BTreeSet};

use reqwest::Method;
use serde_json::Value;

use crate::harness::{World, ok};

type Model = BTreeMap<&'static str, &'static str>;

fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split('\t').collect())
}

fn models(text: &'static str) -> BTreeMap<&'static str, Model> {
    rows(text)
        .map(|row| {
            let properties = row[1].split(' ').filter_map(|it| it.split_once(':'));
            (row[0], properties.collect())
        })
        .collect()
}

fn entity_model(segment: &str) -> Option<Model> {
    models(include_str!("../../data/models.tsv"))
        .into_iter()
        .find(|(entity, _)| entity.eq_ignore_ascii_case(segment))
        .map(|(_, model)| model)
}

fn envelope(name: &str) -> Model {
    models(include_str!("../../data/envelopes.tsv"))[name].clone()
}

fn child(parent: &str, segment: &str) -> Option<&'static str> {
    rows(include_str!("../../data/children.tsv"))
        .find(|row| row[0].eq_ignore_ascii_case(parent) && row[1].eq_ignore_ascii_case(segment))
        .map(|row| row[2])
}

/// Checks an answer with status 200 to a path below `/ATServicesRest/`.
pub(crate) fn check(method: &Method, path: &str, body: &Value) {
    let at = format!("{method} {path}");
    let lower = path.trim_matches('/').to_ascii_lowercase();
    let segments: Vec<&str> = lower.split('/').collect();
    match segments.as_slice() {
        ["versioninformation"] => fits(&at, body, &envelope("ApiVersionResult"), true),
        ["v1.0", "zoneinformation"] => fits(&at, body, &envelope("ZoneInformationResult"), true),
        ["v1.0", "version"] => fits(&at, body, &envelope("AutotaskVersionResult"), true),
        ["v1.0", "thresholdinformation"] => {
            fits(&at, body, &envelope("ThresholdStatusResult"), true);
        }
        ["v1.0", "modules"] => {
            fits(&at, body, &envelope("ModuleAccessResult"), true);
            all(&at, &body["modules"], &envelope("KeyValuePair"), true);
        }
        ["v1.0", "entityinformation"] => {
            fits(&at, body, &envelope("GlobalEntityInformationResult"), true);
            for one in body["entityDescriptions"].as_array().expect("a list") {
                fits(&at, &one["info"], &envelope("EntityInformation"), true);
            }
        }
        ["v1.0", parent, id, segment, rest @ ..] if id.parse::<i64>().is_ok() => {
            let entity = child(parent, segment).unwrap_or_else(|| panic!("{at}: no such child"));
            check_entity(&at, method, entity, rest, body);
        }
        ["v1.0", entity, rest @ ..] => check_entity(&at, method, entity, rest, body),
        _ => panic!("{at}: the table has no such path"),
    }
}

fn check_entity(at: &str, method: &Method, entity: &str, rest: &[&str], body: &Value) {
    let model = entity_model(entity).unwrap_or_else(|| panic!("{at}: no such entity"));
    match rest {
        ["entityinformation"] => fits(at, &body["info"], &envelope("EntityInformation"), true),
        ["entityinformation", "fields"] => {
            let fields = envelope("FieldInformation");
            all(at, &body["fields"], &fields, true);
            for field in body["fields"].as_array().expect("a list") {
                if !field["picklistValues"].is_null() {
                    all(
                        at,
                        &field["picklistValues"],
                        &envelope("PickListValue"),
                        true,
                    );
                }
            }
        }
        ["entityinformation", "userdefinedfields"] => {
            all(at, &body["fields"], &envelope("Field"), true);
        }
        ["query", "count"] => fits(at, body, &envelope("QueryCountResult"), true),
        _ if body.get("itemId").is_some() => fits(at, body, &envelope("OperationResult"), true),
        _ if body.get("items").is_some() => {
            fits(at, &body["pageDetails"], &envelope("Paging"), true);
            all(at, &body["items"], &model, false);
        }
        _ => {
            assert!(*method == Method::GET, "{at}: {body}");
            let keys: Vec<&String> = body.as_object().expect("an object").keys().collect();
            assert_eq!(keys, ["item"], "{at}");
            if !body["item"].is_null() {
                fits(at, &body["item"], &model, false);
            }
        }
    }
}

fn all(at: &str, list: &Value, model: &Model, whole: bool) {
    for one in list.as_array().unwrap_or_else(|| panic!("{at}: {list}")) {
        fits(at, one, model, whole);
    }
}

/// That an object has names of the model only, all of them where it must be whole, and values of their types.
fn fits(at: &str, object: &Value, model: &Model, whole: bool) {
    let object = object
        .as_object()
        .unwrap_or_else(|| panic!("{at}: {object}"));
    for (name, value) in object {
        let kind = model.get(name.as_str());
        let kind = kind.unwrap_or_else(|| panic!("{at}: the model has no `{name}`"));
        let good = value.is_null() || is_of(value, kind.trim_end_matches('!'));
        assert!(good, "{at}: `{name}` is no {kind}: {value}");
    }
    let missing: Vec<_> = model
        .keys()
        .filter(|name| whole && !object.contains_key(**name))
        .collect();
    assert!(missing.is_empty(), "{at}: without {missing:?}");
}

fn is_of(value: &Value, kind: &str) -> bool {
    match kind {
        "boolean" => value.is_boolean(),
        "integer" => value.as_i64().is_some_and(|it| i32::try_from(it).is_ok()),
        "long" => value.is_i64(),
        "double" => value.is_number(),
        "bytes" | "datetime" | "string" => value.is_string(),
        "list" | "udfs" => value.is_array(),
        "opaque" => true,
        other => panic!("the table has no type `{other}`"),
    }
}

#[tokio::test]
async fn every_entity_answers_metadata_and_an_empty_query() {
    let world = World::contoso().await;
    let count = serde_json::json!({"filter": [{"op": "lt", "field": "id", "value": 0}]});
    let mut asked = 0;
    for row in rows(include_str!("../../data/entities.tsv")) {
        let (entity, operations) = (row[0], row[2]);
        let information = format!("V1.0/{entity}/entityInformation");
        let body = ok(world.get(&information).await);
        assert_eq!(body["info"]["name"], row[1]);
        ok(world.get(&format!("{information}/fields")).await);
        let operations: BTreeSet<&str> = operations.split(' ').collect();
        if operations.contains("udf") {
            ok(world.get(&format!("{information}/userDefinedFields")).await);
        }
        // Without the right to create webhooks, a level sees none.
        if operations.contains("query") && !entity.contains("Webhook") {
            let found = ok(world.post(&format!("V1.0/{entity}/query"), &count).await);
            assert_eq!(found["items"], serde_json::json!([]), "{entity}");
            let path = format!("V1.0/{entity}/query/count");
            assert_eq!(ok(world.post(&path, &count).await)["queryCount"], 0);
        }
        asked += 1;
    }
    assert_eq!(asked, 232);
    let all = ok(world.get("V1.0/EntityInformation").await);
    let all = all["entityDescriptions"].as_array().map(Vec::len);
    assert_eq!(all, Some(232));
}

/// What the simulator answers with and the document does not describe, and the other way round.
#[tokio::test]
async fn what_the_document_does_not_cover_is_listed() {
    let never_sent: BTreeSet<&str> = models(include_str!("../../data/models.tsv"))
        .values()
        .flatten()
        .filter(|(_, kind)| kind.ends_with('!') || matches!(**kind, "list" | "opaque"))
        .map(|(name, _)| *name)
        .collect();
    let mut lines: Vec<String> = vec![format!("properties never sent: {never_sent:?}")];
    let world = World::contoso().await;
    for (method, path) in [
        (Method::GET, "V1.0/Nothing/query"),
        (Method::DELETE, "V1.0/Tickets/8001"),
        (Method::POST, "V1.0/Tickets/query"),
    ] {
        let (status, body) = crate::harness::answer(world.request(method.clone(), path)).await;
        let keys: Vec<String> = body.as_object().expect("JSON").keys().cloned().collect();
        lines.push(format!(
            "body of {} {method}: {}",
            status.as_u16(),
            keys.join(", ")
        ));
    }
    lines.push("answers of query/next: those of query".to_owned());
    insta::assert_snapshot!(lines.join("\n"), @r#"
    properties never sent: {"defaultValue", "isTaskAttachment", "parentType", "soapParentPropertyId"}
    body of 404 GET: Message
    body of 405 DELETE: Message
    body of 500 POST: errors
    answers of query/next: those of query
    "#);
}
