//! Many tenants behind one address.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;

use attune_apply::ledger::Memory;
use attune_apply::ports::ReadError;
use attune_apply::{Captures, SecretSinks, Sight, observe};
use attune_autotask::{Autotask, ConnectOptions};
use attune_manifest::{Loader, Manifest};
use attune_model::{Credentials, Date, Plan, Policy, Timestamp};
use attune_sim::Entity;
use attune_sim::fleet::{Fleet, FleetSpec, Role};
use attune_workspace::Workspace;
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};

use crate::harness::{TESS, answer, ok};

/// A fleet of a few tenants of each role.
const SPEC: &str = "tenants: 12\npeople: 10\nlevels: 5\napiUsers: 3\ndrifting: 3\nunreachable: 1\nthrottled: 1\nthrottledRequests: 1\nretryAfter: 0\n";

async fn fleet(spec: &str) -> Fleet {
    // Another test of this binary may have installed it already.
    drop(rustls::crypto::ring::default_provider().install_default());
    let spec = FleetSpec::from_yaml(spec).expect("a sound specification");
    let any_port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    Fleet::start(spec, any_port).await.expect("a port is free")
}

/// What zone information answers for a tenant's key.
async fn zone(fleet: &Fleet, key: &str) -> (StatusCode, Value) {
    let url = format!("{}v1.0/zoneInformation?user={key}", fleet.rest_url());
    answer(Client::new().get(url)).await
}

/// A signed request to a tenant's own address.
async fn get(fleet: &Fleet, name: &str, path: &str) -> (StatusCode, Value) {
    let base = fleet
        .rest_url()
        .replace("/ATServicesRest/", &format!("/t/{name}/ATServicesRest/"));
    let bootstrap = fleet.bootstrap();
    let key = fleet.user_name(name).expect("a tenant");
    let request = Client::new()
        .get(format!("{base}{path}"))
        .header("UserName", key)
        .header("Secret", bootstrap.secret.expose())
        .header("ApiIntegrationCode", bootstrap.integration_code.expose());
    answer(request).await
}

#[tokio::test]
async fn each_tenant_has_its_own_address_database_and_count() {
    let fleet = fleet(SPEC).await;
    let names = fleet.names(Role::InSync);
    let [one, other, ..] = names.as_slice() else {
        panic!("{names:?}")
    };
    let key = fleet.user_name(one).expect("a tenant");
    assert_eq!(key, format!("attune7kq2m9xw@{one}.example"));
    let told = ok(zone(&fleet, &key).await);
    let base = fleet
        .rest_url()
        .replace("/ATServicesRest/", &format!("/t/{one}"));
    assert_eq!(told["url"], format!("{base}/ATServicesRest/"));
    assert_eq!(told["webUrl"], format!("{base}/console/"));
    let other_key = fleet.user_name(other).expect("a tenant");
    assert_ne!(told["ci"], ok(zone(&fleet, &other_key).await)["ci"]);
    assert_eq!(fleet.made(), 2);
    ok(get(&fleet, one, "V1.0/Version").await);
    ok(get(&fleet, one, "V1.0/Version").await);
    let counted = BTreeMap::from([
        ("GET /ATServicesRest/V1.0/Version".to_owned(), 2),
        ("GET /ATServicesRest/v1.0/zoneInformation".to_owned(), 1),
    ]);
    assert_eq!(fleet.requests(one), counted);
    let report =
        ok(answer(Client::new().get(fleet.rest_url().replace("ATServicesRest/", "fleet"))).await);
    assert_eq!(
        report["tenants"][*one],
        json!({"role": "in-sync", "requests": 3})
    );
    assert_eq!(report["tenants"][*other]["requests"], 1);
    fleet.forget_requests();
    assert_eq!(fleet.requests(one), BTreeMap::new());
    fleet.stop().await.expect("it stops");
}

