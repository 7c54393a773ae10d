//! `GET v1.0/zoneInformation?user=` (`rest.md` 4.2).

use serde::Deserialize;

/// Where a tenant lives.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ZoneInformation {
    /// The zone's name.
    pub(crate) zone_name: Option<String>,
    /// Base address of the REST API.
    pub(crate) url: String,
    /// Base address of the console.
    pub(crate) web_url: String,
    /// The number of the database.
    pub(crate) ci: i64,
}
