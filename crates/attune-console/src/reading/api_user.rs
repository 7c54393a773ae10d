//! The form of an API user.

use std::collections::{BTreeMap, BTreeSet};

use attune_apply::ports::ApiUserContent;
use attune_model::catalogue::Terms;
use attune_model::catalogue::api_user_form::API_TRACKING_IDENTIFIER;
use attune_model::{Field, FieldValue, LevelId, LevelName, ResourceId, Tracking};

use super::level_name::level_name;
use super::only::only;
use super::{PageError, Unknown, fingerprint, guard, value};
use crate::extract::{Control, Extract, Holds, List, plain};
use crate::locators::known::{CUSTOM, CUSTOM_NAME, KEY, VENDOR};
use crate::locators::{Locators, PageKind};

/// What the form of an API user shows. Secret and tracking identifier are never part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiUserReading {
    /// The API user's number, where the address says; none on the form for a new one.
    pub id: Option<ResourceId>,
    /// The fields that the page shows, but for the two below, which it shows by name.
    pub fields: BTreeMap<Field, FieldValue>,
    /// `Security Level`, where one is chosen.
    pub level: Option<LevelName>,
    /// `Primary Internal Location`, where one is chosen.
    pub location: Option<String>,
    /// `Username (Key)`.
    pub key: Option<String>,
    /// The vendor, or the name of the custom integration, where the page shows one.
    pub tracking: Option<Tracking>,
    /// The language of the page.
    pub language: String,
    /// What the page shows and attune does not know.
    pub unknown: Vec<Unknown>,
    /// The labels that the page should have and does not.
    pub missing: Vec<&'static str>,
    /// A digest of the words of all controls, not of their values.
    pub fingerprint: String,
}

impl ApiUserReading {
    /// The same with numbers in place of names: those of the tenant's levels and internal locations, which REST knows.
    ///
    /// # Errors
    /// [`PageError::Name`] where a name is nobody's or several have it, [`PageError::Missing`] where the page shows no
    /// tracking identifier.
    pub fn content(
        &self,
        levels: &BTreeMap<LevelId, LevelName>,
        locations: &BTreeMap<i64, String>,
    ) -> Result<ApiUserContent, PageError> {
        let mut fields = self.fields.clone();
        if let Some(level) = &self.level {
            let named = levels.iter().filter(|(_, name)| *name == level);
            let number = one(Field::UserType, level.as_str(), named.map(|(id, _)| id.0))?;
            fields.insert(Field::UserType, FieldValue::Number(number));
        }
        if let Some(location) = &self.location {
            let named = locations
                .iter()
                .filter(|(_, name)| plain(name) == *location);
            let number = one(Field::LocationId, location, named.map(|(id, _)| *id))?;
            fields.insert(Field::LocationId, FieldValue::Number(number));
        }
        let tracking = self.tracking.clone();
        let missing = || PageError::Missing(API_TRACKING_IDENTIFIER.to_owned());
        Ok(ApiUserContent {
            fields,
            tracking: tracking.ok_or_else(missing)?,
        })
    }
}

