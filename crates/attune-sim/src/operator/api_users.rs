//! The form for API users.

use std::collections::BTreeMap;

use attune_model::catalogue::LicenseType;
use attune_model::{Field, FieldValue, LevelId, ResourceId, Secret};
use serde_json::json;

use super::{Answer, Refusal, refuse};
use crate::fields;
use crate::tenant::{Entity, Entry, Login, Tenant, Tracking, license_of};

/// What the form for a new API user holds.
pub(super) struct Form {
    pub(super) first_name: String,
    pub(super) last_name: String,
    pub(super) email: String,
    pub(super) active: bool,
    pub(super) level: LevelId,
    pub(super) location: Option<String>,
    pub(super) vendor: String,
    pub(super) key: String,
    pub(super) secret: Secret,
}

impl Tenant {
    /// Saves a new API user.
    pub(super) fn save_api_user(&mut self, form: Form) -> Result<Answer, Refusal> {
        let Form {
            first_name,
            last_name,
            email,
            active,
            level,
            location,
            vendor,
            key,
            secret,
        } = form;
        check_text("firstName", &first_name)?;
        check_text("lastName", &last_name)?;
        check_text("email", &email)?;
        self.check_level_for_api_user(level, None)?;
        let user_name = self.check_key(&key)?;
        if secret.expose().is_empty() {
            return refuse("Password (Secret) is required.");
        }
        let location = match location {
            None => self.default_location(),
            Some(name) => self.location_named(&name)?,
        };
        let Some(vendor) = self.vendor_named(&vendor) else {
            return refuse(format!(
                "{vendor} is not in the list of integration vendors."
            ));
        };
        let id = self.add_resource(Entry {
            first_name,
            last_name,
            title: None,
            email,
            user_name,
            active,
            license: LicenseType::ApiUser,
            level,
            location,
        });
        let tracking = Tracking::Vendor(vendor);
        self.logins.insert(id, Login { secret, tracking });
        Ok(Answer::Saved)
    }

    /// Saves changes to an API user: all of them or none.
    pub(super) fn update_api_user(
        &mut self,
        user: ResourceId,
        changes: BTreeMap<Field, FieldValue>,
    ) -> Result<Answer, Refusal> {
        let record = self
            .resource(user)
            .filter(|record| license_of(record) == LicenseType::ApiUser);
        let Some(record) = record else {
            return refuse(format!("There is no API user {user}."));
        };
        let held = self.level_of(record).map(|(id, _)| id);
        for (field, value) in &changes {
            self.check_change(*field, value, held)?;
        }
        if let Some(record) = self.record_mut(Entity::Resources, user.0) {
            for (field, value) in changes {
                record.insert(field.rest_name().to_owned(), json!(value));
            }
        }
        Ok(Answer::Saved)
    }

    fn check_change(
        &self,
        field: Field,
        value: &FieldValue,
        held: Option<LevelId>,
    ) -> Result<(), Refusal> {
        match (field, value) {
            (Field::Email | Field::FirstName | Field::LastName, FieldValue::Text(text)) => {
                check_text(field.rest_name(), text)
            }
            (Field::IsActive, FieldValue::Flag(_)) => Ok(()),
            (Field::LocationId, FieldValue::Number(id)) if self.locations.contains_key(id) => {
                Ok(())
            }
            (Field::UserType, FieldValue::Number(level)) => {
                self.check_level_for_api_user(LevelId(*level), held)
            }
            _ => refuse(format!("{} does not take {value}.", field.rest_name())),
        }
    }

    /// That the form's list has the level: active API-only ones, and the one held.
    pub(super) fn check_level_for_api_user(
        &self,
        id: LevelId,
        held: Option<LevelId>,
    ) -> Result<(), Refusal> {
        let level = self.known_level(id)?;
        if level.api_only && (level.active || held == Some(id)) {
            Ok(())
        } else {
            refuse(format!(
                "{} is not in the list: it shows active API-only security levels.",
                level.name
            ))
        }
    }

    /// The `userName` for a key of letters and digits at the primary domain that nobody has, active or not.
    fn check_key(&self, key: &str) -> Result<String, Refusal> {
        let local = match key.split_once('@') {
            Some((local, domain)) if domain.eq_ignore_ascii_case(&self.domain) => local,
            Some(_) | None => {
                return refuse(format!("Username (Key) must end in @{}.", self.domain));
            }
        };
        let longest = length_of("userName");
        let plain = local.chars().all(|c| c.is_ascii_alphanumeric());
        if local.is_empty() || local.len() > longest || !plain {
            return refuse("Username (Key) must have letters and digits before the domain.");
        }
        if self.resource_of_login(local).is_some() {
            return refuse(format!("Username (Key) {key} is already in use."));
        }
        Ok(local.to_owned())
    }

    fn location_named(&self, name: &str) -> Result<i64, Refusal> {
        let found = self.locations.iter().find(|(_, known)| *known == name);
        match found {
            Some((id, _)) => Ok(*id),
            None => refuse(format!("There is no internal location {name}.")),
        }
    }
}

/// That a required text is there and not too long; an e-mail address need not be real (`security.md` 4).
fn check_text(field: &str, text: &str) -> Result<(), Refusal> {
    let longest = length_of(field);
    if text.trim().is_empty() {
        refuse(format!("{field} is required."))
    } else if text.chars().count() > longest {
        refuse(format!("{field} takes no more than {longest} characters."))
    } else if field == "email" && !text.contains('@') {
        refuse(format!("{text} is not an e-mail address."))
    } else {
        Ok(())
    }
}

fn length_of(field: &str) -> usize {
    fields::find(Entity::Resources, field).map_or(0, |field| field.length)
}
