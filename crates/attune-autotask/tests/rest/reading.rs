//! The read port: paging, decoding, headers.

use std::collections::{BTreeMap, BTreeSet};

use attune_apply::ports::{ReadError, TenantRead as _};
use attune_model::catalogue::LicenseType;
use attune_model::{Field, LevelId, LevelName, Resource, ResourceId};
use axum::http::Method;
use axum::response::Response;
use serde_json::{Value, json};

use crate::server::{CODE, KEY, SECRET, Seen, Server, data, errors, page};

fn row(id: usize) -> Value {
    json!({
        "id": id, "firstName": "Ada", "lastName": null, "email": format!("p{id}@contoso.example"), "userName": "ada",
        "isActive": true, "licenseType": "3", "userType": 24, "locationID": null, "hireDate": "2022-09-05T00:00:00Z",
    })
}

/// 1,200 rows on three pages whose addresses answer POST only.
fn twelve_hundred(request: &Seen) -> Response {
    assert_eq!(request.method, Method::POST);
    let start = match request.query.strip_prefix("paging=") {
        Some(start) => start.parse().unwrap(),
        None => 1,
    };
    let end = (start + 500).min(1201);
    let rows: Vec<Value> = (start..end).map(row).collect();
    let host = request.header("host").unwrap();
    let next = format!("http://{host}/ATServicesRest/V1.0/Resources/query/next?paging={end}");
    page(&rows, (end < 1201).then_some(next.as_str()))
}

#[tokio::test]
async fn all_pages_are_read_with_the_first_body() {
    let server = Server::start(twelve_hundred).await;
    let resources = server.connect().await.resources().await.unwrap();
    assert_eq!(resources.len(), 1200);
    assert_eq!(
        resources[&ResourceId(1200)],
        Resource {
            first_name: "Ada".to_owned(),
            last_name: String::new(),
            email: "p1200@contoso.example".to_owned(),
            user_name: "ada".to_owned(),
            active: true,
            license_type: LicenseType::Professional,
            level: LevelId(24),
            location: None,
            texts: BTreeMap::new(),
        }
    );
    let seen = server.seen();
    assert_eq!(seen.len(), 3);
    assert_eq!(seen[0].path, "/ATServicesRest/V1.0/Resources/query");
    for request in &seen {
        assert_eq!(
            request.body,
            json!({"MaxRecords": 500, "filter": [{"op": "gte", "field": "id", "value": 0}]})
        );
        assert_eq!(request.header("username"), Some(KEY));
        assert_eq!(request.header("secret"), Some(SECRET));
        assert_eq!(request.header("apiintegrationcode"), Some(CODE));
        assert_eq!(request.header("impersonationresourceid"), None);
        assert_eq!(request.header("content-type"), Some("application/json"));
        assert!(
            request
                .header("user-agent")
                .is_some_and(|agent| agent.starts_with("attune/"))
        );
    }
}

