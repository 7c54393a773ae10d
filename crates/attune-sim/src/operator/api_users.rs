//! The form for API users.

use std::collections::BTreeMap;

use attune_model::catalogue::LicenseType;
use attune_model::{Field, FieldValue, LevelId, ResourceId, Secret};
use serde_json::json;

use super::{Answer, Refusal, refuse};
use crate::fields;
use crate::tenant::{Entity, Entry, Login, Tenant, Tracking, license_of};

/// What the form for a new API user holds. It has no `Debug`: one of its fields is a secret.
pub(crate) struct ApiUserForm {
    pub(crate) first_name: String,
    pub(crate) last_name: String,
    pub(crate) email: String,
    pub(crate) active: bool,
    pub(crate) level: LevelId,
    /// `Primary Internal Location`, by name; none for the default.
    pub(crate) location: Option<String>,
    pub(crate) tracking: TrackingChoice,
    pub(crate) key: String,
    pub(crate) secret: Secret,
    pub(crate) details: ApiUserDetails,
}

/// `API Tracking Identifier`.
pub(crate) enum TrackingChoice {
    /// `Integration Vendor`, by label.
    Vendor(String),
    /// `Custom (Internal Integration)` with the identifier that the form generated.
    Custom(Secret),
}

/// What else the form holds; what is none stays as it is, or as forms begin.
#[derive(Default)]
pub(crate) struct ApiUserDetails {
    pub(crate) middle_name: Option<String>,
    pub(crate) locked: Option<bool>,
    pub(crate) date_format: Option<String>,
    pub(crate) time_format: Option<String>,
    pub(crate) number_format: Option<String>,
    /// `Internal Integration Name`, for custom tracking identifiers.
    pub(crate) integration_name: Option<String>,
    /// `Resource can view items with no assigned Line of Business`.
    pub(crate) sees_unassigned: Option<bool>,
}

/// What the form for an existing API user changes.
pub(crate) struct ApiUserEdit {
    pub(crate) fields: BTreeMap<Field, FieldValue>,
    pub(crate) details: ApiUserDetails,
    /// A new secret.
    pub(crate) secret: Option<Secret>,
    /// The vendor that the form shows, by label: it can only be the present one (`security.md` 4).
    pub(crate) vendor: Option<String>,
}

impl ApiUserDetails {
    /// The fields of the record among them, by their names there.
    fn texts(&self) -> impl Iterator<Item = (&'static str, &String)> {
        [
            ("middleName", &self.middle_name),
            ("dateFormat", &self.date_format),
            ("timeFormat", &self.time_format),
            ("numberFormat", &self.number_format),
        ]
        .into_iter()
        .filter_map(|(field, text)| Some((field, text.as_ref()?)))
    }
}

impl Tenant {
    /// Saves a new API user.
    pub(crate) fn save_api_user(&mut self, form: ApiUserForm) -> Result<Answer, Refusal> {
        let ApiUserForm {
            first_name,
            last_name,
            email,
            active,
            level,
            location,
            tracking,
            key,
            secret,
            details,
        } = form;
        check_text("firstName", &first_name)?;
        check_text("lastName", &last_name)?;
        check_text("email", &email)?;
        self.check_details(&details)?;
        self.check_level_for_api_user(level, None)?;
        let user_name = self.check_key(&key)?;
        if secret.expose().is_empty() {
            return refuse("Password (Secret) is required.");
        }
        let location = match location {
            None => self.default_location(),
            Some(name) => self.location_named(&name)?,
        };
        let tracking = match tracking {
            TrackingChoice::Custom(identifier) => Tracking::Custom(identifier),
            TrackingChoice::Vendor(label) => match self.vendor_named(&label) {
                Some(vendor) => Tracking::Vendor(vendor),
                None => {
                    return refuse(format!(
                        "{label} is not in the list of integration vendors."
                    ));
                }
            },
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
        self.logins.insert(id, Login::new(secret, tracking));
        self.set_details(id, &details);
        Ok(Answer::Saved)
    }

    /// Saves changes to an API user: all of them or none.
    pub(super) fn update_api_user(
        &mut self,
        user: ResourceId,
        fields: BTreeMap<Field, FieldValue>,
    ) -> Result<Answer, Refusal> {
        self.edit_api_user(
            user,
            ApiUserEdit {
                fields,
                details: ApiUserDetails::default(),
                secret: None,
                vendor: None,
            },
        )
    }

    /// Saves the form of an existing API user: all of it or nothing.
    pub(crate) fn edit_api_user(
        &mut self,
        user: ResourceId,
        edit: ApiUserEdit,
    ) -> Result<Answer, Refusal> {
        let ApiUserEdit {
            fields,
            details,
            secret,
            vendor,
        } = edit;
        let record = self
            .resource(user)
            .filter(|record| license_of(record) == LicenseType::ApiUser);
        let Some(record) = record else {
            return refuse(format!("There is no API user {user}."));
        };
        let held = self.level_of(record).map(|(id, _)| id);
        for (field, value) in &fields {
            self.check_change(*field, value, held)?;
        }
        self.check_details(&details)?;
        if vendor.is_some() && vendor.as_deref() != self.vendor_of(user) {
            return refuse("The integration vendor cannot be changed once the API user is saved.");
        }
        if let Some(record) = self.record_mut(Entity::Resources, user.0) {
            for (field, value) in fields {
                record.insert(field.rest_name().to_owned(), json!(value));
            }
        }
        self.set_details(user, &details);
        if let (Some(secret), Some(login)) = (secret, self.logins.get_mut(&user)) {
            login.secret = secret;
        }
        Ok(Answer::Saved)
    }

    /// The label of an API user's vendor; none where it has a custom tracking identifier.
    pub(crate) fn vendor_of(&self, user: ResourceId) -> Option<&str> {
        match &self.logins.get(&user)?.tracking {
            Tracking::Vendor(vendor) => Some(&self.vendors.get(vendor)?.label),
            Tracking::Custom(_) => None,
        }
    }

    fn check_details(&self, details: &ApiUserDetails) -> Result<(), Refusal> {
        for (field, text) in details.texts() {
            let Some(spec) = fields::find(Entity::Resources, field) else {
                continue;
            };
            let known = spec.picklist.is_none_or(|picklist| {
                let mut choices = picklist.choices(self).into_iter();
                choices.any(|choice| choice.value == *text)
            });
            if !known || text.chars().count() > spec.length {
                return refuse(format!("{field} does not take {text}."));
            }
        }
        Ok(())
    }

    fn set_details(&mut self, user: ResourceId, details: &ApiUserDetails) {
        if let Some(record) = self.record_mut(Entity::Resources, user.0) {
            for (field, text) in details.texts() {
                record.insert(field.to_owned(), json!(text));
            }
        }
        if let Some(login) = self.logins.get_mut(&user) {
            login.locked = details.locked.unwrap_or(login.locked);
            if let Some(name) = &details.integration_name {
                login.integration_name.clone_from(name);
            }
            login.sees_unassigned = details.sees_unassigned.unwrap_or(login.sees_unassigned);
        }
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
