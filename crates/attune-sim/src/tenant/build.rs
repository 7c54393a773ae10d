//! From a fixture to a tenant.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use attune_model::catalogue::{self, LicenseType};
use attune_model::{CellId, LevelId, LevelName, ResourceId};
use serde_json::{Value, json};
use serde_saphyr::Spanned;

use crate::fields;
use crate::tenant::fixture::{
    self, Fixture, FixtureApiUser, FixtureCompany, FixtureLevel, FixturePerson, FixtureTicket,
    FixtureTracking,
};
use crate::tenant::permissions::override_cells;
use crate::tenant::{
    Clock, Entity, Entry, ExtraCell, Level, Login, Record, Tenant, TenantError, Tracking,
};

impl Tenant {
    /// Reads a tenant from YAML in the format of `tenants/contoso.yaml`.
    pub fn from_yaml(text: &str) -> Result<Self, TenantError> {
        let Fixture {
            database,
            zone,
            domain,
            start,
            bootstrap,
            behaviour,
            console,
            locations,
            vendors,
            lines_of_business,
            extra_cells,
            levels,
            people,
            api_users,
            companies,
            tickets,
            user_defined_fields,
            records,
            faults,
            slips,
            protected_data,
            drafts,
        } = fixture::parse::<Fixture>(text)?;
        let mut tenant = Self {
            behaviour,
            console,
            database,
            zone,
            domain,
            clock: Clock::at(start),
            levels: Arc::default(),
            locations: locations.into_iter().map(|it| (it.id, it.name)).collect(),
            vendors: vendors
                .into_iter()
                .map(|it| {
                    let vendor = super::Vendor {
                        label: it.label,
                        identifier: it.identifier,
                    };
                    (it.id, vendor)
                })
                .collect(),
            lines_of_business,
            extra_cells: Vec::new(),
            logins: BTreeMap::new(),
            protected_data: protected_data
                .into_iter()
                .map(|(id, columns)| (ResourceId(id), columns))
                .collect(),
            bootstrap: ResourceId(0),
            drafts,
            faults,
            slips,
            user_defined: BTreeMap::new(),
            gone: BTreeMap::new(),
            tables: BTreeMap::new(),
        };
        tenant.build_locations();
        tenant.build_extra_cells(extra_cells)?;
        for level in &levels {
            tenant.build_level(level)?;
        }
        let mut taken = BTreeSet::new();
        for person in people {
            tenant.build_person(person, &mut taken)?;
        }
        for user in api_users {
            tenant.build_api_user(user, &mut taken)?;
        }
        for company in &companies {
            tenant.build_company(company);
        }
        for ticket in &tickets {
            tenant.build_ticket(ticket);
        }
        for field in user_defined_fields {
            let entity = Entity::named(&field.value.entity)
                .ok_or_else(|| TenantError::at(&field, "there is no such entity"))?;
            let fields = tenant.user_defined.entry(entity).or_default();
            fields.push(field.value);
        }
        for (segment, records) in &records {
            for record in records {
                let entity = Entity::named(segment).ok_or_else(|| {
                    TenantError::at(record, format!("there is no entity `{segment}`"))
                })?;
                tenant.build_record(entity, record)?;
            }
        }
        tenant.derive_roles();
        tenant.bootstrap = tenant
            .resource_of_login(&bootstrap.value)
            .filter(|id| tenant.logins.contains_key(id))
            .ok_or_else(|| TenantError::at(&bootstrap, "no API user has this key"))?;
        Ok(tenant)
    }

    fn build_extra_cells(&mut self, given: Vec<Spanned<ExtraCell>>) -> Result<(), TenantError> {
        for cell in given {
            cell.value
                .check(&self.extra_cells)
                .map_err(|message| TenantError::at(&cell, message))?;
            self.extra_cells.push(cell.value);
        }
        Ok(())
    }

