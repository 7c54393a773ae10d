//! A manifest and a tenant of any size.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::catalogue::{ALLOW_IMPERSONATION, CAN_LOGIN, LicenseType};
use attune_model::{
    Assignment, CellId, CellState, CellValue, Date, Desired, DesiredApiUser, DesiredLevel,
    EmailPattern, Handle, ImpersonationRule, LevelChoice, LevelId, LevelName, Observed,
    ObservedLevel, Ownership, PeopleSelector, Proof, Reading, Remembered, RememberedApiUser,
    RememberedLevel, Resource, ResourceField, ResourceFields, ResourceId, RuleLevels, Source,
    SystemLevelPolicy, TenantIdentity, Timestamp, Tracking,
};

/// Where the numbers of the levels begin.
const LEVELS: i64 = 1_000;
/// Where the numbers of the API users begin.
const API_USERS: i64 = 10_000_000;
/// Where the numbers of the people begin.
const PEOPLE: i64 = 20_000_000;

/// System levels.
const API_USER: LevelId = LevelId(1);
const SERVICE_DESK: LevelId = LevelId(2);

pub(crate) struct Tenant {
    pub(crate) desired: Desired,
    pub(crate) observed: Observed,
}

/// Of four objects one is a level with its block, one an API user with its block, one a person, one the assignment that
/// chooses that person by address. Every so many of the API users and people have drifted.
pub(crate) fn of(objects: u32, drifted: Option<u32>) -> Tenant {
    let mut tenant = Tenant {
        desired: empty_manifest(),
        observed: empty_tenant(),
    };
    let Reading::Read(levels) = &mut tenant.observed.levels else {
        return tenant;
    };
    levels.insert(API_USER, level("API User (system)", true));
    levels.insert(SERVICE_DESK, level("Service Desk User (system)", true));
    for number in 0..objects / 4 {
        let is_other = drifted.is_some_and(|every| number % (every / 2) == 0);
        tenant.add_level(number);
        tenant.add_api_user(number, is_other);
        tenant.add_person(number, is_other);
    }
    tenant
}

impl Tenant {
    /// Half of the levels are of API users, half of people.
    fn add_level(&mut self, number: u32) {
        let id = LevelId(LEVELS + i64::from(number));
        let name = format!("Level {number}");
        let (base, cell) = if number.is_multiple_of(2) {
            ("API User (system)", CAN_LOGIN)
        } else {
            ("Service Desk User (system)", ALLOW_IMPERSONATION)
        };
        let mut there = level(&name, false);
        let state = CellState::Known {
            value: CellValue::Flag(true),
            source: Source::Ledger(Proof::ConsoleReread),
            at: Timestamp::UNIX_EPOCH,
        };
        there.cells.insert(CellId::new(cell), state);
        if let Reading::Read(levels) = &mut self.observed.levels {
            levels.insert(id, there);
        }
        let copy_of = Some(LevelName::new(base));
        let known = RememberedLevel {
            id,
            copy_of: copy_of.clone(),
        };
        let block = DesiredLevel {
            name: LevelName::new(&name),
            was: None,
            adopt: false,
            copy_of,
            active: Some(true),
            expires: None,
            cells: [(CellId::new(cell), CellValue::Flag(true))].into(),
        };
        let handle = handle("level", number);
        let remembered = &mut self.observed.remembered.levels;
        remembered.insert(handle.clone(), known);
        self.desired.security_levels.insert(handle, block);
    }

    /// Every other one is not in the ledger and is found by its address.
    fn add_api_user(&mut self, number: u32, is_other: bool) {
        let level = number - number % 2;
        let id = ResourceId(API_USERS + i64::from(number));
        let email = format!("api{number}@contoso.example");
        let mut user = resource(number, &email, LicenseType::ApiUser);
        user.level = LevelId(LEVELS + i64::from(level));
        user.active = !is_other;
        self.put(id, user);
        let block = api_user(number, email, LevelChoice::Block(handle("level", level)));
        let handle = handle("user", number);
        let known = RememberedApiUser {
            id,
            tracking: None,
            delivered: None,
            fields: BTreeMap::new(),
            protected_data: None,
        };
        if !number.is_multiple_of(2) {
            let remembered = &mut self.observed.remembered.api_users;
            remembered.insert(handle.clone(), known);
        }
        self.desired.api_users.insert(handle, block);
    }

