//! The state of a tenant.

mod behaviour;
mod build;
mod clock;
mod dump;
mod entity;
mod error;
mod extra;
pub(crate) mod fixture;
mod generate;
mod injection;
mod level;
mod login;
mod permissions;
pub(crate) mod random;
mod resource;
mod roles;
mod slip;
mod user_defined;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use attune_model::catalogue::{self, ProtectedData};
use attune_model::{LevelId, LevelName, ResourceId};

use crate::console::ConsoleOptions;

pub use behaviour::{
    AccessWords, ApiVersions, BadIntegrationCode, Behaviour, BulkInformation, ClockKind,
    InactiveLevels, InformationAsPerson, Leniency, Limit, LongStrings, Maintenance, PicklistValues,
    QueryAsPerson, TrackingIdentifier,
};
pub(crate) use clock::Clock;
pub use entity::{Entity, Record};
pub use error::TenantError;
pub(crate) use extra::{ExtraCell, ExtraKind};
pub use generate::Sizes;
pub use injection::{Injection, Trouble};
pub use level::Level;
pub(crate) use login::{Login, Tracking, Vendor};
pub(crate) use resource::{Entry, full_name, is_active, license_of, text_of};
pub use slip::Slip;
pub(crate) use user_defined::UserDefined;

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
    /// Shared with copies of the tenant until one of them changes.
    pub(crate) levels: Arc<BTreeMap<LevelId, Level>>,
    pub(crate) locations: BTreeMap<i64, String>,
    pub(crate) vendors: BTreeMap<i64, Vendor>,
    /// The lines of business that the form for API users lists.
    pub(crate) lines_of_business: BTreeSet<String>,
    /// The cells of the level editor that the catalogue does not have.
    pub(crate) extra_cells: Vec<ExtraCell>,
    pub(crate) logins: BTreeMap<ResourceId, Login>,
    /// What was saved on the page `Protected Data Permission`.
    pub(crate) protected_data: BTreeMap<ResourceId, BTreeSet<ProtectedData>>,
    pub(crate) bootstrap: ResourceId,
    /// How many keys and secrets were generated.
    pub(crate) drafts: u64,
    /// The faults that wait for their requests when it is served.
    pub faults: Vec<Injection>,
    /// What goes wrong at the admin pages.
    pub slips: Vec<Slip>,
    user_defined: BTreeMap<Entity, Vec<UserDefined>>,
    /// The highest numbers of records that are gone.
    gone: BTreeMap<Entity, i64>,
    /// Shared with copies of the tenant, table by table, until one of them changes.
    tables: BTreeMap<Entity, Arc<BTreeMap<i64, Record>>>,
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

    /// A level to change behind the pages' back; nothing is checked.
    pub(crate) fn level_mut(&mut self, id: LevelId) -> Option<&mut Level> {
        Arc::make_mut(&mut self.levels).get_mut(&id)
    }

    /// The records of an entity by number.
    pub fn records(&self, entity: Entity) -> &BTreeMap<i64, Record> {
        const NONE: &BTreeMap<i64, Record> = &BTreeMap::new();
        self.tables.get(&entity).map_or(NONE, Arc::as_ref)
    }

    /// A record to change behind the API's back; nothing is checked.
    pub fn record_mut(&mut self, entity: Entity, id: i64) -> Option<&mut Record> {
        Arc::make_mut(self.tables.get_mut(&entity)?).get_mut(&id)
    }

    /// Stores a new record under the next number, which it gets as `id`.
    pub(crate) fn insert(&mut self, entity: Entity, mut record: Record) -> i64 {
        let id = self.next_id(entity);
        record.insert("id".to_owned(), id.into());
        let table = self.tables.entry(entity).or_default();
        Arc::make_mut(table).insert(id, record);
        id
    }

    /// The number of the next record; numbers of records that are gone are not given again.
    pub(crate) fn next_id(&self, entity: Entity) -> i64 {
        let last = self.records(entity).last_key_value().map(|(last, _)| *last);
        let gone = self.gone.get(&entity).copied();
        last.max(gone).map_or(1, |last| last + 1)
    }

    /// Stores a record under this number; false where the number was taken, by a record that is gone now.
    pub(crate) fn insert_at(&mut self, entity: Entity, id: i64, mut record: Record) -> bool {
        record.insert("id".to_owned(), id.into());
        let table = self.tables.entry(entity).or_default();
        Arc::make_mut(table).insert(id, record).is_none()
    }

    /// Forgets a record.
    pub(crate) fn remove(&mut self, entity: Entity, id: i64) {
        if let Some(table) = self.tables.get_mut(&entity) {
            Arc::make_mut(table).remove(&id);
        }
        let gone = self.gone.entry(entity).or_insert(id);
        *gone = id.max(*gone);
    }

    /// The user-defined fields of an entity.
    pub(crate) fn user_defined(&self, entity: Entity) -> &[UserDefined] {
        self.user_defined.get(&entity).map_or(&[], Vec::as_slice)
    }

    /// Whether a level hides what things cost: `API User (system) Can't Read Costs` and its copies.
    pub(crate) fn hides_costs(&self, level: &Level) -> bool {
        self.origin(level)
            .name
            .as_str()
            .ends_with("Can't Read Costs")
    }

    /// The level that came with the product and that a level goes back to, itself perhaps.
    pub(crate) fn origin<'a>(&'a self, level: &'a Level) -> &'a Level {
        match level.base.and_then(|base| self.levels.get(&base)) {
            Some(base) => self.origin(base),
            None => level,
        }
    }

    /// The cells that a level can never give, because the level that it goes back to cannot.
    pub(crate) fn never(&self, level: &Level) -> &'static [&'static str] {
        catalogue::system_level(&self.origin(level).name).map_or(&[], |known| known.never)
    }
}