    fn build_level(&mut self, given: &FixtureLevel) -> Result<(), TenantError> {
        let name = LevelName::new(&given.name.value);
        if self.levels.contains_key(&LevelId(given.id)) || self.level_named(&name).is_some() {
            return Err(TenantError::at(
                &given.name,
                "a level before has this number or name",
            ));
        }
        let mut level = match &given.copy_of {
            Some(base) => {
                let (id, level) = self.find_level(base)?;
                level.copy(id, name)
            }
            None => system_level(given, name, &self.extra_cells)?,
        };
        level.active = given.active;
        level.login_given_up = given.login_given_up.unwrap_or(level.login_given_up);
        override_cells(&mut level.cells, &given.cells, &self.extra_cells)
            .map_err(|message| TenantError::at(&given.name, message))?;
        Arc::make_mut(&mut self.levels).insert(LevelId(given.id), level);
        Ok(())
    }

    fn build_person(
        &mut self,
        given: FixturePerson,
        taken: &mut BTreeSet<String>,
    ) -> Result<(), TenantError> {
        let (level, license) = self.level_for(&given.level, false)?;
        let local = given
            .email
            .split_once('@')
            .map_or(given.email.as_str(), |(local, _)| local);
        let entry = Entry {
            user_name: local.to_owned(),
            first_name: given.first_name,
            last_name: given.last_name,
            title: given.title,
            email: given.email,
            active: given.active,
            license: given.license.unwrap_or(license),
            level,
            location: self.default_location(),
        };
        self.build_resource(&given.id, entry, &given.fields, taken)
    }

    fn build_api_user(
        &mut self,
        given: FixtureApiUser,
        taken: &mut BTreeSet<String>,
    ) -> Result<(), TenantError> {
        let (level, license) = self.level_for(&given.level, true)?;
        let Some((local, domain)) = given.key.value.split_once('@') else {
            return Err(TenantError::at(
                &given.key,
                "a key looks like an e-mail address",
            ));
        };
        if domain != self.domain {
            return Err(TenantError::at(
                &given.key,
                format!("a key ends in the primary domain, `{}`", self.domain),
            ));
        }
        let tracking = match given.tracking {
            FixtureTracking::Custom(identifier) => Tracking::Custom(identifier),
            FixtureTracking::Vendor(label) => Tracking::Vendor(
                self.vendor_named(&label.value)
                    .ok_or_else(|| TenantError::at(&label, "no vendor has this label"))?,
            ),
        };
        let login = Login {
            secret: given.secret,
            tracking,
            locked: given.locked,
            integration_name: given.integration_name,
            lines_of_business: given.lines_of_business,
            sees_unassigned: given.sees_unassigned,
        };
        self.logins.insert(ResourceId(given.id.value), login);
        let entry = Entry {
            user_name: local.to_owned(),
            first_name: given.first_name,
            last_name: given.last_name,
            title: None,
            email: given.email,
            active: given.active,
            license,
            level,
            location: self.default_location(),
        };
        self.build_resource(&given.id, entry, &given.fields, taken)
    }

    /// Stores a person or an API user whose login is not one of those `taken` before.
    fn build_resource(
        &mut self,
        id: &Spanned<i64>,
        entry: Entry,
        others: &Record,
        taken: &mut BTreeSet<String>,
    ) -> Result<(), TenantError> {
        let mut record = entry.record(&self.clock.now().to_string());
        set_fields(Entity::Resources, &mut record, others)
            .map_err(|message| TenantError::at(id, message))?;
        let login = record.get("userName").and_then(Value::as_str);
        if !taken.insert(login.unwrap_or_default().to_lowercase()) {
            return Err(TenantError::at(id, "a resource before has this login"));
        }
        if self.insert_at(Entity::Resources, id.value, record) {
            Ok(())
        } else {
            Err(TenantError::at(id, "a resource before has this number"))
        }
    }

    fn build_locations(&mut self) {
        for (id, name) in self.locations.clone() {
            let is_default = id == self.default_location();
            let record = fields::record(
                Entity::InternalLocations,
                [("isDefault", json!(is_default)), ("name", json!(name))],
            );
            self.insert_at(Entity::InternalLocations, id, record);
        }
    }

    fn build_record(&mut self, entity: Entity, given: &Spanned<Record>) -> Result<(), TenantError> {
        let id = given.value.get("id").and_then(Value::as_i64);
        let id = id.ok_or_else(|| TenantError::at(given, "a record needs an `id`"))?;
        let mut record = fields::record(entity, []);
        set_fields(entity, &mut record, &given.value)
            .map_err(|message| TenantError::at(given, message))?;
        self.insert_at(entity, id, record);
        Ok(())
    }