/// Reads the form of an API user, or the one for a new API user.
///
/// # Errors
/// [`PageError`] where it is another page, where words stand there twice, or where a value cannot be understood.
pub fn read_api_user(extract: &Extract, locators: &Locators) -> Result<ApiUserReading, PageError> {
    let page = guard::expect(
        extract,
        locators,
        &[PageKind::ApiUser, PageKind::NewApiUser],
    )?;
    let mut form = Form {
        extract,
        locators,
        claimed: BTreeSet::new(),
        missing: Vec::new(),
    };
    let mut fields = BTreeMap::new();
    for field in [
        Field::FirstName,
        Field::MiddleName,
        Field::LastName,
        Field::Email,
        Field::EmailTypeCode,
        Field::DateFormat,
        Field::TimeFormat,
        Field::NumberFormat,
    ] {
        if let Some(text) = form.text(field.label())? {
            fields.insert(field, FieldValue::Text(text));
        }
    }
    for field in [Field::IsActive, Field::Locked, Field::ViewsUnassigned] {
        if let Some(flag) = form.flag(field.label())? {
            fields.insert(field, FieldValue::Flag(flag));
        }
    }
    if let Some(lines) = form.lines_of_business()? {
        fields.insert(Field::LinesOfBusiness, FieldValue::List(lines));
    }
    let level = form.text(Field::UserType.label())?;
    let location = form.text(Field::LocationId.label())?;
    let key = form.text(KEY)?.filter(|key| !key.is_empty());
    let tracking = form.tracking()?;
    Ok(ApiUserReading {
        id: guard::id(extract, locators, page).map(ResourceId),
        fields,
        level: level.map(|shown| level_name(&shown, locators)),
        location,
        key,
        tracking,
        language: locators.language().to_owned(),
        unknown: form.others(),
        missing: form.missing,
        fingerprint: fingerprint::of(&extract.controls),
    })
}

/// The only number, or an error that says how many there are.
fn one(field: Field, name: &str, mut numbers: impl Iterator<Item = i64>) -> Result<i64, PageError> {
    match (numbers.next(), numbers.count()) {
        (Some(number), 0) => Ok(number),
        (first, others) => Err(PageError::Name {
            label: field.label().to_owned(),
            name: name.to_owned(),
            count: others + usize::from(first.is_some()),
        }),
    }
}

/// The one control of a form with this label, if there is one.
///
/// # Errors
/// [`PageError::Ambiguous`] where there are several.
pub fn control_of_form<'a>(
    extract: &'a Extract,
    locators: &Locators,
    label: &str,
) -> Result<Option<&'a Control>, PageError> {
    let found = find_control(extract, locators, label)?;
    Ok(found.map(|(_, control)| control))
}

/// The same with its position; a choice may have the heading above it for a label.
fn find_control<'a>(
    extract: &'a Extract,
    locators: &Locators,
    label: &str,
) -> Result<Option<(usize, &'a Control)>, PageError> {
    let is = |words: &str| locators.is(words, label, &Terms::default());
    only(extract.controls.iter().enumerate().filter(|(_, control)| {
        let at = &control.at;
        let headed = matches!(control.holds, Holds::Radio(_)) && at.row.is_empty();
        is(&at.row) || (headed && is(&at.section))
    }))
}

/// The controls of the form, and which of them were understood.
struct Form<'a> {
    extract: &'a Extract,
    locators: &'a Locators,
    claimed: BTreeSet<usize>,
    missing: Vec<&'static str>,
}

impl<'a> Form<'a> {
    fn is(&self, words: &str, label: &str) -> bool {
        self.locators.is(words, label, &Terms::default())
    }

