//! Signing in, and the bodies of errors.

use attune_sim::{BadIntegrationCode, Entity, Tenant, TrackingIdentifier};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::harness::{API_USER, ATTUNE, HELPDESK_LEAD, World, assign, error, ok};

const PROBE: &str = "V1.0/Version";

#[tokio::test]
async fn bad_credentials_are_unauthorized_without_a_word() {
    for (header, value) in [
        ("UserName", "nobody@contoso.example"),
        ("UserName", "attune7kq2m9xw"),
        ("UserName", ""),
        ("Secret", "wrong"),
        ("Secret", ""),
        ("ApiIntegrationCode", "wrong"),
        ("ApiIntegrationCode", ""),
    ] {
        let world = World::contoso().await.with(header, value);
        let response = world.request(Method::GET, PROBE).send().await;
        let response = response.expect("an answer");
        assert_eq!(
            response.status(),
            StatusCode::UNAUTHORIZED,
            "{header}: {value}"
        );
        assert_eq!(
            response.headers()["www-authenticate"],
            "Basic Realm=\"simulator\""
        );
        assert_eq!(response.content_length(), Some(0));
    }
}

#[tokio::test]
async fn an_inactive_api_user_or_one_on_a_level_of_people_cannot_sign_in() {
    for (field, value) in [
        ("isActive", json!(false)),
        ("userType", json!(HELPDESK_LEAD)),
    ] {
        let world = World::contoso().await;
        ok(world.get(PROBE).await);
        world.simulator.with_tenant(|tenant| {
            let record = tenant.record_mut(Entity::Resources, ATTUNE);
            record
                .expect("attune is there")
                .insert(field.to_owned(), value);
        });
        assert_eq!(world.get(PROBE).await.0, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn a_bad_integration_code_can_be_an_error_instead() {
    let mut tenant = Tenant::contoso();
    tenant.behaviour.bad_integration_code = BadIntegrationCode::Error;
    let world = World::of(tenant).await.with("ApiIntegrationCode", "wrong");
    assert_eq!(error(world.get(PROBE).await), "IntegrationCode is invalid.");
}

#[tokio::test]
async fn a_tracking_identifier_can_be_bound_to_its_user() {
    let others = "SIMULATED00DATTORMM00000106";
    let mut tenant = Tenant::contoso();
    let world = World::of(tenant.clone())
        .await
        .with("ApiIntegrationCode", others);
    ok(world.get(PROBE).await);
    tenant.behaviour.tracking_identifier = TrackingIdentifier::Bound;
    let world = World::of(tenant.clone()).await;
    ok(world.get(PROBE).await);
    let world = World::of(tenant).await.with("ApiIntegrationCode", others);
    assert_eq!(world.get(PROBE).await.0, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn header_names_and_paths_do_not_mind_case() {
    let world = World::contoso().await;
    let bootstrap = world.simulator.bootstrap().clone();
    let url = world
        .simulator
        .rest_url()
        .replace("ATServicesRest", "atservicesrest");
    let request = world
        .client
        .get(format!("{url}v1.0/resources/4/"))
        .header("username", bootstrap.user_name)
        .header("SECRET", bootstrap.secret.expose())
        .header("APIIntegrationcode", bootstrap.integration_code.expose());
    let response = request.send().await.expect("an answer");
    assert_eq!(response.status(), StatusCode::OK);
}

#[tokio::test]
async fn unknown_addresses_and_methods_are_told_apart() {
    let world = World::contoso().await;
    let cases = [
        (Method::GET, "V1.0/SecurityLevels/query", 404),
        (Method::POST, "V1.0/TicketNotes", 404),
        (Method::GET, "V1.0/Resources/abc", 404),
        (Method::DELETE, "V1.0/Tickets/8001", 405),
        (Method::PATCH, "V1.0/Resources/4", 405),
        (Method::DELETE, "V1.0/Resources", 405),
        (Method::POST, "V1.0/Resources", 405),
        (Method::GET, "V1.0/Resources/query/next?paging=%7B%7D", 405),
    ];
    for (method, path, status) in cases {
        let request = world.request(method.clone(), path).json(&json!({}));
        let response = request.send().await.expect("an answer");
        assert_eq!(response.status(), status, "{method} {path}");
        let body: Value = response.json().await.expect("JSON");
        let text = body["Message"].as_str().unwrap_or_default().to_owned();
        if status == 405 {
            assert_eq!(
                text,
                format!("The requested resource does not support http method '{method}'.")
            );
        }
    }
}

#[tokio::test]
async fn a_record_that_does_not_exist_is_null() {
    let world = World::contoso().await;
    let body = ok(world.get("V1.0/Resources/999").await);
    assert_eq!(body, json!({"item": null}));
}

#[tokio::test]
async fn an_api_user_without_the_admin_box_cannot_change_resources() {
    let world = World::contoso().await;
    let off = [("admin.features.resourcesUsersHr".to_owned(), false)];
    let level = world.copy_level(API_USER, "No HR", &off).await;
    world.do_visit(assign(ATTUNE, level)).await;
    let answer = world
        .patch("V1.0/Resources", &json!({"id": 4, "title": "x"}))
        .await;
    assert_eq!(
        error(answer),
        "The logged in Resource does not have the adequate permissions to update this entity type."
    );
    let info = ok(world.get("V1.0/Resources/entityInformation").await);
    assert_eq!(info["info"]["userAccessForUpdate"], "None");
    assert_eq!(info["info"]["userAccessForQuery"], "All");
}