    fn build_company(&mut self, given: &FixtureCompany) {
        let record = fields::record(
            Entity::Companies,
            [
                ("companyName", json!(given.name)),
                ("companyType", json!(given.r#type)),
                ("createDate", json!(self.clock.now())),
                ("isActive", json!(true)),
                ("ownerResourceID", json!(given.owner)),
                ("phone", json!(given.phone)),
            ],
        );
        self.insert_at(Entity::Companies, given.id, record);
    }

    fn build_ticket(&mut self, given: &FixtureTicket) {
        let number = self.next_number(Entity::Tickets);
        let record = fields::record(
            Entity::Tickets,
            [
                ("assignedResourceID", json!(given.assigned_to)),
                ("companyID", json!(given.company)),
                ("createDate", json!(self.clock.now())),
                ("creatorResourceID", json!(given.assigned_to)),
                ("lastActivityDate", json!(self.clock.now())),
                ("lastActivityResourceID", json!(given.assigned_to)),
                ("priority", json!(given.priority)),
                ("queueID", json!(given.queue)),
                ("status", json!(given.status)),
                ("ticketNumber", json!(number)),
                ("ticketType", json!(1)),
                ("title", json!(given.title)),
            ],
        );
        self.insert_at(Entity::Tickets, given.id, record);
    }

    fn find_level(&self, name: &Spanned<String>) -> Result<(LevelId, &Level), TenantError> {
        self.level_named(&LevelName::new(&name.value))
            .ok_or_else(|| TenantError::at(name, "no level before has this name"))
    }

    /// The number and licence of a level that people, or API users, can hold.
    fn level_for(
        &self,
        name: &Spanned<String>,
        api_only: bool,
    ) -> Result<(LevelId, LicenseType), TenantError> {
        let (id, level) = self.find_level(name)?;
        if level.api_only == api_only {
            Ok((id, level.license))
        } else {
            Err(TenantError::at(
                name,
                "API users, and only they, hold API-only levels",
            ))
        }
    }

    /// The number of the vendor with this label.
    pub(crate) fn vendor_named(&self, label: &str) -> Option<i64> {
        self.vendors
            .iter()
            .find(|(_, vendor)| vendor.label == label)
            .map(|(id, _)| *id)
    }

    /// The number that the next ticket, task, phase or project shows, such as `T20260105.0004`.
    pub(crate) fn next_number(&self, entity: Entity) -> String {
        let letter = entity.segment().chars().next().unwrap_or('T');
        let serial = self.records(entity).len() + 1;
        format!(
            "{letter}{}.{serial:04}",
            self.clock.now().strftime("%Y%m%d")
        )
    }
}

/// Sets fields of a record to what a fixture gives; an error names one that there is not.
fn set_fields(entity: Entity, record: &mut Record, given: &Record) -> Result<(), String> {
    for (name, value) in given {
        let field = fields::find(entity, name)
            .ok_or_else(|| format!("{} have no field `{name}`", entity.segment()))?;
        record.insert(field.name.to_owned(), value.clone());
    }
    Ok(())
}

fn system_level(
    given: &FixtureLevel,
    name: LevelName,
    extra: &[ExtraCell],
) -> Result<Level, TenantError> {
    let known = catalogue::system_level(&name).ok_or_else(|| {
        TenantError::at(&given.name, "this is no system level, so it needs `copyOf`")
    })?;
    let (Some(license), Some(permissions)) = (given.license, given.permissions) else {
        return Err(TenantError::at(
            &given.name,
            "a system level needs `license` and `permissions`",
        ));
    };
    let mut cells = permissions.cells(known.api_only, extra);
    for path in known.never {
        let id = CellId::new(*path);
        if let Some(nothing) = catalogue::cell(&id).and_then(|spec| spec.kind.nothing()) {
            cells.insert(id, nothing);
        }
    }
    Ok(Level {
        name,
        active: true,
        api_only: known.api_only,
        license,
        base: None,
        cells,
        login_given_up: false,
    })
}
