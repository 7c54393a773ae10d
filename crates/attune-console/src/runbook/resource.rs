//! Visits to the pages of people and API users.

use std::collections::BTreeMap;

use attune_model::{ApiUserForm, CheckTask, CredentialSink, Field, FieldChange, LevelRef, Person};

use super::escape::escape;
use super::visit::{Row, Visit};
use super::{label, page};

/// Fills the form for a new API user (`security.md` 4).
pub(super) fn create_api_user(form: &ApiUserForm, credentials: &CredentialSink) -> Visit {
    let ApiUserForm {
        first_name,
        last_name,
        email,
        active,
        level,
        primary_internal_location,
        integration_vendor,
    } = form;
    let row = |place: &str, target: String| Row::new(place, "", target);
    let location = primary_internal_location
        .as_deref()
        .map_or_else(|| "leave the default".to_owned(), bold);
    let CredentialSink::File(file) = credentials;
    Visit {
        place: page::NEW_API_USER,
        actions: vec![
            "Fill the form with these values. Do not save yet.".to_owned(),
            format!(
                "Put key and secret into {}, which only its owner may read, as JSON with `formatVersion` 1, `tenant`, `apiUser`, \
                 `userName` (the key) and `secret`. They belong nowhere else, not in this list, a ticket or a chat; the page never shows \
                 the secret again.",
                bold(&file.display().to_string())
            ),
            "Save.".to_owned(),
        ],
        rows: vec![
            row("First Name", bold(first_name)),
            row("Last Name", bold(last_name)),
            row("Email Address", bold(email)),
            row("Active", format!("**{}**", label::ticked(*active))),
            row("Security Level", label::level(level)),
            row("Primary Internal Location", location),
            row("Username (Key)", "press Generate Key".to_owned()),
            row("Password (Secret)", "press Generate Secret".to_owned()),
            row("API Tracking Identifier > Integration Vendor", bold(integration_vendor)),
        ],
        limits: vec![
            "Security Level offers active API-only levels only.".to_owned(),
            "A key may not belong to any other user, not even an inactive one; its domain is the primary one of the database."
                .to_owned(),
            "A secret must meet Site Setup > Password Requirements.".to_owned(),
            "Once saved, the vendor cannot be changed and the user cannot be deleted, only inactivated.".to_owned(),
        ],
        checks: vec![
            "REST lists an API user with this name, address and level; it can take up to five minutes.".to_owned(),
            "Key and secret are accepted at a sign-in.".to_owned(),
            "REST never shows the vendor: compare it before you save.".to_owned(),
        ],
    }
}

/// Changes fields of an API user.
pub(super) fn update_api_user(user: &Person, fields: &BTreeMap<Field, FieldChange>) -> Visit {
    let rows = fields
        .iter()
        .map(|(field, FieldChange { before, after })| {
            let after = format!("**{}**", label::field_value(after));
            Row::new(label::field(*field), label::field_value(before), after)
        })
        .collect();
    Visit {
        place: page::RESOURCES,
        actions: vec![
            format!("Open the API user {} for editing.", person(user)),
            "Set these values, leave key, secret and vendor alone, and save.".to_owned(),
        ],
        rows,
        limits: vec!["Security Level offers active API-only levels only.".to_owned()],
        checks: vec!["REST reports each of these fields.".to_owned()],
    }
}

/// Gives a person or API user another level (`security.md` 5).
pub(super) fn assign_level(who: &Person, before: &LevelRef, after: &LevelRef) -> Visit {
    Visit {
        place: page::RESOURCES,
        actions: vec![
            format!("Open {} with Edit and go to the tab Security.", person(who)),
            "Choose the level and save.".to_owned(),
        ],
        rows: vec![Row::new(
            "Security > Security Level",
            label::level(before),
            label::level(after),
        )],
        limits: vec![
            "The list offers active levels only.".to_owned(),
            "API users take API-only levels, co-managing users those of the co-managed licence."
                .to_owned(),
        ],
        checks: vec!["REST reports the level that the resource holds.".to_owned()],
    }
}

/// Needs no visit: attune does it.
pub(super) fn check(task: &CheckTask) -> Visit {
    Visit {
        place: "",
        actions: vec!["Nothing to do at the console: attune does this over REST once the steps before it are done.".to_owned()],
        rows: Vec::new(),
        limits: Vec::new(),
        checks: vec![format!(
            "A ticket and a note that {} creates show {} as their author.",
            bold(task.api_user.as_str()),
            person(&task.acts_as)
        )],
    }
}

fn person(person: &Person) -> String {
    let Person { id, name, email } = person;
    format!("{} ({}, number {id})", bold(name), escape(email))
}

fn bold(text: &str) -> String {
    format!("**{}**", escape(text))
}
