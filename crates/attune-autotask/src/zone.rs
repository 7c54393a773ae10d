//! Finding the zone that a tenant lives in.

use std::sync::Arc;

use attune_apply::ports::ReadError;
use attune_model::TenantIdentity;
use reqwest::Method;
use reqwest::header::HeaderMap;
use url::Url;

use crate::address;
use crate::error::Asked;
use crate::request::{Request, Sender};
use crate::retry::Wait;
use crate::tally::Tally;
use crate::wire::ZoneInformation;

/// The address that knows all zones.
const ALL_ZONES: &str = "https://webservices.autotask.net/ATServicesRest/";

/// A tenant's place.
pub(crate) struct Zone {
    /// Base address of the REST API; credentials may be sent to it.
    pub(crate) base: Url,
    /// The tenant.
    pub(crate) identity: TenantIdentity,
}

/// Asks `zone_url`, or the address that knows all zones, where the tenant of `key` lives. No credentials are sent.
pub(crate) async fn discover(
    zone_url: Option<&str>,
    key: &str,
    wait: Arc<dyn Wait>,
    tally: Tally,
) -> Result<Zone, ReadError> {
    let zone_url =
        address::base(zone_url.unwrap_or(ALL_ZONES)).map_err(|cause| ReadError::Unreachable {
            host: "the zone address".to_owned(),
            cause,
        })?;
    let host = attune_http::host(&zone_url);
    let asked = Asked {
        host: &host,
        key,
        what: "zoneInformation",
    };
    let sender = Sender::new(&zone_url, wait, tally).map_err(|cause| asked.unreachable(cause))?;
    let mut url = zone_url
        .join("v1.0/zoneInformation")
        .map_err(|error| asked.unreachable(error.to_string()))?;
    url.query_pairs_mut().append_pair("user", key);
    let request = Request {
        method: Method::GET,
        url,
        headers: HeaderMap::new(),
        body: None,
    };
    let zone: ZoneInformation = sender.read(&request, asked).await?;
    let place = |name: &str, text: &str| {
        address::base(text).map_err(|cause| asked.unreadable(format!("{name}: {cause}")))
    };
    let base = place("url", &zone.url)?;
    let identity = TenantIdentity {
        database: zone.ci,
        zone: zone.zone_name.unwrap_or_default(),
        rest_url: base.to_string(),
        console_url: place("webUrl", &zone.web_url)?.to_string(),
    };
    Ok(Zone { base, identity })
}
