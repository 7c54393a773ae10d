//! A small tenant, and ways to change it.

use std::collections::{BTreeMap, BTreeSet};

use attune_audit::{ApiUser, Audit, Level, audit};
use attune_model::catalogue::{LicenseType, cells};
use attune_model::{
    CellId, CellState, CellValue, Date, Effective, EffectiveRights, Handle, LevelId, LevelName,
    Observed, ObservedLevel, Proof, Reading, Remembered, RememberedApiUser, RememberedLevel,
    Resource, ResourceFields, ResourceId, Source, TenantIdentity, Timestamp, Tracking,
};

pub(crate) const API_SYSTEM: i64 = 24;
pub(crate) const ADMINISTRATOR: i64 = 33;
pub(crate) const TASKY: i64 = 50;
pub(crate) const HELPDESK: i64 = 52;

/// The time of the look: 2026-06-01, midnight.
pub(crate) fn now() -> Timestamp {
    "2026-06-01T00:00:00Z".parse().unwrap()
}

pub(crate) fn handle(text: &str) -> Handle {
    Handle::parse(text).unwrap()
}

/// A tenant that nobody has anything to say about but who administers it.
pub(crate) struct World(pub(crate) Observed);

impl World {
    pub(crate) fn new() -> Self {
        let mut world = Self(Observed {
            tenant: TenantIdentity {
                database: 7,
                zone: "America East".to_owned(),
                rest_url: "https://rest.example/ATServicesRest/".to_owned(),
                console_url: "https://console.example/".to_owned(),
            },
            today: Date::constant(2026, 6, 1),
            levels: Reading::Read(BTreeMap::new()),
            resources: Reading::Read(BTreeMap::new()),
            fields: Reading::Read(ResourceFields::default()),
            vendors: Reading::Read(BTreeSet::new()),
            caller: None,
            effective: BTreeMap::new(),
            remembered: Remembered::default(),
        });
        world.level(API_SYSTEM, "API User (system)");
        world.level(ADMINISTRATOR, "System Administrator (system)");
        world.person(1, "Ada Admin", ADMINISTRATOR);
        world
    }

    pub(crate) fn audit(&self) -> Audit {
        audit(&handle("contoso"), &self.0, now())
    }

    /// What was found, one line each: rule, thing, sentence.
    pub(crate) fn findings(&self) -> String {
        let findings = self.audit().findings;
        let lines = findings.iter().map(|finding| {
            let (rule, object, what) = (&finding.rule, &finding.object, &finding.what);
            format!("{rule}: {object}: {what}\n")
        });
        lines.collect()
    }

    pub(crate) fn level_of(&self, id: i64) -> Level {
        self.audit().level(LevelId(id)).unwrap().clone()
    }

    pub(crate) fn user_of(&self, id: i64) -> ApiUser {
        let users = self.audit().api_users.unwrap();
        users.into_iter().find(|user| user.id.0 == id).unwrap()
    }

    pub(crate) fn level(&mut self, id: i64, name: &str) -> &mut ObservedLevel {
        let Reading::Read(levels) = &mut self.0.levels else {
            panic!("levels are read");
        };
        levels.entry(LevelId(id)).or_insert_with(|| ObservedLevel {
            name: LevelName::new(name),
            active: true,
            system: name.contains("(system)"),
            cells: BTreeMap::new(),
        })
    }

    /// Somebody saw a cell, some days ago.
    pub(crate) fn saw(&mut self, level: i64, cell: &str, value: CellValue, days: i64) {
        let state = CellState::Known {
            value,
            source: Source::Ledger(Proof::ConsoleReread),
            at: Timestamp::from_second(now().as_second() - days * 86_400).unwrap(),
        };
        let cells = &mut self.level(level, "").cells;
        cells.insert(CellId::new(cell), state);
    }

    /// Somebody saw all cells of a level to be as wide as they can be.
    pub(crate) fn saw_all(&mut self, level: i64, api_only: bool) {
        let shown = cells().filter(|spec| spec.on.includes(api_only));
        for (spec, full) in shown.filter_map(|spec| Some((spec, spec.kind.full()?))) {
            self.saw(level, spec.path, full, 1);
        }
    }

    fn resource(&mut self, id: i64, name: &str, level: i64, license: LicenseType) -> &mut Resource {
        let Reading::Read(resources) = &mut self.0.resources else {
            panic!("resources are read");
        };
        let (first, last) = name.split_once(' ').unwrap_or_default();
        let email = format!("{}@contoso.example", first.to_lowercase());
        resources.entry(ResourceId(id)).or_insert(Resource {
            first_name: first.to_owned(),
            last_name: last.to_owned(),
            user_name: format!("user{id}"),
            email,
            active: true,
            license_type: license,
            level: LevelId(level),
            location: None,
            texts: BTreeMap::new(),
        })
    }

    pub(crate) fn person(&mut self, id: i64, name: &str, level: i64) -> &mut Resource {
        self.resource(id, name, level, LicenseType::Professional)
    }

    pub(crate) fn api_user(&mut self, id: i64, name: &str, level: i64) -> &mut Resource {
        self.resource(id, name, level, LicenseType::ApiUser)
    }

    /// The ledger knows a level.
    pub(crate) fn own_level(&mut self, id: i64, name: &str, copy_of: Option<&str>) {
        let level = RememberedLevel {
            id: LevelId(id),
            copy_of: copy_of.map(LevelName::new),
        };
        self.0.remembered.levels.insert(handle(name), level);
    }

    /// The ledger knows an API user.
    pub(crate) fn own_user(&mut self, id: i64, name: &str, delivered: Option<Date>) {
        let user = RememberedApiUser {
            id: ResourceId(id),
            tracking: Some(Tracking::Vendor("Tallman.io - Tasky".to_owned())),
            delivered,
            fields: BTreeMap::new(),
            protected_data: None,
        };
        self.0.remembered.api_users.insert(handle(name), user);
    }

    /// REST said what a level gives.
    pub(crate) fn asked(&mut self, user: i64, level: i64, rights: &str) {
        let rights: EffectiveRights = serde_json::from_str(rights).unwrap();
        let effective = Effective {
            user: ResourceId(user),
            level: LevelId(level),
            rights: Reading::Read(rights),
        };
        self.0.effective.insert(handle("asked"), effective);
    }

    /// An API user of attune's on a level of its own.
    pub(crate) fn with_tasky(mut self) -> Self {
        self.level(TASKY, "Tasky API");
        self.own_level(TASKY, "tasky-api", Some("API User (system)"));
        self.api_user(90, "Tasky Integration", TASKY);
        self.own_user(90, "tasky", Some(Date::constant(2026, 5, 1)));
        self
    }

    /// A custom level that a person holds.
    pub(crate) fn with_helpdesk(mut self) -> Self {
        self.level(HELPDESK, "Helpdesk");
        self.person(2, "Tess Turner", HELPDESK);
        self
    }
}
