//! The form for API users.

use std::collections::BTreeMap;

use attune_model::catalogue::LicenseType;
use attune_model::{Field, FieldValue, LevelId, ResourceId, Secret};

use super::api_user_fields::length_of;
use super::{Answer, ApiUserContent, NewApiUser, Refusal, refuse};
use crate::tenant::{Entry, Login, Tenant, Tracking, license_of};

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
    /// What else the form holds; what is not there is as forms begin.
    pub(crate) fields: BTreeMap<Field, FieldValue>,
}

/// `API Tracking Identifier`.
pub(crate) enum TrackingChoice {
    /// `Integration Vendor`, by label.
    Vendor(String),
    /// `Custom (Internal Integration)`.
    Custom {
        /// `Internal Integration Name`.
        name: String,
        /// The identifier that the form generated.
        identifier: Secret,
    },
}

/// What the form for an existing API user changes.
pub(crate) struct ApiUserEdit {
    pub(crate) fields: BTreeMap<Field, FieldValue>,
    /// A new secret.
    pub(crate) secret: Option<Secret>,
    /// The vendor that the form shows, by label: it can only be the present one (`security.md` 4).
    pub(crate) vendor: Option<String>,
}

impl Tenant {
    /// Fills the form for a new API user and saves it.
    pub(super) fn save_new_api_user(&mut self, form: NewApiUser) -> Result<Answer, Refusal> {
        let NewApiUser {
            first_name,
            last_name,
            email,
            active,
            level,
            primary_internal_location,
            tracking,
            key,
            secret,
            fields,
        } = form;
        let tracking = match tracking {
            attune_model::Tracking::Vendor(label) => TrackingChoice::Vendor(label),
            attune_model::Tracking::Custom(name) => TrackingChoice::Custom {
                name,
                identifier: Secret::new(self.drafted_identifier()),
            },
        };
        self.save_api_user(ApiUserForm {
            first_name,
            last_name,
            email,
            active,
            level,
            location: primary_internal_location,
            tracking,
            key,
            secret: Secret::new(secret),
            fields,
        })
    }

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
            mut fields,
        } = form;
        let text = |text: &String| FieldValue::Text(text.clone());
        fields.extend([
            (Field::Email, text(&email)),
            (Field::FirstName, text(&first_name)),
            (Field::LastName, text(&last_name)),
            (Field::UserType, FieldValue::Number(level.0)),
        ]);
        for (field, value) in &fields {
            self.check_field(*field, value, None)?;
        }
        let user_name = self.check_key(&key)?;
        if secret.expose().is_empty() {
            return refuse("Password (Secret) is required.");
        }
        let location = match location {
            None => self.default_location(),
            Some(name) => self.location_named(&name)?,
        };
        let (tracking, integration_name) = match tracking {
            TrackingChoice::Custom { name, identifier } => (Tracking::Custom(identifier), name),
            TrackingChoice::Vendor(label) => match self.vendor_named(&label) {
                Some(vendor) => (Tracking::Vendor(vendor), String::new()),
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
        let login = Login {
            integration_name,
            ..Login::new(secret, tracking)
        };
        self.logins.insert(id, login);
        self.set_fields(id, fields);
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
                secret: None,
                vendor: None,
            },
        )
    }

    /// Presses `Generate Secret` on the form of an existing API user; nothing is saved.
    pub(super) fn draft_secret(&mut self, user: ResourceId) -> Result<Answer, Refusal> {
        let key = match self.resource(user) {
            Some(record) if license_of(record) == LicenseType::ApiUser => self.login_of(record),
            Some(_) | None => return refuse(format!("There is no API user {user}.")),
        };
        match self.draft_api_user(None) {
            Answer::Drafted { key: _, secret } => Ok(Answer::Drafted { key, secret }),
            other @ (Answer::Copied { .. }
            | Answer::Level(_)
            | Answer::ApiUser(_)
            | Answer::ProtectedData { .. }
            | Answer::Saved) => Ok(other),
        }
    }

    /// Saves the form of an existing API user with another secret, which ends the one before (`security.md` 4).
    pub(super) fn save_secret(
        &mut self,
        user: ResourceId,
        secret: String,
    ) -> Result<Answer, Refusal> {
        if secret.is_empty() {
            return refuse("Password (Secret) is required.");
        }
        self.edit_api_user(
            user,
            ApiUserEdit {
                fields: BTreeMap::new(),
                secret: Some(Secret::new(secret)),
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
            self.check_field(*field, value, held)?;
        }
        if vendor.is_some() && vendor.as_deref() != self.vendor_of(user) {
            return refuse("The integration vendor cannot be changed once the API user is saved.");
        }
        self.set_fields(user, fields);
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

    /// Shows the form of an API user.
    pub(super) fn read_api_user(&self, user: ResourceId) -> Result<Answer, Refusal> {
        let login = self.resource(user).zip(self.logins.get(&user));
        let Some((record, login)) = login else {
            return refuse(format!("There is no API user {user}."));
        };
        let tracking = match self.vendor_of(user) {
            Some(label) => attune_model::Tracking::Vendor(label.to_owned()),
            None => attune_model::Tracking::Custom(login.integration_name.clone()),
        };
        Ok(Answer::ApiUser(ApiUserContent {
            fields: self.fields_of(record, login),
            tracking,
        }))
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

    /// The `userName` for a key at the primary domain that nobody has, active or not.
    ///
    /// It has letters or digits and none of the characters that one guide lists (`security.md` 4); whether others are
    /// taken is not established.
    fn check_key(&self, key: &str) -> Result<String, Refusal> {
        let local = match key.split_once('@') {
            Some((local, domain)) if domain.eq_ignore_ascii_case(&self.domain) => local,
            Some(_) | None => {
                return refuse(format!("Username (Key) must end in @{}.", self.domain));
            }
        };
        let fits = |c: char| c.is_ascii_graphic() && !"()\"@,:;<>[\\]|`".contains(c);
        if local.len() > length_of("userName")
            || !local.chars().any(|c| c.is_ascii_alphanumeric())
            || !local.chars().all(fits)
        {
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
