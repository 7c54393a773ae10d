//! From a tenant back to a fixture.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use attune_model::catalogue::LicenseType;
use attune_model::{CellId, CellValue, LevelId, ResourceId};
use serde::Serialize;
use serde_json::{Value, json};

use crate::tenant::permissions::Permissions;
use crate::tenant::{Entity, Entry, Level, Record, Tenant, Tracking, is_active, license_of};

impl Tenant {
    /// The tenant as YAML that [`Tenant::from_yaml`] reads back: the same levels, people, logins and records, at the
    /// same time. One line a record. It contains the secrets of the tenant's API users, which open nothing else.
    pub fn dump(&self) -> String {
        let mut text = String::new();
        let bootstrap = self.resource(self.bootstrap);
        for (key, value) in [
            ("database", json!(self.database)),
            ("zone", json!(self.zone)),
            ("domain", json!(self.domain)),
            ("start", json!(self.clock.now())),
            ("bootstrap", json!(bootstrap.map(|it| self.login_of(it)))),
            ("behaviour", json!(self.behaviour)),
            ("console", json!(self.console)),
            ("protectedData", json!(self.protected_data)),
            ("drafts", json!(self.drafts)),
        ] {
            text.extend([key, ": ", &value.to_string(), "\n"]);
        }
        let pairs = self.locations.iter();
        list(
            &mut text,
            "locations",
            pairs.map(|(id, name)| json!({"id": id, "name": name})),
        );
        let vendors = self.vendors.iter().map(|(id, vendor)| {
            json!({"id": id, "label": vendor.label, "identifier": vendor.identifier.expose()})
        });
        list(&mut text, "vendors", vendors);
        list(&mut text, "linesOfBusiness", &self.lines_of_business);
        list(&mut text, "extraCells", &self.extra_cells);
        let levels = self.levels_in_order().into_iter();
        list(
            &mut text,
            "levels",
            levels.map(|(id, level)| self.dump_level(id, level)),
        );
        let resources = self.records(Entity::Resources).iter();
        let (users, people): (Vec<_>, Vec<_>) =
            resources.partition(|(id, _)| self.logins.contains_key(&ResourceId(**id)));
        list(
            &mut text,
            "people",
            people
                .iter()
                .map(|(id, record)| self.dump_person(**id, record)),
        );
        list(
            &mut text,
            "apiUsers",
            users
                .iter()
                .map(|(id, record)| self.dump_api_user(**id, record)),
        );
        list(
            &mut text,
            "userDefinedFields",
            self.user_defined.values().flatten(),
        );
        list(&mut text, "faults", &self.faults);
        list(&mut text, "slips", &self.slips);
        text.push_str("records:\n");
        for (entity, records) in &self.tables {
            // These have sections of their own, or follow from others.
            let apart = matches!(
                *entity,
                Entity::Resources | Entity::InternalLocations | Entity::ResourceRoles
            );
            if !apart && !records.is_empty() {
                let name = format!("  {}", entity.segment());
                list(&mut text, &name, records.values().map(without_nulls));
            }
        }
        if text.ends_with("records:\n") {
            text.truncate(text.len() - 1);
            text.push_str(" {}\n");
        }
        text
    }

    /// Levels after those they are copies of.
    fn levels_in_order(&self) -> Vec<(LevelId, &Level)> {
        let mut levels: Vec<_> = self.levels.iter().map(|(id, level)| (*id, level)).collect();
        levels.sort_by_key(|(id, level)| (self.depth(level), *id));
        levels
    }

    fn depth(&self, level: &Level) -> usize {
        let base = level.base.and_then(|base| self.levels.get(&base));
        base.map_or(0, |base| self.depth(base) + 1)
    }

    fn dump_level(&self, id: LevelId, level: &Level) -> Value {
        let mut out = json!({"id": id, "name": level.name, "active": level.active});
        let base = level.base.and_then(|base| self.levels.get(&base));
        let (begin, given_up) = if let Some(base) = base {
            out["copyOf"] = json!(base.name);
            (base.cells.clone(), base.login_given_up)
        } else {
            out["license"] = json!(level.license);
            out["permissions"] = json!("none");
            (
                Permissions::None.cells(level.api_only, &self.extra_cells),
                false,
            )
        };
        let cells: BTreeMap<&CellId, &CellValue> = level
            .cells
            .iter()
            .filter(|(cell, value)| begin.get(cell) != Some(value))
            .collect();
        out["cells"] = json!(cells);
        if level.login_given_up != given_up {
            out["loginGivenUp"] = json!(level.login_given_up);
        }
        out
    }

