//! What can be asked without signing in, and the small calls.

use serde_json::{Value, json};

use super::{Fault, Request};
use crate::tenant::{ApiVersions, Tenant};

/// `ZoneInformation`: where a login belongs, for people and API users alike.
pub(super) fn zone(tenant: &Tenant, request: &Request<'_>) -> Result<Value, Fault> {
    let origin = request.origin;
    request
        .parameter("user")
        .and_then(|login| tenant.resource_of_login(&login))
        .map(|_| {
            json!({
                "zoneName": tenant.zone,
                "url": format!("{origin}/ATServicesRest/"),
                "webUrl": format!("{origin}/console/"),
                "ci": tenant.database,
            })
        })
        .ok_or_else(|| Fault::Wrong("Zone information could not be determined".to_owned()))
}

/// `VersionInformation`. The exact text of a version was not recorded.
pub(super) fn api_versions(tenant: &Tenant) -> Value {
    let version = match tenant.behaviour.api_versions {
        ApiVersions::Plain => "1.0",
        ApiVersions::WithV => "v1.0",
    };
    json!({"apiVersions": [version]})
}

/// `Version`: the product's version; the values are made up.
pub(super) fn version() -> Value {
    json!({"majorVersion": "2026", "minorVersion": "4", "build": "0.0", "customerType": "Simulated"})
}

/// `Modules`: numbers and whether they are switched on. No list of the numbers was seen; these are made up.
pub(super) fn modules() -> Value {
    let modules: Vec<Value> = (1..=3)
        .map(|key| json!({"key": key, "value": true}))
        .collect();
    json!({"modules": modules})
}

/// `ThresholdInformation`: 10,000 requests an hour for the whole database, itself counted (`rest.md` 6).
///
/// Hours are those of the tenant's clock, which may stand.
pub(super) fn threshold(calls: u64) -> Value {
    json!({
        "externalRequestThreshold": 10_000,
        "requestThresholdTimeframe": 60,
        "currentTimeframeRequestCount": calls,
    })
}
