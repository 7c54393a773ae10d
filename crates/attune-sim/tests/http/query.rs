//! The grammar of queries.

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{World, answer, error, ok};

async fn find(world: &World, filter: Value) -> Vec<i64> {
    let body = json!({"filter": filter, "includeFields": ["id"]});
    let found = ok(world.post("V1.0/Resources/query", &body).await);
    let items = found["items"].as_array().expect("a list").clone();
    items
        .iter()
        .map(|item| item["id"].as_i64().expect("a number") - 29_682_880)
        .collect()
}

#[tokio::test]
async fn every_operator_finds_what_it_should() {
    let world = World::contoso().await;
    world.simulator.with_tenant(|tenant| {
        let tess = tenant.record_mut(attune_sim::Entity::Resources, 29_682_886);
        tess.expect("Tess is there")
            .insert("gender".to_owned(), json!("F"));
    });
    let id = |number: i64| number + 29_682_880;
    let near = json!({"op": "gte", "field": "id", "value": id(5)});
    let cases = [
        ("eq", "email", json!("TESS.Turner@contoso.example"), vec![6]),
        ("eq", "isActive", json!("false"), vec![9, 15]),
        ("eq", "licenseType", json!("7"), vec![17, 18]),
        ("noteq", "gender", json!("M"), vec![6]),
        ("gt", "id", json!(id(17)), vec![18]),
        ("gte", "id", json!(id(17)), vec![17, 18]),
        ("lt", "id", json!(id(6)), vec![5]),
        ("lte", "id", json!(id(6)), vec![5, 6]),
        ("beginsWith", "lastName", json!("ok"), vec![12]),
        ("endsWith", "email", json!("@partner.example"), vec![10, 14]),
        ("contains", "title", json!("night"), vec![10]),
        ("exist", "gender", Value::Null, vec![6]),
        ("in", "firstName", json!(["Bo", "mia"]), vec![14, 15]),
        ("notIn", "gender", json!(["M"]), vec![6]),
    ];
    for (op, field, value, expected) in cases {
        let condition = json!({"op": op, "field": field, "value": value});
        let found = find(&world, json!([near, condition])).await;
        assert_eq!(found, expected, "{op} {field} {value}");
    }
    let without = json!({"op": "notExist", "field": "gender"});
    assert_eq!(find(&world, json!([near, without])).await.len(), 13);
}

#[tokio::test]
async fn groups_nest_and_the_top_is_a_conjunction() {
    let world = World::contoso().await;
    let filter = json!([
        {"op": "OR", "items": [
            {"op": "eq", "field": "UserType", "value": 52},
            {"op": "and", "items": [
                {"op": "eq", "field": "userType", "value": 53},
                {"op": "eq", "field": "isActive", "value": true},
            ]},
        ]},
        {"op": "noteq", "field": "firstName", "value": "Sam"},
    ]);
    assert_eq!(find(&world, filter).await, [11, 14]);
}

#[tokio::test]
async fn an_unknown_operator_is_ignored_and_an_unknown_field_is_not() {
    let world = World::contoso().await;
    let ne = json!([{"op": "ne", "field": "id", "value": 4}]);
    assert_eq!(find(&world, ne).await.len(), 15);
    for field in ["securityLevel", "defaultServiceDeskRoleID"] {
        let body = json!({"filter": [{"op": "eq", "field": field, "value": 1}]});
        assert_eq!(
            error(world.post("V1.0/Resources/query", &body).await),
            format!("Unable to find {field} in the Resource Entity")
        );
    }
}

#[tokio::test]
async fn an_empty_filter_finds_nothing_and_a_missing_one_is_an_error() {
    let world = World::contoso().await;
    assert!(find(&world, json!([])).await.is_empty());
    let path = "V1.0/Resources/query";
    let text = error(world.post(path, &json!({"maxRecords": 5})).await);
    assert_eq!(text, "Value cannot be null. Parameter name: filter");
    let text = error(answer(world.request(Method::POST, path)).await);
    assert_eq!(text, "Value cannot be null. Parameter name: queryModel");
}

#[tokio::test]
async fn included_fields_are_the_only_ones() {
    let world = World::contoso().await;
    let body = json!({
        "Filter": [{"Op": "eq", "Field": "Id", "Value": 4}],
        "IncludeFields": ["LASTNAME", "id"],
        "MaxRecords": 1,
    });
    let found = ok(world.post("V1.0/Resources/query", &body).await);
    assert_eq!(
        found,
        json!({
            "items": [{"id": 4, "lastName": "Administrator"}],
            "pageDetails": {"count": 1, "requestCount": 1, "prevPageUrl": null, "nextPageUrl": null},
        })
    );
}

#[tokio::test]
async fn queries_also_come_by_get_and_are_counted() {
    let world = World::contoso().await;
    let search = json!({"filter": [{"op": "eq", "field": "licenseType", "value": 1}]});
    let get = |path: &str| {
        let query = [("search", search.to_string())];
        answer(world.request(Method::GET, path).query(&query))
    };
    let found = ok(get("V1.0/Resources/query").await);
    assert_eq!(found["pageDetails"]["count"], 2);
    let counted = ok(get("V1.0/Resources/query/count").await);
    assert_eq!(counted, json!({"queryCount": 2}));
    let counted = ok(world.post("V1.0/Resources/query/count", &search).await);
    assert_eq!(counted, json!({"queryCount": 2}));
}
