//! People and API users, read from their records.

use attune_model::catalogue::LicenseType;
use attune_model::{LevelId, ResourceId};
use serde_json::{Value, json};

use crate::fields;
use crate::tenant::{Entity, Level, Record, Tenant};

/// What a new resource is given; all other fields have defaults.
pub(crate) struct Entry {
    pub(crate) first_name: String,
    pub(crate) last_name: String,
    pub(crate) title: Option<String>,
    pub(crate) email: String,
    pub(crate) user_name: String,
    pub(crate) active: bool,
    pub(crate) license: LicenseType,
    pub(crate) level: LevelId,
    pub(crate) location: i64,
}

impl Entry {
    /// The record, hired at `since`.
    pub(crate) fn record(self, since: &str) -> Record {
        let Self {
            first_name,
            last_name,
            title,
            email,
            user_name,
            active,
            license,
            level,
            location,
        } = self;
        fields::record(
            Entity::Resources,
            [
                ("accountingReferenceID", json!("")),
                ("dateFormat", json!("MM/dd/yyyy")),
                ("email", json!(email)),
                ("emailTypeCode", json!("PRIMARY")),
                ("firstName", json!(first_name)),
                ("hireDate", json!(since)),
                ("internalCost", json!(0.0)),
                ("isActive", json!(active)),
                ("lastName", json!(last_name)),
                ("licenseType", json!(license.number())),
                ("locationID", json!(location)),
                ("numberFormat", json!("X,XXX.XX")),
                ("payrollType", json!(1)),
                ("resourceType", json!("Employee")),
                ("timeFormat", json!("hh:mm a")),
                ("title", json!(title.unwrap_or_default())),
                ("userName", json!(user_name)),
                ("userType", json!(level)),
            ],
        )
    }
}

impl Tenant {
    /// Adds active people on a level, which is not checked. Their last names are numbers that follow on.
    pub fn add_people(&mut self, count: usize, level: LevelId) {
        let license = self
            .levels
            .get(&level)
            .map_or(LicenseType::Professional, |level| level.license);
        let first = self.records(Entity::Resources).len() + 1;
        for number in first..first + count {
            let entry = Entry {
                first_name: "Person".to_owned(),
                last_name: number.to_string(),
                title: None,
                email: format!("person.{number}@people.example"),
                user_name: format!("person.{number}"),
                active: true,
                license,
                level,
                location: self.default_location(),
            };
            self.add_resource(entry);
        }
    }

    /// Adds a person or an API user; its number.
    pub(crate) fn add_resource(&mut self, entry: Entry) -> ResourceId {
        let since = self.clock.tick().to_string();
        ResourceId(self.insert(Entity::Resources, entry.record(&since)))
    }

    /// The internal location that forms begin with.
    pub(crate) fn default_location(&self) -> i64 {
        self.locations.keys().next().copied().unwrap_or_default()
    }

    /// The record of a person or an API user.
    pub(crate) fn resource(&self, id: ResourceId) -> Option<&Record> {
        self.records(Entity::Resources).get(&id.0)
    }

    /// The level that a resource holds.
    pub(crate) fn level_of(&self, resource: &Record) -> Option<(LevelId, &Level)> {
        let id = LevelId(resource.get("userType")?.as_i64()?);
        Some((id, self.levels.get(&id)?))
    }

    /// The resource whose login is this: `userName`, alone or at the tenant's domain; case does not matter.
    pub(crate) fn resource_of_login(&self, login: &str) -> Option<ResourceId> {
        let local = match login.rsplit_once('@') {
            Some((local, domain)) if domain.eq_ignore_ascii_case(&self.domain) => local,
            Some(_) => return None,
            None => login,
        };
        self.records(Entity::Resources)
            .iter()
            .find(|(_, record)| text_of(record, "userName").eq_ignore_ascii_case(local))
            .map(|(id, _)| ResourceId(*id))
    }

    /// The full login of a resource.
    pub(crate) fn login_of(&self, resource: &Record) -> String {
        format!("{}@{}", text_of(resource, "userName"), self.domain)
    }
}

/// Whether a resource is active.
pub(crate) fn is_active(resource: &Record) -> bool {
    resource.get("isActive") == Some(&Value::Bool(true))
}

/// A resource's licence type.
pub(crate) fn license_of(resource: &Record) -> LicenseType {
    LicenseType::from(
        resource
            .get("licenseType")
            .and_then(Value::as_i64)
            .unwrap_or_default(),
    )
}

/// A resource's first and last name.
pub(crate) fn full_name(resource: &Record) -> String {
    let [first, last] = ["firstName", "lastName"].map(|field| text_of(resource, field));
    format!("{first} {last}")
}

/// A field's text; empty where it has none.
pub(crate) fn text_of<'a>(resource: &'a Record, field: &str) -> &'a str {
    resource
        .get(field)
        .and_then(Value::as_str)
        .unwrap_or_default()
}