    fn dump_person(&self, id: i64, record: &Record) -> Value {
        let email = text(record, "email");
        let local = email.split_once('@').map_or(email, |(local, _)| local);
        let mut out = self.dump_resource(id, record, local);
        out["license"] = json!(license_of(record));
        out["title"] = json!(text(record, "title"));
        out
    }

    fn dump_api_user(&self, id: i64, record: &Record) -> Value {
        let mut out = self.dump_resource(id, record, text(record, "userName"));
        out["key"] = json!(self.login_of(record));
        if let Some(login) = self.logins.get(&ResourceId(id)) {
            out["secret"] = json!(login.secret.expose());
            out["locked"] = json!(login.locked);
            out["integrationName"] = json!(login.integration_name);
            out["linesOfBusiness"] = json!(login.lines_of_business);
            out["seesUnassigned"] = json!(login.sees_unassigned);
            out["tracking"] = match &login.tracking {
                Tracking::Custom(identifier) => json!({"custom": identifier.expose()}),
                Tracking::Vendor(vendor) => {
                    let label = self.vendors.get(vendor).map(|vendor| &vendor.label);
                    json!({"vendor": label})
                }
            };
        }
        out
    }

    /// What people and API users have in common, and the fields that a fixture would not give them by itself.
    fn dump_resource(&self, id: i64, record: &Record, user_name: &str) -> Value {
        let level = self.level_of(record);
        let is_api_user = self.logins.contains_key(&ResourceId(id));
        let expected = Entry {
            first_name: text(record, "firstName").to_owned(),
            last_name: text(record, "lastName").to_owned(),
            title: (!is_api_user).then(|| text(record, "title").to_owned()),
            email: text(record, "email").to_owned(),
            user_name: user_name.to_owned(),
            active: is_active(record),
            license: if is_api_user {
                level.map_or(LicenseType::ApiUser, |(_, level)| level.license)
            } else {
                license_of(record)
            },
            level: level.map_or(LevelId(0), |(id, _)| id),
            location: self.default_location(),
        }
        .record(&self.clock.now().to_string());
        let others: Record = record
            .iter()
            .filter(|(name, value)| *name != "id" && expected.get(*name) != Some(*value))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        json!({
            "id": id,
            "firstName": record.get("firstName"),
            "lastName": record.get("lastName"),
            "email": record.get("email"),
            "level": level.map(|(_, level)| &level.name),
            "active": is_active(record),
            "fields": others,
        })
    }
}

/// A key with a list of lines below it. JSON is YAML too.
fn list<T: Serialize>(text: &mut String, key: &str, items: impl IntoIterator<Item = T>) {
    let indent: String = key.chars().take_while(|c| *c == ' ').collect();
    let lines: Vec<String> = items
        .into_iter()
        .map(|item| format!("{indent}  - {}\n", yaml(&json!(item))))
        .collect();
    if lines.is_empty() {
        text.extend([key, ": []\n"]);
    } else {
        text.extend([key, ":\n", &lines.concat()]);
    }
}

/// JSON as YAML takes it: some characters that JSON leaves as they are must be escaped there.
fn yaml(value: &Value) -> String {
    let text = value.to_string();
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') {
            let _ = write!(line, "\\u{:04x}", u32::from(c));
        } else {
            line.push(c);
        }
    }
    line
}

fn without_nulls(record: &Record) -> Record {
    record
        .iter()
        .filter(|(_, value)| !value.is_null())
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

fn text<'r>(record: &'r Record, field: &str) -> &'r str {
    record
        .get(field)
        .and_then(Value::as_str)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn a_dump_is_read_back_as_the_same_tenant() {
        let mut tenant = Tenant::contoso();
        tenant.clock.tick();
        if let Some(tess) = tenant.record_mut(Entity::Resources, 29_682_886) {
            tess.insert(
                "mobilePhone".to_owned(),
                json!("555: #1\n\"x\" \u{e9}\u{7f}\u{9b}\u{2028}\u{feff}"),
            );
            tess.insert("isActive".to_owned(), json!(false));
        }
        if let Some(level) = Arc::make_mut(&mut tenant.levels).get_mut(&LevelId(52)) {
            level.login_given_up = true;
        }
        let fault = r#"{"path": "V1.0/*", "percent": 5, "fault": {"kind": "tooManyRequests", "retryAfter": 3}}"#;
        tenant.faults = vec![serde_json::from_str(fault).expect("a fault")];
        let text = tenant.dump();
        let again = Tenant::from_yaml(&text).expect("a dump is a fixture");
        assert_eq!(again.tables, tenant.tables);
        assert_eq!(again.faults, tenant.faults);
        assert_eq!(again.levels, tenant.levels);
        assert_eq!(again.logins.len(), tenant.logins.len());
        assert_eq!(again.dump(), text);
    }
}
