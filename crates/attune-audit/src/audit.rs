//! The whole of what is known of a tenant's rights.

use std::collections::BTreeMap;

use attune_model::{
    Handle, LevelId, Observed, ObservedLevel, Reading, Resource, ResourceId, TenantIdentity,
    Timestamp, Unread,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::findings::{Finding, findings};
use crate::{ApiUser, Level, Person};

/// The version of the format that [`Audit`] and the comparisons are written in.
pub const FORMAT_VERSION: u32 = 1;

/// Who may do what in a tenant, and what nobody knows.
///
/// Lists are null where they could not be read, and empty where there is nothing. Everything is ordered by number, so
/// that equal tenants give equal texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Audit {
    /// The version of this format: 1.
    pub format_version: u32,
    /// The tenant's name in the manifest.
    #[schemars(with = "String")]
    pub tenant: Handle,
    /// The database that was looked at.
    pub database: i64,
    /// The name of its zone.
    pub zone: String,
    /// When it was looked at, RFC 3339.
    #[schemars(with = "String")]
    pub at: Timestamp,
    /// The security levels.
    pub levels: Option<Vec<Level>>,
    /// The people, with the levels that they hold.
    pub people: Option<Vec<Person>>,
    /// The API users.
    pub api_users: Option<Vec<ApiUser>>,
    /// What could not be read.
    pub unseen: Vec<Unseen>,
    /// What somebody should look at, the most serious first.
    pub findings: Vec<Finding>,
}

/// Something that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Unseen {
    /// What.
    pub what: String,
    /// Why.
    pub why: String,
}

/// Puts together what was observed. `now` is the time of the look; ages are measured by it.
pub fn audit(tenant: &Handle, observed: &Observed, now: Timestamp) -> Audit {
    let TenantIdentity {
        database,
        zone,
        rest_url: _,
        console_url: _,
    } = &observed.tenant;
    let raw = read(&observed.levels);
    let resources = read(&observed.resources);
    let levels = raw.map(|raw| {
        let remembered = &observed.remembered;
        raw.iter()
            .map(|(id, level)| Level::of(*id, level, raw, resources, remembered))
            .collect::<Vec<_>>()
    });
    let mut audit = Audit {
        format_version: FORMAT_VERSION,
        tenant: tenant.clone(),
        database: *database,
        zone: zone.clone(),
        at: now,
        people: resources.map(|resources| people(resources, raw)),
        api_users: resources.map(|all| api_users(all, observed, raw, levels.as_deref())),
        levels,
        unseen: unseen(observed),
        findings: Vec::new(),
    };
    audit.findings = findings(&audit);
    audit
}

impl Audit {
    /// The levels; none where they could not be read.
    pub fn known_levels(&self) -> &[Level] {
        self.levels.as_deref().unwrap_or_default()
    }

    /// The people; none where they could not be read.
    pub fn known_people(&self) -> &[Person] {
        self.people.as_deref().unwrap_or_default()
    }

    /// The API users; none where they could not be read.
    pub fn known_api_users(&self) -> &[ApiUser] {
        self.api_users.as_deref().unwrap_or_default()
    }

    /// The level of this number.
    pub fn level(&self, id: LevelId) -> Option<&Level> {
        self.known_levels().iter().find(|level| level.id == id)
    }
}

fn read<T>(reading: &Reading<T>) -> Option<&T> {
    match reading {
        Reading::Read(value) => Some(value),
        Reading::Failed(_) => None,
    }
}

fn people(
    resources: &BTreeMap<ResourceId, Resource>,
    levels: Option<&BTreeMap<LevelId, ObservedLevel>>,
) -> Vec<Person> {
    resources
        .iter()
        .filter(|(_, resource)| !resource.is_api_user())
        .map(|(id, resource)| Person::of(*id, resource, levels))
        .collect()
}

fn api_users(
    resources: &BTreeMap<ResourceId, Resource>,
    observed: &Observed,
    raw: Option<&BTreeMap<LevelId, ObservedLevel>>,
    levels: Option<&[Level]>,
) -> Vec<ApiUser> {
    resources
        .iter()
        .filter(|(_, resource)| resource.is_api_user())
        .map(|(id, resource)| {
            let mut levels = levels.unwrap_or_default().iter();
            let level = levels.find(|level| level.id == resource.level);
            ApiUser::of(*id, resource, observed, raw, level)
        })
        .collect()
}

fn unseen(observed: &Observed) -> Vec<Unseen> {
    let lists = [
        ("security levels", failure(&observed.levels)),
        ("people and API users", failure(&observed.resources)),
    ];
    let lists = lists.map(|(what, why)| (what.to_owned(), why)).into_iter();
    let rights = observed.effective.iter().map(|(handle, effective)| {
        let what = format!("what REST lets {handle} (resource {}) do", effective.user);
        (what, failure(&effective.rights))
    });
    lists
        .chain(rights)
        .filter_map(|(what, why)| {
            Some(Unseen {
                what,
                why: why?.to_string(),
            })
        })
        .collect()
}

fn failure<T>(reading: &Reading<T>) -> Option<&Unread> {
    match reading {
        Reading::Read(_) => None,
        Reading::Failed(why) => Some(why),
    }
}
