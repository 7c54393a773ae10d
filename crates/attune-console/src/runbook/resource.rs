//! Visits to the pages of people and API users.

use std::collections::BTreeMap;

use attune_model::{
    ApiUserForm, ApiUserRef, CheckTask, CredentialSink, Field, FieldChange, FieldValue, LevelRef,
    Person, Tracking,
};

use super::escape::escape;
use super::visit::{Row, Visit};
use super::{label, page};

/// Nothing to do on any page: attune notes it by itself.
pub(super) fn adopt() -> Visit {
    Visit {
        place: "",
        actions: vec![
            "Nothing to do at the console; the next apply notes it in the ledger.".to_owned(),
        ],
        rows: Vec::new(),
        limits: Vec::new(),
        checks: vec!["REST lists it.".to_owned()],
    }
}

/// Fills the form for a new API user (`security.md` 4).
pub(super) fn create_api_user(form: &ApiUserForm, credentials: &CredentialSink) -> Visit {
    Visit {
        place: page::NEW_API_USER,
        actions: vec![
            "Fill the form with these values. Do not save yet.".to_owned(),
            format!(
                "Put key and secret {}, as JSON with `formatVersion` 1, `tenant`, `apiUser`, `userName` (the key) and `secret`. They \
                 belong nowhere else, not in this list, a ticket or a chat; the page never shows the secret again.",
                place_of(credentials)
            ),
            "Save.".to_owned(),
        ],
        rows: form_rows(form),
        limits: vec![
            "Security Level offers active API-only levels only.".to_owned(),
            "A key may not belong to any other user, not even an inactive one; its domain is the primary one of the database."
                .to_owned(),
            "A secret must meet Site Setup > Password Requirements.".to_owned(),
            "Once saved, the tracking identifier cannot be changed and the user cannot be deleted, only inactivated.".to_owned(),
        ],
        checks: vec![
            "REST lists an API user with this name, address and level; it can take up to five minutes.".to_owned(),
            "Key and secret are accepted at a sign-in.".to_owned(),
            "REST never shows the tracking identifier: compare it before you save.".to_owned(),
        ],
    }
}

/// Where the operator puts key and secret.
fn place_of(credentials: &CredentialSink) -> String {
    match credentials {
        CredentialSink::File(file) => format!(
            "into {}, which only its owner may read",
            bold(&file.display().to_string())
        ),
        CredentialSink::Age { file, recipients } => format!(
            "into {}, encrypted with age for {}",
            bold(&file.display().to_string()),
            recipients
                .iter()
                .map(|one| bold(one))
                .collect::<Vec<_>>()
                .join(", ")
        ),
        CredentialSink::Exec(exec) => format!(
            "on the standard input of {}",
            bold(&exec.filled(&exec.store).join(" "))
        ),
        CredentialSink::Keyring { service, user } => format!(
            "into the keyring, service {}, user {}",
            bold(service),
            bold(user)
        ),
    }
}

/// Takes an API user out of service whose place another one took.
pub(super) fn retire_api_user(user: &Person, successor: &ApiUserRef) -> Visit {
    Visit {
        place: page::RESOURCES,
        actions: vec![
            format!(
                "Make sure that {} works: its vendor has the new key and secret, and calls come in.",
                escape(&successor.to_string())
            ),
            format!(
                "Open the API user {} (resource {}) and untick {}.",
                escape(&user.to_string()),
                user.id,
                bold("Active")
            ),
            "Save.".to_owned(),
        ],
        rows: Vec::new(),
        limits: vec!["It cannot be deleted, and its key is never free again.".to_owned()],
        checks: vec!["REST reports it as inactive.".to_owned()],
    }
}