    /// Every other assignment names its level, the others mean a block.
    fn add_person(&mut self, number: u32, is_other: bool) {
        let level = number | 1;
        let id = LevelId(LEVELS + i64::from(level));
        let there = match &self.observed.levels {
            Reading::Read(levels) => levels.contains_key(&id),
            Reading::Failed(_) => false,
        };
        // The level of the last even number is not made.
        let level = if there { level } else { 1 };
        let held = if is_other { 1 } else { level };
        let email = format!("p{number}@contoso.example");
        let mut person = resource(number, &email, LicenseType::Professional);
        person.level = LevelId(LEVELS + i64::from(held));
        self.put(ResourceId(PEOPLE + i64::from(number)), person);
        let security_level = if number.is_multiple_of(2) {
            LevelChoice::Block(handle("level", level))
        } else {
            LevelChoice::Named(LevelName::new(&format!("Level {level}")))
        };
        let who = PeopleSelector {
            emails: Some(vec![EmailPattern(email)]),
            ..PeopleSelector::default()
        };
        let assignment = Assignment {
            who,
            security_level,
        };
        let people = &mut self.desired.people;
        people.insert(handle("people", number), assignment);
    }

    fn put(&mut self, id: ResourceId, resource: Resource) {
        if let Reading::Read(resources) = &mut self.observed.resources {
            resources.insert(id, resource);
        }
    }
}

/// Letters, digits and hyphens only: always a handle.
fn handle(what: &str, number: u32) -> Handle {
    #[expect(clippy::expect_used, reason = "the shape is that of a handle")]
    Handle::parse(&format!("{what}-{number}")).expect("a handle")
}

fn level(name: &str, system: bool) -> ObservedLevel {
    ObservedLevel {
        name: LevelName::new(name),
        active: true,
        system,
        cells: BTreeMap::new(),
    }
}

fn resource(number: u32, email: &str, license_type: LicenseType) -> Resource {
    Resource {
        first_name: "First".to_owned(),
        last_name: format!("Last {number}"),
        email: email.to_owned(),
        user_name: format!("user{number}"),
        active: true,
        license_type,
        level: SERVICE_DESK,
        location: None,
        texts: BTreeMap::new(),
    }
}

fn api_user(number: u32, email: String, security_level: LevelChoice) -> DesiredApiUser {
    DesiredApiUser {
        adopt: false,
        first_name: "First".to_owned(),
        middle_name: None,
        last_name: format!("Last {number}"),
        email,
        email_type: None,
        active: Some(true),
        locked: None,
        security_level,
        date_format: None,
        time_format: None,
        number_format: None,
        primary_internal_location: None,
        key: None,
        tracking: Some(Tracking::Custom("Our script".to_owned())),
        lines_of_business: None,
        views_unassigned: None,
        protected_data: None,
        credentials: None,
        credentials_max_age_days: None,
        rotation: None,
        expires: None,
    }
}

/// One rule lets integrations act as everybody.
fn empty_manifest() -> Desired {
    let rule = ImpersonationRule {
        allow: true,
        levels: RuleLevels::HeldBy(PeopleSelector {
            emails: Some(vec![EmailPattern("*@contoso.example".to_owned())]),
            ..PeopleSelector::default()
        }),
        system_levels: SystemLevelPolicy::Copy,
        can_login: None,
    };
    Desired {
        tenant: handle("tenant", 0),
        security_levels: BTreeMap::new(),
        impersonation: [(handle("rule", 0), rule)].into(),
        people: BTreeMap::new(),
        api_users: BTreeMap::new(),
        checks: BTreeMap::new(),
        accept: BTreeMap::new(),
        ownership: Ownership::default(),
    }
}

fn empty_tenant() -> Observed {
    let writable = |name: &str| (name.to_owned(), ResourceField { read_only: false });
    Observed {
        tenant: TenantIdentity {
            database: 1,
            zone: "Test".to_owned(),
            rest_url: "https://rest.example/ATServicesRest/".to_owned(),
            console_url: "https://console.example/".to_owned(),
        },
        today: Date::constant(2026, 11, 21),
        levels: Reading::Read(BTreeMap::new()),
        resources: Reading::Read(BTreeMap::new()),
        fields: Reading::Read(ResourceFields {
            fields: ["isActive", "userType"].map(writable).into(),
            locations: BTreeMap::new(),
        }),
        vendors: Reading::Read(BTreeSet::new()),
        caller: None,
        effective: BTreeMap::new(),
        remembered: Remembered {
            database: Some(1),
            ..Remembered::default()
        },
    }
}