    /// The one control with this label, if there is one.
    fn look(&mut self, label: &str) -> Result<Option<&'a Control>, PageError> {
        let found = find_control(self.extract, self.locators, label)?;
        Ok(found.map(|(position, control)| {
            self.claimed.insert(position);
            control
        }))
    }

    /// The same, noted as missing where there is none.
    fn find(&mut self, label: &'static str) -> Result<Option<&'a Control>, PageError> {
        let found = self.look(label)?;
        if found.is_none() {
            self.missing.push(label);
        }
        Ok(found)
    }

    /// What stands in a field; none where there is no field, or where nothing is chosen.
    fn text(&mut self, label: &'static str) -> Result<Option<String>, PageError> {
        let Some(control) = self.find(label)? else {
            return Ok(None);
        };
        match &control.holds {
            Holds::Box(_) | Holds::List(_) => Err(value::not_understood(control, "a text")),
            holds @ (Holds::Choice(_)
            | Holds::Radio(_)
            | Holds::Text(_)
            | Holds::Number(_)
            | Holds::Fixed(_)) => Ok(value::text(holds).map(str::to_owned)),
        }
    }

    fn flag(&mut self, label: &'static str) -> Result<Option<bool>, PageError> {
        let Some(control) = self.find(label)? else {
            return Ok(None);
        };
        let flag = value::flag(&control.holds, self.locators);
        flag.map(Some)
            .ok_or_else(|| value::not_understood(control, "a box"))
    }

    /// The list `Associated`: a list, or a box for each line of business below that heading. A fixed text says that there
    /// are none. How the real list is made is not established.
    fn lines_of_business(&mut self) -> Result<Option<BTreeSet<String>>, PageError> {
        let label = Field::LinesOfBusiness.label();
        let mut lines = BTreeSet::new();
        let mut boxes = 0;
        for (position, control) in self.extract.controls.iter().enumerate() {
            if self.is(&control.at.group, label)
                && let Holds::Box(on) = control.holds
            {
                // The last box of the section stands below that heading and is another field.
                if self.is(&control.at.row, Field::ViewsUnassigned.label()) {
                    continue;
                }
                boxes += 1;
                self.claimed.insert(position);
                match on {
                    Some(true) => {
                        lines.insert(control.at.row.clone());
                    }
                    Some(false) => {}
                    None => return Err(value::not_understood(control, "a box")),
                }
            }
        }
        if boxes > 0 {
            return Ok(Some(lines));
        }
        let Some(control) = self.find(label)? else {
            return Ok(None);
        };
        match &control.holds {
            Holds::List(List { chosen, options: _ }) => Ok(Some(chosen.iter().cloned().collect())),
            Holds::Fixed(_) => Ok(Some(lines)),
            Holds::Box(_)
            | Holds::Choice(_)
            | Holds::Radio(_)
            | Holds::Text(_)
            | Holds::Number(_) => Err(value::not_understood(control, "a list")),
        }
    }

    /// What was chosen: the form of a saved API user shows only that; the one for a new user shows a choice and both.
    fn tracking(&mut self) -> Result<Option<Tracking>, PageError> {
        let kind = self.look(API_TRACKING_IDENTIFIER)?;
        let by_vendor = kind.map(|control| self.is_by_vendor(control)).transpose()?;
        let by_vendor = by_vendor.flatten();
        let mut said = |label| {
            let control = self.look(label)?;
            Ok(control.and_then(|control| value::text(&control.holds)))
        };
        let vendor = said(VENDOR)?.filter(|vendor| !vendor.is_empty());
        // An integration of one's own may have no name.
        let custom = said(CUSTOM_NAME)?;
        match (by_vendor, vendor, custom) {
            (Some(true), vendor, _) | (None, vendor @ Some(_), None) => {
                Ok(vendor.map(|vendor| Tracking::Vendor(vendor.to_owned())))
            }
            (Some(false), _, custom) | (None, None, custom) => {
                if custom.is_none() && kind.is_none() {
                    self.missing.push(API_TRACKING_IDENTIFIER);
                }
                Ok(custom.map(|name| Tracking::Custom(name.to_owned())))
            }
            (None, Some(_), Some(_)) => Err(PageError::Missing(API_TRACKING_IDENTIFIER.to_owned())),
        }
    }

    /// Whether the choice of an identifier is that of a vendor; none where nothing is chosen.
    fn is_by_vendor(&self, control: &Control) -> Result<Option<bool>, PageError> {
        match value::text(&control.holds) {
            None => Ok(None),
            Some(chosen) if self.is(chosen, VENDOR) => Ok(Some(true)),
            Some(chosen) if self.is(chosen, CUSTOM) => Ok(Some(false)),
            Some(_) => Err(value::not_understood(
                control,
                "a vendor or a custom integration",
            )),
        }
    }

    fn others(&self) -> Vec<Unknown> {
        let controls = self.extract.controls.iter().enumerate();
        controls
            .filter(|(position, _)| !self.claimed.contains(position))
            .map(|(_, control)| Unknown::of_form(control, self.locators))
            .collect()
    }
}
