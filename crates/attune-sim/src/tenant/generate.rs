//! Tenants of any size.

use std::sync::Arc;

use attune_model::catalogue::{self, CellKind};
use attune_model::{CellValue, LevelId, LevelName, ResourceId, Secret};
use serde_json::{Value, json};

use crate::fields;
use crate::tenant::random::Random;
use crate::tenant::{Entity, Entry, Level, Login, Tenant, Tracking};

/// How much is added to the tenant of the examples.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sizes {
    /// People on levels of people, one in ten of them inactive.
    pub people: usize,
    /// Custom levels, one in five of them for API users as long as there are fewer than 50.
    pub levels: usize,
    /// API users.
    pub api_users: usize,
    /// Companies.
    pub companies: usize,
    /// Tickets.
    pub tickets: usize,
}

/// The most custom API-only levels (`security.md` 0).
const API_LEVELS: usize = 50;

const FIRST_NAMES: [&str; 12] = [
    "Ann", "Ben", "Chloe", "Dan", "Eva", "Finn", "Gina", "Hugo", "Iris", "Jon", "Kira", "Leo",
];
const LAST_NAMES: [&str; 12] = [
    "Abel", "Berg", "Costa", "Dahl", "Egger", "Frey", "Grant", "Holm", "Ivanov", "Jung", "Kern",
    "Lind",
];
const DOMAINS: [&str; 3] = ["contoso.example", "partner.example", "sales.example"];
const TOPICS: [&str; 6] = [
    "Printer offline",
    "Mailbox full",
    "New starter",
    "Backup failed",
    "Slow laptop",
    "Password reset",
];

impl Tenant {
    /// The tenant of the examples, and more of everything; the same seed and sizes give the same tenant.
    pub fn generate(sizes: Sizes, seed: u64) -> Self {
        let Sizes {
            people,
            levels,
            api_users,
            companies,
            tickets,
        } = sizes;
        let mut tenant = Self::contoso();
        let mut random = Random::new(seed);
        for number in 0..levels {
            tenant.generate_level(&mut random, number);
        }
        for number in 0..people {
            tenant.generate_person(&mut random, number);
        }
        for number in 0..api_users {
            tenant.generate_api_user(&mut random, number);
        }
        for number in 0..companies {
            tenant.generate_company(&mut random, number);
        }
        for _ in 0..tickets {
            tenant.generate_ticket(&mut random);
        }
        tenant
    }

    fn generate_level(&mut self, random: &mut Random, number: usize) {
        let custom_api = self.levels.values();
        let custom_api = custom_api.filter(|level| level.api_only && !level.is_system());
        let api_only = number % 5 == 4 && custom_api.count() < API_LEVELS;
        let bases = self.ids(|level| level.api_only == api_only && level.is_copyable());
        let Some(base) = random.pick(&bases).copied() else {
            return;
        };
        let Some(mut level) = self
            .levels
            .get(&base)
            .map(|level| level.copy(base, LevelName::new(&format!("Generated Level {number}"))))
        else {
            return;
        };
        let never = self.never(&level);
        for spec in catalogue::cells().filter(|spec| spec.on.includes(api_only)) {
            if random.below(4) == 0 && !never.contains(&spec.path) {
                let value = match spec.kind {
                    CellKind::CheckBox | CellKind::LimitBox | CellKind::YesNo => {
                        CellValue::Flag(random.below(2) == 0)
                    }
                    CellKind::Choice(scopes) => match random.pick(scopes) {
                        Some(scope) => CellValue::Scope(*scope),
                        None => continue,
                    },
                    CellKind::Number { min } => CellValue::Number(min + 1),
                    CellKind::SameAs(_) => continue,
                };
                level.cells.insert(spec.id(), value);
            }
        }
        let id = self.levels.keys().last().map_or(1, |last| last.0 + 1);
        Arc::make_mut(&mut self.levels).insert(LevelId(id), level);
    }

    fn generate_person(&mut self, random: &mut Random, number: usize) {
        let held = self.ids(|level| !level.api_only && level.active);
        let Some(level) = random.pick(&held).copied() else {
            return;
        };
        let entry = self.entry(random, level, &format!("person{number}"));
        let active = random.below(10) > 0;
        self.add_resource(Entry { active, ..entry });
    }

