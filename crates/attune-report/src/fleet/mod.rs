//! What a run over many tenants came to: one document, a row a tenant, rendered in several formats.

mod csv;
mod html;
mod markdown;
mod standing;
mod tenant;
mod text;
mod view;

use attune_model::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use csv::csv;
pub use html::html;
pub use markdown::markdown;
pub use standing::Standing;
pub use tenant::tenant_page;
pub use text::text;

use crate::json::FORMAT_VERSION;

/// What `attune plan|apply|drift|verify|audit --all --format json` prints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FleetDocument {
    /// The version of this format: 1.
    pub format_version: u32,
    /// Always `fleet`.
    pub kind: String,
    /// The command that was run for every tenant: `drift`.
    pub command: String,
    /// The exit code of the whole run.
    pub exit_code: u8,
    /// When the run began, RFC 3339.
    pub at: String,
    /// Whether somebody ended it before it was through.
    pub interrupted: bool,
    /// The tenants, in the order of the run.
    pub tenants: Vec<TenantV1>,
}

/// What a run came to for one tenant. Null is what this run did not look for or could not find out; it is never 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TenantV1 {
    /// The tenant's name.
    pub tenant: String,
    /// The groups that it is in.
    pub groups: Vec<String>,
    /// The database that was looked at.
    pub database: Option<i64>,
    /// The exit code that the command has for this tenant alone.
    pub exit_code: u8,
    /// How it stands.
    pub standing: Standing,
    /// Why it stands so, in one line: the error, what holds it, why it was not begun.
    pub why: Option<String>,
    /// How many values are not as the manifest says.
    pub differences: Option<usize>,
    /// Since when the differences are the same ones, RFC 3339; null where they changed since the last look.
    pub unchanged_since: Option<String>,
    /// How many steps are planned.
    pub changes: Option<usize>,
    /// How many steps wait for an operator.
    pub waiting: Option<usize>,
    /// Points from 0 to 100, by what an audit found.
    pub score: Option<u8>,
    /// How many things an audit found.
    pub findings: Option<usize>,
    /// How much is known of what custom levels contain.
    pub cells: Option<CellsV1>,
    /// The access that ends within 30 days, or has ended.
    pub expiring: Vec<ExpiryV1>,
    /// When the page that was captured longest ago was captured, RFC 3339.
    pub oldest_capture: Option<String>,
    /// Where the tenant's own page is, relative to this report.
    pub page: Option<String>,
}

/// Cells of custom levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CellsV1 {
    /// How many nobody saw.
    pub unknown: usize,
    /// How many there are.
    pub all: usize,
}

/// Access that ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ExpiryV1 {
    /// What ends.
    pub what: String,
    /// Its last day: `2026-12-31`.
    pub on: String,
}

impl FleetDocument {
    /// The document of a run of `command` that began at `at`.
    pub fn new(
        command: &str,
        at: Timestamp,
        exit_code: u8,
        interrupted: bool,
        tenants: Vec<TenantV1>,
    ) -> Self {
        Self {
            format_version: FORMAT_VERSION,
            kind: "fleet".to_owned(),
            command: command.to_owned(),
            exit_code,
            at: at.to_string(),
            interrupted,
            tenants,
        }
    }
}