#[tokio::test]
async fn a_last_page_may_be_empty() {
    let server = Server::start(|request| match request.query.as_str() {
        "" => page(&[row(1)], Some("query/next?paging=2")),
        _ => page(&[], None),
    })
    .await;
    // A relative address is one on the same host.
    assert_eq!(server.connect().await.resources().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_later_page_that_fails_is_a_reading_broken_off() {
    let server = Server::start(|request| match request.query.as_str() {
        "" => page(&[row(1), row(2)], Some("query/next?paging=3")),
        _ => errors(500, "Query timeout."),
    })
    .await;
    let broken = server.connect().await.resources().await.unwrap_err();
    let ReadError::Partial { records, cause } = &broken else {
        panic!("{broken:?}");
    };
    assert_eq!(*records, 2);
    assert!(
        matches!(**cause, ReadError::Answer { status: 500, .. }),
        "{cause:?}"
    );
    let words = broken.to_string();
    assert!(
        words.starts_with("broken off after 2 records: ") && words.ends_with("Query timeout."),
        "{words}"
    );
}

#[tokio::test]
async fn api_users_and_single_resources_are_asked_for_by_filter() {
    let server = Server::start(|_| page(&[row(5)], None)).await;
    let autotask = server.connect().await;
    assert_eq!(autotask.api_users().await.unwrap().len(), 1);
    assert!(autotask.resource(ResourceId(5)).await.unwrap().is_some());
    assert_eq!(autotask.resource(ResourceId(6)).await, Ok(None));
    let filters: Vec<Value> = server
        .seen()
        .iter()
        .map(|request| request.body["filter"][0].clone())
        .collect();
    assert_eq!(
        filters,
        [
            json!({"op": "eq", "field": "licenseType", "value": 7}),
            json!({"op": "eq", "field": "id", "value": 5}),
            json!({"op": "eq", "field": "id", "value": 6}),
        ]
    );
}

#[tokio::test]
async fn a_page_on_another_host_is_refused() {
    let other = Server::start(|_| page(&[row(2)], None)).await;
    let next = format!("{}V1.0/Resources/query/next?paging=2", other.base);
    let server = Server::start(move |_| page(&[row(1)], Some(&next))).await;
    let refused = server
        .connect()
        .await
        .resources()
        .await
        .unwrap_err()
        .to_string();
    assert!(
        refused.contains("pageDetails.nextPageUrl leads to another host, 127.0.0.1:"),
        "{refused}"
    );
    assert!(
        other.seen().is_empty(),
        "the credentials went to another host"
    );
}

#[tokio::test]
async fn endless_paging_is_ended() {
    let server =
        Server::start(|_| page(&[row(1)], Some("/ATServicesRest/V1.0/Resources/query"))).await;
    let refused = server
        .connect()
        .await
        .resources()
        .await
        .unwrap_err()
        .to_string();
    assert!(
        refused.ends_with("a page names an earlier page as the next one"),
        "{refused}"
    );

    let server = Server::start(|request| {
        let next = format!(
            "/ATServicesRest/V1.0/Resources/query/next?paging={}x",
            request.query
        );
        page(&[row(1)], Some(&next))
    })
    .await;
    let refused = server
        .connect()
        .await
        .resources()
        .await
        .unwrap_err()
        .to_string();
    assert!(
        refused.ends_with("a page without new rows says that more follow"),
        "{refused}"
    );
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn a_row_that_is_not_as_expected_is_named_by_its_path() {
    let server = Server::start(|_| {
        let mut odd = row(2);
        odd["isActive"] = json!("yes, expected hunter2");
        page(&[row(1), odd], None)
    })
    .await;
    let refused = server
        .connect()
        .await
        .resources()
        .await
        .unwrap_err()
        .to_string();
    assert!(
        refused.ends_with(
            "to Resources/query cannot be understood: items[1].isActive: expected a boolean"
        ),
        "{refused}"
    );
}

#[tokio::test]
async fn metadata_and_vendors_are_one_request_each() {
    let server = Server::start(|request| match request.path.as_str() {
        "/ATServicesRest/V1.0/Resources/entityInformation/fields" => data(&json!({"fields": [
            {"name": "userType", "isReadOnly": true, "picklistValues": [
                {"value": "24", "label": "API User (system)", "isActive": true, "isSystem": true},
            ]},
            {"name": "locationID", "isReadOnly": true, "picklistValues": [{"value": 90682, "label": "HQ"}]},
        ]})),
        "/ATServicesRest/V1.0/Tickets/entityInformation/fields" => data(&json!({"fields": [
            {"name": "apiVendorID", "picklistValues": [{"value": "7", "label": "Tallman.io - Tasky"}]},
        ]})),
        other => panic!("{other}"),
    })
    .await;
    let autotask = server.connect().await;
    let metadata = autotask.resource_metadata().await.unwrap();
    assert_eq!(
        metadata.levels[&LevelId(24)].name,
        LevelName::new("API User (system)")
    );
    assert_eq!(
        metadata.fields.locations,
        BTreeMap::from([(90682, "HQ".to_owned())])
    );
    assert_eq!(
        autotask.vendors().await,
        Ok(BTreeSet::from(["Tallman.io - Tasky".to_owned()]))
    );
    let methods: Vec<Method> = server
        .seen()
        .into_iter()
        .map(|request| request.method)
        .collect();
    assert_eq!(methods, [Method::GET, Method::GET]);
}

#[tokio::test]
async fn texts_that_were_not_sent_are_left_out() {
    let texts = async |sent: Value| {
        let server = Server::start(move |_| {
            let mut row = row(5);
            for (name, value) in sent.as_object().unwrap() {
                row[name] = value.clone();
            }
            page(&[row], None)
        })
        .await;
        let found = server
            .connect()
            .await
            .resource(ResourceId(5))
            .await
            .unwrap();
        found.unwrap().texts
    };
    let text = |field, text: &str| (field, text.to_owned());
    assert_eq!(
        texts(json!({
            "middleName": null, "emailTypeCode": "PRIMARY", "dateFormat": "MM/dd/yyyy", "timeFormat": "hh:mm a",
            "numberFormat": "X,XXX.XX",
        }))
        .await,
        BTreeMap::from([
            text(Field::MiddleName, ""),
            text(Field::EmailTypeCode, "PRIMARY"),
            text(Field::DateFormat, "MM/dd/yyyy"),
            text(Field::TimeFormat, "hh:mm a"),
            text(Field::NumberFormat, "X,XXX.XX"),
        ])
    );
    assert_eq!(
        texts(json!({"dateFormat": null, "numberFormat": null})).await,
        BTreeMap::new(),
        "a null for a field that always holds something tells nothing"
    );
}
