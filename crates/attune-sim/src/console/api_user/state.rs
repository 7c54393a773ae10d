//! What the form holds.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{Field, FieldValue, LevelId, Secret};

use crate::console::posted::Posted;
use crate::tenant::{Login, Record, Tenant, Tracking, is_active, text_of};

/// The radio button `Integration Vendor`.
pub(super) const VENDOR: &str = "vendor";
/// The radio button `Custom (Internal Integration)`.
pub(super) const CUSTOM: &str = "custom";

/// The form's values. It has no `Debug`: one of them is a secret.
pub(super) struct State {
    pub(super) first_name: String,
    pub(super) middle_name: String,
    pub(super) last_name: String,
    pub(super) email: String,
    /// In the word of the form.
    pub(super) email_type: String,
    pub(super) active: bool,
    pub(super) locked: bool,
    pub(super) level: Option<LevelId>,
    pub(super) date_format: String,
    pub(super) time_format: String,
    pub(super) number_format: String,
    /// By name.
    pub(super) location: String,
    pub(super) key: String,
    /// Empty where none was generated or typed on this page.
    pub(super) secret: Secret,
    pub(super) kind: String,
    /// The vendor's label.
    pub(super) vendor: String,
    pub(super) identifier: Secret,
    pub(super) integration_name: String,
    /// The list `Associated`.
    pub(super) lines_of_business: BTreeSet<String>,
    pub(super) sees_unassigned: bool,
}

impl State {
    /// As a new form begins.
    pub(super) fn new(tenant: &Tenant, vendor: &str) -> Self {
        let location = tenant.locations.get(&tenant.default_location());
        Self {
            first_name: String::new(),
            middle_name: String::new(),
            last_name: String::new(),
            email: String::new(),
            email_type: "Primary".to_owned(),
            active: true,
            locked: false,
            level: None,
            date_format: "MM/dd/yyyy".to_owned(),
            time_format: "hh:mm a".to_owned(),
            number_format: "X,XXX.XX".to_owned(),
            location: location.cloned().unwrap_or_default(),
            key: String::new(),
            secret: Secret::new(""),
            kind: VENDOR.to_owned(),
            vendor: vendor.to_owned(),
            identifier: Secret::new(tenant.drafted_identifier()),
            integration_name: String::new(),
            lines_of_business: BTreeSet::new(),
            sees_unassigned: true,
        }
    }

    /// As an API user is stored; its secret is never shown again.
    pub(super) fn of(tenant: &Tenant, record: &Record, login: Option<&Login>) -> Self {
        let text = |field| text_of(record, field).to_owned();
        let location = record
            .get("locationID")
            .and_then(serde_json::Value::as_i64)
            .and_then(|id| tenant.locations.get(&id));
        let (kind, vendor, identifier) = match login.map(|login| &login.tracking) {
            Some(Tracking::Custom(identifier)) => (CUSTOM, "", identifier.clone()),
            Some(Tracking::Vendor(id)) => {
                let vendor = tenant.vendors.get(id);
                let label = vendor.map_or("", |vendor| vendor.label.as_str());
                (VENDOR, label, Secret::new(""))
            }
            None => ("", "", Secret::new("")),
        };
        Self {
            first_name: text("firstName"),
            middle_name: text("middleName"),
            last_name: text("lastName"),
            email: text("email"),
            email_type: tenant.word(Field::EmailTypeCode, text_of(record, "emailTypeCode")),
            active: is_active(record),
            locked: login.is_some_and(|login| login.locked),
            level: tenant.level_of(record).map(|(id, _)| id),
            date_format: text("dateFormat"),
            time_format: text("timeFormat"),
            number_format: text("numberFormat"),
            location: location.cloned().unwrap_or_default(),
            key: tenant.login_of(record),
            secret: Secret::new(""),
            kind: kind.to_owned(),
            vendor: vendor.to_owned(),
            identifier,
            integration_name: login
                .map_or_else(String::new, |login| login.integration_name.clone()),
            lines_of_business: login
                .map(|login| login.lines_of_business.clone())
                .unwrap_or_default(),
            sees_unassigned: login.is_some_and(|login| login.sees_unassigned),
        }
    }

    /// As a form was sent; `before` holds what a page shows without letting it be changed.
    pub(super) fn sent(tenant: &Tenant, posted: &Posted, before: Self) -> Self {
        let or = |key: &str, before: String| posted.get(key).map_or(before, str::to_owned);
        let identifier = posted.secret("identifier");
        let level = posted
            .level("level")
            .filter(|id| tenant.levels.contains_key(id));
        Self {
            first_name: posted.text("first-name"),
            middle_name: posted.text("middle-name"),
            last_name: posted.text("last-name"),
            email: posted.text("email"),
            email_type: or("email-type", before.email_type),
            active: posted.flag("active"),
            locked: posted.flag("locked"),
            level,
            date_format: or("date-format", before.date_format),
            time_format: or("time-format", before.time_format),
            number_format: or("number-format", before.number_format),
            location: or("location", before.location),
            key: or("key", before.key).trim().to_owned(),
            secret: posted.secret("secret"),
            kind: or("tracking", before.kind),
            vendor: or("vendor", before.vendor),
            identifier: if identifier.expose().is_empty() {
                before.identifier
            } else {
                identifier
            },
            integration_name: or("integration-name", before.integration_name),
            lines_of_business: tenant
                .lines_of_business
                .iter()
                .filter(|line| posted.flag(&line_key(line)))
                .cloned()
                .collect(),
            sees_unassigned: posted.flag("sees-unassigned"),
        }
    }

    /// The fields that both forms have in common, beyond names, address, level and internal location.
    pub(super) fn fields(&self) -> BTreeMap<Field, FieldValue> {
        let text = |text: &String| FieldValue::Text(text.clone());
        BTreeMap::from([
            (Field::DateFormat, text(&self.date_format)),
            (Field::EmailTypeCode, text(&self.email_type)),
            (
                Field::LinesOfBusiness,
                FieldValue::List(self.lines_of_business.clone()),
            ),
            (Field::Locked, FieldValue::Flag(self.locked)),
            (Field::MiddleName, text(&self.middle_name)),
            (Field::NumberFormat, text(&self.number_format)),
            (Field::TimeFormat, text(&self.time_format)),
            (
                Field::ViewsUnassigned,
                FieldValue::Flag(self.sees_unassigned),
            ),
        ])
    }
}

/// The key of a line of business among the boxes of the list `Associated`.
pub(super) fn line_key(line: &str) -> String {
    format!("line-of-business {line}")
}
