//! `apiUsers`.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::catalogue::api_user_form::{Control, FIELDS};
use attune_model::catalogue::{ProtectedData, Status};
use attune_model::{DesiredApiUser, Handle, Tracking};

use crate::finding::Findings;
use crate::lower::block::blocks;
use crate::lower::credentials::{Delivery, Sinks};
use crate::lower::level::Levels;
use crate::lower::level_choice::{self, Holder};
use crate::reader::{Fields, Item};
use crate::rules::{email_shape, expiry_date, key_shape, one_of_two, rotation_days, unknown_word};

/// The longest name, in characters (`attune_model::DesiredApiUser`).
const LONGEST_NAME: usize = 50;

/// The API users of the manifest.
pub(super) struct ApiUsers {
    /// Those that could be read.
    pub(super) desired: BTreeMap<Handle, DesiredApiUser>,
    /// The handles of all.
    pub(super) declared: BTreeSet<Handle>,
}

/// Reads the section.
pub(super) fn lower(
    section: Option<Item<'_>>,
    levels: &Levels,
    mut sinks: Sinks<'_>,
    out: &mut Findings,
) -> ApiUsers {
    let mut users = ApiUsers {
        desired: BTreeMap::new(),
        declared: BTreeSet::new(),
    };
    for (handle, item) in blocks(section, out) {
        if let Some(user) = user(&handle, &item, levels, &mut sinks, out) {
            users.desired.insert(handle.clone(), user);
        }
        users.declared.insert(handle);
    }
    users
}

fn user(
    handle: &Handle,
    item: &Item<'_>,
    levels: &Levels,
    sinks: &mut Sinks<'_>,
    out: &mut Findings,
) -> Option<DesiredApiUser> {
    let mut fields = item.fields(out)?;
    let first_name = fields.required("firstName");
    let first_name = first_name.and_then(|item| item.text_up_to(LONGEST_NAME, out));
    let middle_name = fields.optional("middleName");
    let middle_name = middle_name.and_then(|item| item.text_up_to(LONGEST_NAME, out));
    let last_name = fields.required("lastName");
    let last_name = last_name.and_then(|item| item.text_up_to(LONGEST_NAME, out));
    let email = fields.required("email");
    let email = email.and_then(|item| address(&item, out));
    let email_type = choice(&mut fields, "emailType", "Email Type", out);
    let active = fields.optional("active").and_then(|item| item.boolean(out));
    let locked = fields.optional("locked").and_then(|item| item.boolean(out));
    let level = fields.required("securityLevel");
    let level = level.and_then(|item| level_choice::lower(&item, levels, Holder::ApiUser, out));
    let date_format = choice(&mut fields, "dateFormat", "Date Format", out);
    let time_format = choice(&mut fields, "timeFormat", "Time Format", out);
    let number_format = choice(&mut fields, "numberFormat", "Number Format", out);
    let location = fields
        .optional("primaryInternalLocation")
        .and_then(|item| item.text(out));
    let key_item = fields.optional("key");
    let key = key_item
        .as_ref()
        .and_then(|item| key_shape::read(item, out));
    let tracking = tracking(item, &mut fields, out);
    let lines = fields.optional("lineOfBusiness");
    let lines = lines.and_then(|item| lines_of_business(&item, out));
    let protected_data = fields.optional("protectedData");
    let protected_data = protected_data.and_then(|item| boxes(&item, out));
    let credentials = fields.optional("credentials");
    let delivery = credentials.and_then(|item| sinks.lower(handle, &item, out));
    let expires = fields.optional("expires");
    let expires = expires.and_then(|item| expiry_date::read(&item, out));
    let adopt = fields.optional("adopt").and_then(|item| item.boolean(out));
    fields.finish(out);
    let Lines {
        associated,
        view_unassigned,
    } = lines.unwrap_or_default();
    let overlap = delivery.as_ref().and_then(|it| it.overlap.as_ref());
    if let (Some(key), Some(overlap)) = (&key_item, overlap) {
        out.push(rotation_days::fixed_key(key, overlap));
    }
    let (credentials, credentials_max_age_days, rotation) = match delivery {
        Some(Delivery {
            sink,
            max_age_days,
            rotation,
            overlap: _,
        }) => (Some(sink), max_age_days, rotation),
        None => (None, None, None),
    };
    Some(DesiredApiUser {
        adopt: adopt.unwrap_or(false),
        first_name: first_name?.to_owned(),
        middle_name: middle_name.map(str::to_owned),
        last_name: last_name?.to_owned(),
        email: email?.to_owned(),
        email_type,
        active,
        locked,
        security_level: level?,
        date_format,
        time_format,
        number_format,
        primary_internal_location: location.map(str::to_owned),
        key,
        tracking,
        lines_of_business: associated,
        views_unassigned: view_unassigned,
        protected_data,
        credentials,
        credentials_max_age_days,
        rotation,
        expires,
    })
}