#[tokio::test]
async fn what_belongs_to_no_tenant_is_refused() {
    let fleet = fleet(SPEC).await;
    for key in [
        "attune7kq2m9xw@contoso.example",
        "nobody@tenant-01.example",
        "attune7kq2m9xw",
        "",
    ] {
        let (status, body) = zone(&fleet, key).await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR, "{key}");
        assert_eq!(
            body["errors"][0],
            "Zone information could not be determined"
        );
    }
    let root = fleet.rest_url();
    let (status, _) = answer(Client::new().get(format!("{root}V1.0/Version"))).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    for path in [
        "t/tenant-99/ATServicesRest/V1.0/Version",
        "t/tenant-01",
        "other",
    ] {
        let url = root.replace("ATServicesRest/", path);
        let (status, _) = answer(Client::new().get(url)).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_change_of_one_tenant_is_its_own() {
    let fleet = fleet(SPEC).await;
    let names = fleet.names(Role::InSync);
    let email = |name: &str| {
        fleet.with_tenant(name, |tenant| {
            tenant.records(Entity::Resources)[&TESS]["email"].clone()
        })
    };
    let before = email(names[1]);
    fleet.with_tenant(names[0], |tenant| {
        let tess = tenant.record_mut(Entity::Resources, TESS).expect("Tess");
        tess.insert("email".to_owned(), json!("other@contoso.example"));
    });
    assert_eq!(email(names[0]), Some(json!("other@contoso.example")));
    assert_eq!(email(names[1]), before);
    assert_eq!(fleet.with_tenant("tenant-99", |_| ()), None);
}

/// Looks at a tenant with its manifest and plans; `None` is why it could not look.
async fn look(fleet: &Fleet, manifest: &Manifest) -> Result<Plan, ReadError> {
    let name = manifest.desired.tenant.as_str();
    let bootstrap = fleet.bootstrap();
    let tenant = Autotask::connect(ConnectOptions {
        zone_url: Some(fleet.rest_url()),
        credentials: Credentials {
            key: fleet.user_name(name).expect("a tenant"),
            secret: bootstrap.secret.clone(),
        },
        integration_code: bootstrap.integration_code.clone(),
    })
    .await?;
    let sight = Sight {
        memory: &Memory::default(),
        captures: &Captures::default(),
        credentials: &SecretSinks::in_folder(""),
        sinks: &BTreeMap::new(),
        refused: &BTreeMap::new(),
    };
    let now: Timestamp = "2026-11-22T09:00:00Z".parse().expect("a time");
    let observed = observe(&tenant, &sight, now)
        .await
        .map_err(|error| match error {
            attune_apply::ObserveError::Read(error) => error,
            attune_apply::ObserveError::Capture(error) => panic!("{error}"),
        })?;
    Ok(attune_plan::plan(
        &manifest.desired,
        &observed,
        &Policy::default(),
    ))
}

/// The manifests of a folder, each over what lies below it.
fn manifests(folder: &Path) -> Vec<Manifest> {
    let workspace = Workspace::load(folder).expect("a sound workspace");
    let mut loader = Loader::new(Date::MIN);
    let tenants = workspace.tenants.iter();
    tenants
        .map(|tenant| {
            let manifest = loader.load_over(&tenant.manifest, &tenant.baselines);
            let manifest = manifest.expect("a sound manifest");
            assert_eq!(manifest.warnings, [], "{}", tenant.name);
            manifest
        })
        .collect()
}

#[tokio::test]
async fn the_folder_is_in_sync_but_for_the_tenants_that_drift() {
    let fleet = fleet(SPEC).await;
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path().join("new");
    fleet.write(&folder).expect("a new folder");
    assert!(fleet.write(&folder).is_err(), "nothing is written over");
    let manifests = manifests(&folder);
    let names: Vec<&str> = manifests
        .iter()
        .map(|it| it.desired.tenant.as_str())
        .collect();
    let all: Vec<(&str, Role)> = fleet.tenants().collect();
    assert_eq!(names, all.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    let mut changed = Vec::new();
    for (manifest, (name, role)) in manifests.iter().zip(&all) {
        if *role == Role::Unreachable {
            continue;
        }
        let plan = look(&fleet, manifest).await.expect("it answers");
        assert_eq!(plan.problems, [], "{name}");
        assert_eq!(
            plan.steps.len(),
            usize::from(*role == Role::Drifting),
            "{name}"
        );
        if *role == Role::Drifting {
            changed.push(*name);
        }
        let requests: u64 = fleet.requests(name).values().sum();
        assert_eq!(
            requests,
            if *role == Role::Throttled { 5 } else { 4 },
            "{name}"
        );
    }
    assert_eq!(changed, fleet.names(Role::Drifting));
    let key = std::fs::read_to_string(folder.join("tenants/tenant-01/user-name"));
    assert_eq!(key.ok(), fleet.user_name("tenant-01"));
}

#[tokio::test]
async fn an_unreachable_tenant_refuses_connections_at_an_address_of_its_own() {
    let fleet = fleet(SPEC).await;
    let name = fleet.names(Role::Unreachable)[0];
    let told = ok(zone(&fleet, &fleet.user_name(name).expect("a tenant")).await);
    assert_eq!(
        told["url"],
        format!("http://127.0.0.1:1/t/{name}/ATServicesRest/")
    );
    let url = told["url"].as_str().expect("an address");
    let error = Client::new()
        .get(url)
        .send()
        .await
        .expect_err("nothing listens");
    assert!(error.is_connect(), "{error}");
}

#[tokio::test]
async fn a_throttled_tenant_answers_429_as_often_as_it_is_said() {
    let fleet = fleet(SPEC).await;
    let name = fleet.names(Role::Throttled)[0];
    let path = "V1.0/Resources/query?search={\"filter\":[{\"op\":\"exist\",\"field\":\"id\"}]}";
    let (status, _) = get(&fleet, name, path).await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    ok(get(&fleet, name, path).await);
    let fleet = self::fleet("tenants: 1\nthrottled: 1\nretryAfter: 7\n").await;
    for _ in 0..3 {
        let (status, _) = get(&fleet, "tenant-1", path).await;
        assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    }
}

#[tokio::test]
async fn roles_follow_from_the_seed() {
    let drifting = async |seed: u64| {
        let fleet = fleet(&format!(
            "{{tenants: 40, people: 0, levels: 0, apiUsers: 0, drifting: 5, seed: {seed}}}"
        ))
        .await;
        fleet.names(Role::Drifting).join(" ")
    };
    assert_eq!(drifting(1).await, drifting(1).await);
    assert_ne!(drifting(1).await, drifting(2).await);
    assert_eq!(drifting(1).await.split(' ').count(), 5);
}

#[test]
fn a_specification_is_read_strictly() {
    let error = |text: &str| {
        let error = FleetSpec::from_yaml(text).expect_err("it is not sound");
        error.to_string()
    };
    assert_eq!(
        error("tenants: 2\ndrifting: 2\nthrottled: 1\n"),
        "3 tenants are to be drifting, unreachable or throttled, and there are 2"
    );
    assert!(error("tenant: 2\n").starts_with("line 1, column 1: "));
    let page = include_str!("../../../../docs/workspace.md");
    let block = page
        .split("```yaml\n")
        .find(|block| block.starts_with("# fleet.yaml"));
    let (block, _) = block
        .and_then(|block| block.split_once("```"))
        .expect("a block");
    let spec = FleetSpec::from_yaml(block).expect("a sound specification");
    assert_eq!(
        (spec.tenants, spec.drifting, spec.throttled_requests),
        (1000, 100, Some(3))
    );
}