/// What is filled in, in the order of the form; optional fields only where they are asked for.
fn form_rows(form: &ApiUserForm) -> Vec<Row> {
    let ApiUserForm {
        first_name,
        middle_name,
        last_name,
        email,
        email_type,
        active,
        locked,
        level,
        date_format,
        time_format,
        number_format,
        primary_internal_location,
        key,
        tracking,
        lines_of_business,
        views_unassigned,
    } = form;
    let flag = |flag: bool| format!("**{}**", label::ticked(flag));
    let text = |text: &Option<String>| text.as_deref().map(bold);
    let location =
        text(primary_internal_location).unwrap_or_else(|| "leave the default".to_owned());
    let typed = key.as_deref().map_or_else(
        || "press Generate Key".to_owned(),
        |key| format!("type {}, the domain stays", bold(key)),
    );
    let (kind, name) = match tracking {
        Tracking::Vendor(vendor) => ("Integration Vendor", vendor),
        Tracking::Custom(name) => (
            "Custom (Internal Integration) > Internal Integration Name",
            name,
        ),
    };
    let lines = lines_of_business
        .clone()
        .map(|lines| format!("**{}**", label::field_value(&FieldValue::List(lines))));
    let at = |field: Field, target: Option<String>| {
        target.map(|target| Row::new(label::field(field), "", target))
    };
    let of = |place: &str, target: String| Some(Row::new(place, "", target));
    [
        at(Field::FirstName, Some(bold(first_name))),
        at(Field::MiddleName, text(middle_name)),
        at(Field::LastName, Some(bold(last_name))),
        at(Field::Email, Some(bold(email))),
        at(Field::EmailTypeCode, text(email_type)),
        at(Field::IsActive, Some(flag(*active))),
        at(Field::Locked, locked.map(flag)),
        at(Field::UserType, Some(label::level(level))),
        at(Field::DateFormat, text(date_format)),
        at(Field::TimeFormat, text(time_format)),
        at(Field::NumberFormat, text(number_format)),
        at(Field::LocationId, Some(location)),
        of("Username (Key)", typed),
        of("Password (Secret)", "press Generate Secret".to_owned()),
        of(&format!("API Tracking Identifier > {kind}"), bold(name)),
        at(Field::LinesOfBusiness, lines),
        at(Field::ViewsUnassigned, views_unassigned.map(flag)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Changes fields of an API user.
pub(super) fn update_api_user(user: &Person, fields: &BTreeMap<Field, FieldChange>) -> Visit {
    let mut ordered: Vec<_> = fields.iter().collect();
    ordered.sort_by_key(|(field, _)| label::field_position(**field));
    let rows = ordered
        .into_iter()
        .map(|(field, FieldChange { before, after })| {
            let after = format!("**{}**", label::field_value(after));
            Row::new(label::field(*field), label::field_state(before), after)
        })
        .collect();
    let (of_rest, of_form): (Vec<Field>, Vec<Field>) =
        fields.keys().partition(|field| field.rest_name().is_some());
    let mut checks = Vec::new();
    if !of_rest.is_empty() {
        let which = if of_form.is_empty() {
            "these"
        } else {
            "the other"
        };
        checks.push(format!("REST reports each of {which} fields."));
    }
    if !of_form.is_empty() {
        let labels: Vec<&str> = of_form.iter().map(|field| field.label()).collect();
        checks.push(format!(
            "REST does not show {}: what you see when you open the form again is the only proof.",
            labels.join(", ")
        ));
    }
    Visit {
        place: page::RESOURCES,
        actions: vec![
            format!("Open the API user {} for editing.", label::person(user)),
            "Set these values, leave key, secret and tracking identifier alone, and save."
                .to_owned(),
        ],
        rows,
        limits: vec!["Security Level offers active API-only levels only.".to_owned()],
        checks,
    }
}

/// Gives a person or API user another level (`security.md` 5).
pub(super) fn assign_level(who: &Person, before: &LevelRef, after: &LevelRef) -> Visit {
    Visit {
        place: page::RESOURCES,
        actions: vec![
            format!(
                "Open {} with Edit and go to the tab Security.",
                label::person(who)
            ),
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
            label::person(&task.acts_as)
        )],
    }
}

fn bold(text: &str) -> String {
    format!("**{}**", escape(text))
}