    fn generate_api_user(&mut self, random: &mut Random, number: usize) {
        let held = self.ids(|level| level.api_only && level.active);
        let vendors: Vec<i64> = self.vendors.keys().copied().collect();
        let (Some(level), Some(vendor)) = (random.pick(&held), random.pick(&vendors)) else {
            return;
        };
        let entry = self.entry(random, *level, &format!("generated{number}"));
        let id = self.add_resource(entry);
        let secret = Secret::new(format!("not-a-real-secret-{number:07}"));
        let login = Login::new(secret, Tracking::Vendor(*vendor));
        self.logins.insert(id, login);
    }

    fn entry(&self, random: &mut Random, level: LevelId, user_name: &str) -> Entry {
        let mut pick = |from: &[&str]| (*random.pick(from).unwrap_or(&"")).to_owned();
        let license = self.levels.get(&level).map(|level| level.license);
        Entry {
            first_name: pick(&FIRST_NAMES),
            last_name: pick(&LAST_NAMES),
            title: None,
            email: format!("{user_name}@{}", pick(&DOMAINS)),
            user_name: user_name.to_owned(),
            active: true,
            license: license.unwrap_or(catalogue::LicenseType::Professional),
            level,
            location: self.default_location(),
        }
    }

    fn generate_company(&mut self, random: &mut Random, number: usize) {
        let owner = self.some_person(random);
        let name = format!("{} {number}", random.pick(&LAST_NAMES).unwrap_or(&""));
        let record = fields::record(
            Entity::Companies,
            [
                ("companyName", json!(name)),
                ("companyType", json!(1)),
                ("createDate", json!(self.clock.now())),
                ("isActive", json!(true)),
                ("ownerResourceID", json!(owner)),
                ("phone", json!("555-0199")),
            ],
        );
        self.insert(Entity::Companies, record);
    }

    fn generate_ticket(&mut self, random: &mut Random) {
        let person = self.some_person(random);
        let companies: Vec<i64> = self.records(Entity::Companies).keys().copied().collect();
        let record = fields::record(
            Entity::Tickets,
            [
                ("assignedResourceID", json!(person)),
                ("companyID", json!(random.pick(&companies))),
                ("createDate", json!(self.clock.now())),
                ("creatorResourceID", json!(person)),
                ("lastActivityDate", json!(self.clock.now())),
                ("priority", json!(random.below(4) + 1)),
                ("status", json!(1)),
                ("ticketNumber", json!(self.next_number(Entity::Tickets))),
                ("title", json!(random.pick(&TOPICS))),
            ],
        );
        self.insert(Entity::Tickets, record);
    }

    fn ids(&self, fits: impl Fn(&Level) -> bool) -> Vec<LevelId> {
        let levels = self.levels.iter();
        let fitting = levels.filter(|(_, level)| fits(level));
        fitting.map(|(id, _)| *id).collect()
    }

    /// Somebody active who is no API user.
    fn some_person(&self, random: &mut Random) -> Option<ResourceId> {
        let people: Vec<i64> = self
            .records(Entity::Resources)
            .iter()
            .filter(|(id, record)| {
                record.get("isActive") == Some(&Value::Bool(true))
                    && !self.logins.contains_key(&ResourceId(**id))
            })
            .map(|(id, _)| *id)
            .collect();
        random.pick(&people).map(|id| ResourceId(*id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZES: Sizes = Sizes {
        people: 30,
        levels: 300,
        api_users: 5,
        companies: 4,
        tickets: 20,
    };

    #[test]
    fn sizes_are_kept_and_a_seed_gives_the_same_tenant_again() {
        let tenant = Tenant::generate(SIZES, 7);
        let contoso = Tenant::contoso();
        let more = |entity| tenant.records(entity).len() - contoso.records(entity).len();
        assert_eq!(more(Entity::Resources), 35);
        assert_eq!(more(Entity::Companies), 4);
        assert_eq!(more(Entity::Tickets), 20);
        assert_eq!(tenant.levels.len() - contoso.levels.len(), 300);
        let custom_api = tenant.levels.values();
        let custom_api = custom_api.filter(|level| level.api_only && !level.is_system());
        assert_eq!(custom_api.count(), 50);
        assert_eq!(tenant.dump(), Tenant::generate(SIZES, 7).dump());
        assert!(tenant.dump() != Tenant::generate(SIZES, 8).dump());
    }

    #[test]
    fn a_tenant_of_thousands_survives_a_dump() {
        let sizes = Sizes {
            people: 5_000,
            levels: 200,
            ..SIZES
        };
        let text = Tenant::generate(sizes, 1).dump();
        let again = Tenant::from_yaml(&text).expect("a dump is a fixture");
        assert_eq!(again.dump(), text);
    }
}
