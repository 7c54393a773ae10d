//! One tenant against another. Numbers and databases differ between tenants and are not compared.

use attune_model::{Handle, Timestamp};
use schemars::JsonSchema;
use serde::Serialize;

use super::{ApiUsersComparison, LevelsComparison};
use crate::{Audit, Unseen};

/// Two tenants, or one tenant at two times.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TenantComparison {
    /// The first.
    pub a: TenantSide,
    /// The second.
    pub b: TenantSide,
    /// The levels; null where those of one could not be read.
    pub levels: Option<LevelsComparison>,
    /// The API users; null where those of one could not be read.
    pub api_users: Option<ApiUsersComparison>,
}

/// One of two tenants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TenantSide {
    /// Its name in the manifest.
    #[schemars(with = "String")]
    pub tenant: Handle,
    /// When it was looked at, RFC 3339.
    #[schemars(with = "String")]
    pub at: Timestamp,
    /// What could not be read of it.
    pub unseen: Vec<Unseen>,
}

/// Compares two audits.
pub fn compare_tenants(a: &Audit, b: &Audit) -> TenantComparison {
    let levels = a.levels.as_deref().zip(b.levels.as_deref());
    let api_users = a.api_users.as_deref().zip(b.api_users.as_deref());
    TenantComparison {
        a: side(a),
        b: side(b),
        levels: levels.map(|(a, b)| LevelsComparison::of(a, b)),
        api_users: api_users.map(|(a, b)| ApiUsersComparison::of(a, b)),
    }
}

fn side(audit: &Audit) -> TenantSide {
    TenantSide {
        tenant: audit.tenant.clone(),
        at: audit.at,
        unseen: audit.unseen.clone(),
    }
}
