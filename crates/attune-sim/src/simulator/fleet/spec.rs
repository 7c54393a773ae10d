//! What a fleet is made of.

use serde::Deserialize;

use crate::tenant::{Sizes, TenantError, fixture};

/// What a fleet is made of: how many tenants, how large each is, and how many of them are not as they should be.
///
/// As YAML with these names in camel case; what is left out has the default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct FleetSpec {
    /// Tenants; 10 unless given.
    pub tenants: usize,
    /// People of each beside those of the example tenant; 50 unless given.
    pub people: usize,
    /// Custom levels of each, likewise; 10 unless given.
    pub levels: usize,
    /// API users of each, likewise; 5 unless given.
    pub api_users: usize,
    /// What the generated ones are drawn from, and which tenants are drawn for what follows; 1 unless given.
    pub seed: u64,
    /// Tenants that are not as their manifests say.
    pub drifting: usize,
    /// Tenants whose server refuses connections; their zone is known.
    pub unreachable: usize,
    /// Tenants that answer 429 when people and API users are asked for.
    pub throttled: usize,
    /// How many requests such a tenant answers so; all of them where none is given.
    pub throttled_requests: Option<u64>,
    /// The header `Retry-After` of these answers, in seconds.
    pub retry_after: Option<u64>,
}

impl Default for FleetSpec {
    fn default() -> Self {
        Self {
            tenants: 10,
            people: 50,
            levels: 10,
            api_users: 5,
            seed: 1,
            drifting: 0,
            unreachable: 0,
            throttled: 0,
            throttled_requests: None,
            retry_after: None,
        }
    }
}

impl FleetSpec {
    /// Reads a text.
    ///
    /// # Errors
    /// Where it is no YAML, has keys that there are not, or has more special tenants than tenants.
    pub fn from_yaml(text: &str) -> Result<Self, TenantError> {
        let spec: Self = fixture::parse(text)?;
        spec.check().map_err(|message| TenantError {
            place: None,
            message,
        })?;
        Ok(spec)
    }

    /// That there are as many tenants as it gives roles to.
    pub(super) fn check(&self) -> Result<(), String> {
        let special = self
            .drifting
            .saturating_add(self.unreachable)
            .saturating_add(self.throttled);
        if special > self.tenants {
            let tenants = self.tenants;
            return Err(format!(
                "{special} tenants are to be drifting, unreachable or throttled, and there are {tenants}"
            ));
        }
        Ok(())
    }

    /// How large each tenant is.
    pub(super) fn sizes(&self) -> Sizes {
        Sizes {
            people: self.people,
            levels: self.levels,
            api_users: self.api_users,
            ..Sizes::default()
        }
    }
}
