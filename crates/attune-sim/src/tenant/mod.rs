//! The state of a tenant.

mod behaviour;
mod build;
mod clock;
mod entity;
mod error;
mod fixture;
mod level;
mod login;
mod permissions;
mod resource;

use std::collections::{BTreeMap, BTreeSet};

use attune_model::catalogue::ProtectedData;
use attune_model::{LevelId, LevelName, ResourceId};

use crate::console::ConsoleOptions;

pub use behaviour::{BadIntegrationCode, Behaviour, TrackingIdentifier};
pub(crate) use clock::Clock;
pub use entity::{Entity, Record};
pub use error::TenantError;
pub use level::Level;
pub(crate) use login::{Login, Tracking, Vendor};
pub(crate) use resource::{Entry, full_name, is_active, license_of, text_of};

/// A tenant: everything that the simulator knows.
#[derive(Clone, Debug)]
pub struct Tenant {
    /// How it behaves where Autotask's behaviour is not established.
    pub behaviour: Behaviour,
    /// How its admin pages look and speak.
    pub console: ConsoleOptions,
    pub(crate) database: i64,
    pub(crate) zone: String,
    pub(crate) domain: String,
    pub(crate) clock: Clock,
    pub(crate) levels: BTreeMap<LevelId, Level>,
    pub(crate) locations: BTreeMap<i64, String>,
    pub(crate) vendors: BTreeMap<i64, Vendor>,
    pub(crate) logins: BTreeMap<ResourceId, Login>,
    /// What was saved on the page `Protected Data Permission`.
    pub(crate) protected_data: BTreeMap<ResourceId, BTreeSet<ProtectedData>>,
    pub(crate) bootstrap: ResourceId,
    /// How many keys and secrets were generated.
    pub(crate) drafts: u64,
    tables: BTreeMap<Entity, BTreeMap<i64, Record>>,
}

impl Tenant {
    /// The tenant of the examples: an MSP called Contoso, with five of everything that can go wrong.
    #[expect(
        clippy::expect_used,
        clippy::missing_panics_doc,
        reason = "the text is embedded, and tests load it"
    )]
    pub fn contoso() -> Self {
        Self::from_yaml(include_str!("../../tenants/contoso.yaml"))
            .expect("the embedded tenant is sound")
    }

    /// The security levels by number.
    pub fn levels(&self) -> &BTreeMap<LevelId, Level> {
        &self.levels
    }

    /// The level of this name.
    pub fn level_named(&self, name: &LevelName) -> Option<(LevelId, &Level)> {
        self.levels
            .iter()
            .find(|(_, level)| level.name == *name)
            .map(|(id, level)| (*id, level))
    }

    /// The records of an entity by number.
    pub fn records(&self, entity: Entity) -> &BTreeMap<i64, Record> {
        const NONE: &BTreeMap<i64, Record> = &BTreeMap::new();
        self.tables.get(&entity).unwrap_or(NONE)
    }

    /// A record to change behind the API's back; nothing is checked.
    pub fn record_mut(&mut self, entity: Entity, id: i64) -> Option<&mut Record> {
        self.tables.get_mut(&entity)?.get_mut(&id)
    }

    /// Stores a new record under the next number, which it gets as `id`.
    pub(crate) fn insert(&mut self, entity: Entity, mut record: Record) -> i64 {
        let table = self.tables.entry(entity).or_default();
        let id = table.last_key_value().map_or(1, |(last, _)| last + 1);
        record.insert("id".to_owned(), id.into());
        table.insert(id, record);
        id
    }
}