/// One e-mail address.
pub(super) fn address<'n>(item: &Item<'n>, out: &mut Findings) -> Option<&'n str> {
    let text = item.text(out)?;
    if email_shape::is_address(text) {
        Some(text)
    } else {
        out.refuse(email_shape::finding(item))
    }
}

/// A field of the form that takes one of a few words.
fn choice(
    fields: &mut Fields<'_>,
    key: &'static str,
    label: &str,
    out: &mut Findings,
) -> Option<String> {
    let item = fields.optional(key)?;
    let text = item.text(out)?;
    let known = FIELDS.iter().find(|field| field.label == label)?;
    match known.control {
        Control::Choice(words) if !words.contains(&text) => {
            // What only one guide shows may be part of a longer list.
            if known.status == Status::Confirmed {
                return out.refuse(unknown_word::finding(&item, words));
            }
            Some(text.to_owned())
        }
        Control::Choice(_)
        | Control::Text { .. }
        | Control::CheckBox
        | Control::Lookup
        | Control::Generated { .. }
        | Control::Shown { .. } => Some(text.to_owned()),
    }
}

/// A vendor's identifier or one of one's own.
fn tracking(block: &Item<'_>, fields: &mut Fields<'_>, out: &mut Findings) -> Option<Tracking> {
    let vendor = fields.optional("integrationVendor");
    let custom = fields.optional("customIntegration");
    match (vendor, custom) {
        (Some(vendor), None) => Some(Tracking::Vendor(vendor.text(out)?.to_owned())),
        (None, Some(custom)) => Some(Tracking::Custom(custom.text(out)?.to_owned())),
        (Some(vendor), Some(custom)) => out.refuse(one_of_two::finding(block, &vendor, &custom)),
        (None, None) => None,
    }
}

/// `lineOfBusiness`.
#[derive(Default)]
struct Lines {
    associated: Option<BTreeSet<String>>,
    view_unassigned: Option<bool>,
}

fn lines_of_business(item: &Item<'_>, out: &mut Findings) -> Option<Lines> {
    let mut fields = item.fields(out)?;
    let associated = fields.optional("associated");
    let associated = associated.and_then(|item| {
        let entries = item.list(out)?;
        Some(
            entries
                .iter()
                .filter_map(|entry| Some(entry.text(out)?.to_owned()))
                .collect(),
        )
    });
    let view_unassigned = fields.optional("viewUnassigned");
    let view_unassigned = view_unassigned.and_then(|item| item.boolean(out));
    fields.finish(out);
    Some(Lines {
        associated,
        view_unassigned,
    })
}

/// The boxes of the page `Protected Data Permission`, with those that each of them ticks as well.
fn boxes(item: &Item<'_>, out: &mut Findings) -> Option<BTreeSet<ProtectedData>> {
    let mut boxes = BTreeSet::new();
    for entry in item.list(out)? {
        let word = entry.node.text();
        let found = ProtectedData::ALL
            .into_iter()
            .find(|known| Some(known.word()) == word);
        match found {
            Some(found) => {
                boxes.insert(found);
                boxes.extend(found.implies());
            }
            None => out.push(unknown_word::finding(
                &entry,
                &ProtectedData::ALL.map(ProtectedData::word),
            )),
        }
    }
    Some(boxes)
}
