//! The tenants of a fleet: names, roles, and what each is like.

use std::collections::BTreeMap;

use attune_model::LevelId;
use serde::Serialize;
use serde_json::json;

use super::spec::FleetSpec;
use crate::tenant::random::Random;
use crate::tenant::{Entity, Injection, Tenant, Trouble};

/// What is special about a tenant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Nothing: it is as its manifest says.
    InSync,
    /// One thing is not as its manifest says.
    Drifting,
    /// Its server refuses connections.
    Unreachable,
    /// It answers 429.
    Throttled,
}

/// The tenants of a fleet.
#[derive(Debug)]
pub(super) struct Roster {
    spec: FleetSpec,
    /// What all of them are copies of.
    pub(super) template: Tenant,
    /// By name: the place, from 0, and the role.
    pub(super) tenants: BTreeMap<String, (usize, Role)>,
}

/// What the domain of each tenant ends in, after its name.
const DOMAIN: &str = ".example";

/// The number of the first tenant's database; the others follow.
const FIRST_DATABASE: i64 = 300_001;

impl Roster {
    /// The roster of a fleet; which tenants have a role follows from the seed.
    pub(super) fn new(spec: FleetSpec) -> Self {
        let mut places: Vec<usize> = (0..spec.tenants).collect();
        let mut random = Random::new(spec.seed);
        for last in (1..places.len()).rev() {
            let end = u64::try_from(last + 1).unwrap_or(u64::MAX);
            places.swap(last, usize::try_from(random.below(end)).unwrap_or(last));
        }
        let roles = [
            (Role::Drifting, spec.drifting),
            (Role::Unreachable, spec.unreachable),
            (Role::Throttled, spec.throttled),
        ];
        let roles = roles
            .into_iter()
            .flat_map(|(role, count)| std::iter::repeat_n(role, count))
            .chain(std::iter::repeat(Role::InSync));
        let width = spec.tenants.to_string().len();
        let tenants = places.into_iter().zip(roles);
        Self {
            spec,
            template: template(spec),
            tenants: tenants
                .map(|(place, role)| {
                    let number = place + 1;
                    (format!("tenant-{number:0width$}"), (place, role))
                })
                .collect(),
        }
    }

    /// A tenant by its name, as it is in the beginning.
    pub(super) fn tenant(&self, name: &str) -> Option<Tenant> {
        let (place, role) = self.tenants.get(name)?;
        let mut tenant = self.template.clone();
        tenant.domain = format!("{name}{DOMAIN}");
        tenant.database = FIRST_DATABASE + i64::try_from(*place).unwrap_or_default();
        match role {
            Role::InSync | Role::Unreachable => {}
            Role::Drifting => drift(&mut tenant, *place),
            Role::Throttled => tenant.faults.push(self.throttle()),
        }
        Some(tenant)
    }

    /// The tenant that a key belongs to, by its domain.
    pub(super) fn of_key(&self, key: &str) -> Option<(&str, Role)> {
        let (_, domain) = key.rsplit_once('@')?;
        let domain = domain.to_ascii_lowercase();
        let (name, (_, role)) = self.tenants.get_key_value(domain.strip_suffix(DOMAIN)?)?;
        Some((name, *role))
    }

    /// Zones and levels are told, so that a tenant that is throttled is known to be there.
    fn throttle(&self) -> Injection {
        Injection {
            method: None,
            path: Some("V1.0/Resources/query".to_owned()),
            nth: 1,
            times: self.spec.throttled_requests.unwrap_or(u64::MAX),
            percent: 100,
            seed: self.spec.seed,
            fault: Trouble::TooManyRequests {
                retry_after: self.spec.retry_after,
            },
        }
    }
}

/// What the tenants are copies of: integrations hold a custom level, where there is one, as they should.
fn template(spec: FleetSpec) -> Tenant {
    let mut tenant = Tenant::generate(spec.sizes(), spec.seed);
    let levels = tenant.levels().iter();
    let mut custom = levels.filter(|(_, level)| level.api_only && !level.is_system());
    let Some(held) = custom.next().map(|(id, _)| *id) else {
        return tenant;
    };
    let own = tenant.bootstrap;
    let users: Vec<i64> = tenant
        .logins
        .keys()
        .filter(|id| **id != own)
        .map(|id| id.0)
        .collect();
    for user in users {
        if let Some(record) = tenant.record_mut(Entity::Resources, user) {
            record.insert("userType".to_owned(), json!(held));
        }
    }
    tenant
}

/// Tess Turner, who holds `Service Desk User (system)`.
const TESS: i64 = 29_682_886;
/// `Team Member (system)`.
const TEAM_MEMBER: i64 = 37;
/// The API user Datto RMM.
const DATTO: i64 = 29_682_898;
/// The level Helpdesk Lead.
const HELPDESK_LEAD: LevelId = LevelId(52);

/// Changes one thing: somebody's level, whether an API user is active, or whether a level is.
fn drift(tenant: &mut Tenant, place: usize) {
    let (resource, field, value) = match place % 3 {
        0 => (TESS, "userType", json!(TEAM_MEMBER)),
        1 => (DATTO, "isActive", json!(false)),
        _ => {
            if let Some(level) = tenant.level_mut(HELPDESK_LEAD) {
                level.active = false;
            }
            return;
        }
    };
    if let Some(record) = tenant.record_mut(Entity::Resources, resource) {
        record.insert(field.to_owned(), value);
    }
}
