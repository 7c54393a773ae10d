//! The switches for what is odd, and the simulator's own endpoints for them.

use attune_sim::{Leniency, LongStrings, Tenant};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::harness::{NINA, TESS, World, error, ok};

#[tokio::test]
async fn what_means_nothing_can_be_refused() {
    let mut tenant = Tenant::contoso();
    tenant.behaviour.unknown_operators = Leniency::Refused;
    tenant.behaviour.unknown_properties = Leniency::Refused;
    tenant.behaviour.read_only_properties = Leniency::Refused;
    tenant.behaviour.long_strings = LongStrings::Refused;
    let world = World::of(tenant).await;
    let ne = json!({"filter": [{"op": "ne", "field": "id", "value": 4}]});
    assert_eq!(
        error(world.post("V1.0/Resources/query", &ne).await),
        "Operator ne is invalid."
    );
    let cases = [
        (
            json!({"id": TESS, "shoeSize": 9}),
            "Unable to find shoeSize in the Resource Entity",
        ),
        (
            json!({"id": TESS, "userType": 52}),
            "Field userType is read only; on record number [1].",
        ),
        (
            json!({"id": TESS, "firstName": "x".repeat(60)}),
            "Value exceeds the maximum length of 50 for field firstName; on record number [1].",
        ),
    ];
    for (body, text) in cases {
        assert_eq!(error(world.patch("V1.0/Resources", &body).await), text);
    }
    ok(world
        .patch("V1.0/Resources", &json!({"id": TESS, "title": "Lead"}))
        .await);
}

#[tokio::test]
async fn the_maintenance_page_is_html() {
    let world = World::contoso().await;
    for (value, status) in [("not-found", 404), ("ok", 200)] {
        let change = json!({"maintenance": value});
        world.admin(Method::PATCH, "behaviour", &change).await;
        let request = world.request(Method::GET, "V1.0/Version");
        let response = request.send().await.expect("an answer");
        assert_eq!(response.status(), status);
        let kind = response.headers()["content-type"].to_str().expect("a text");
        assert!(kind.starts_with("text/html"), "{kind}");
    }
    let off = world
        .admin(Method::PATCH, "behaviour", &json!({"maintenance": "off"}))
        .await;
    assert_eq!(off["maintenance"], "off");
    ok(world.get("V1.0/Version").await);
}

#[tokio::test]
async fn an_unknown_switch_is_refused_and_changes_nothing() {
    let world = World::contoso().await;
    let before = world.admin(Method::GET, "behaviour", &Value::Null).await;
    let url = format!("{}simulator/behaviour", world.simulator.console_url());
    let request = world
        .client
        .patch(url)
        .json(&json!({"maintenance": "ok", "weather": "fine"}));
    let response = request.send().await.expect("an answer");
    assert_eq!(response.status(), StatusCode::BAD_REQUEST);
    assert_eq!(
        world.admin(Method::GET, "behaviour", &Value::Null).await,
        before
    );
}

#[tokio::test]
async fn the_present_state_can_be_had_as_a_fixture() {
    let world = World::contoso().await;
    ok(world
        .patch("V1.0/Resources", &json!({"id": TESS, "title": "Lead"}))
        .await);
    let url = format!("{}simulator/tenant", world.simulator.console_url());
    let response = world.client.get(url).send().await.expect("an answer");
    let text = response.text().await.expect("a text");
    let again = World::of(Tenant::from_yaml(&text).expect("a fixture")).await;
    let tess = ok(again.get(&format!("V1.0/Resources/{TESS}")).await);
    assert_eq!(tess["item"]["title"], "Lead");
}

#[tokio::test]
async fn a_field_of_people_takes_writes_as_its_metadata_says() {
    for (switch, field, value, writable) in [
        ("isActiveWritable", "isActive", json!(false), false),
        ("userNameWritable", "userName", json!("tess2"), false),
        ("locationWritable", "locationID", json!(90_683), true),
    ] {
        let world = World::contoso().await;
        let path = format!("V1.0/Resources/{TESS}");
        let body = json!({"id": TESS, field: value});
        for turned in [!writable, writable] {
            let change = json!({switch: turned});
            world.admin(Method::PATCH, "behaviour", &change).await;
            let fields = ok(world.get("V1.0/Resources/entityInformation/fields").await);
            let fields = fields["fields"].as_array().expect("fields");
            let told = fields.iter().find(|told| told["name"] == field);
            assert_eq!(told.expect("it is listed")["isReadOnly"], !turned);
            let before = ok(world.get(&path).await)["item"][field].clone();
            ok(world.patch("V1.0/Resources", &body).await);
            let after = ok(world.get(&path).await)["item"][field].clone();
            assert_eq!(after, if turned { value.clone() } else { before });
        }
    }
}

#[tokio::test]
async fn under_impersonation_information_is_of_whoever_the_switch_says() {
    let world = World::contoso().await;
    let path = "V1.0/Companies/entityInformation";
    let own = ok(world.get(path).await);
    let as_nina = || {
        world
            .request(Method::GET, path)
            .header("ImpersonationResourceId", NINA)
    };
    let told = async || {
        let response = as_nina().send().await.expect("an answer");
        response.json::<Value>().await.expect("JSON")
    };
    assert_eq!(told().await, own);
    let change = json!({"informationAsPerson": "person"});
    world.admin(Method::PATCH, "behaviour", &change).await;
    assert_ne!(told().await, own);
}
