//! A comparison as JSON.

use attune_audit::{FORMAT_VERSION, LevelComparison, TenantComparison};
use schemars::JsonSchema;
use serde::Serialize;

use crate::json::ErrorV1;

/// What a comparison with `--format json` prints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CompareDocument {
    /// The version of this format: 1.
    pub format_version: u32,
    /// Always `compare`.
    pub kind: String,
    /// The exit code of the command.
    pub exit_code: u8,
    /// Two levels, where levels were compared.
    pub levels: Option<LevelComparison>,
    /// Two tenants, where tenants were compared.
    pub tenants: Option<TenantComparison>,
    /// Why the command did not come to its end.
    pub error: Option<ErrorV1>,
}

impl CompareDocument {
    /// Two levels.
    pub fn of_levels(comparison: LevelComparison, exit_code: u8) -> Self {
        Self {
            levels: Some(comparison),
            ..Self::empty(exit_code)
        }
    }

    /// Two tenants.
    pub fn of_tenants(comparison: TenantComparison, exit_code: u8) -> Self {
        Self {
            tenants: Some(comparison),
            ..Self::empty(exit_code)
        }
    }

    /// No comparison, and why.
    pub fn failed(error: ErrorV1, exit_code: u8) -> Self {
        Self {
            error: Some(error),
            ..Self::empty(exit_code)
        }
    }

    fn empty(exit_code: u8) -> Self {
        Self {
            format_version: FORMAT_VERSION,
            kind: "compare".to_owned(),
            exit_code,
            levels: None,
            tenants: None,
            error: None,
        }
    }
}
