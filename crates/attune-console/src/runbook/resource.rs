//! Visits to the pages of people and API users.

use std::collections::BTreeMap;

use attune_model::catalogue::api_user_form::API_TRACKING_IDENTIFIER;
use attune_model::{
    ApiUserForm, ApiUserRef, CheckTask, CredentialSink, Field, FieldChange, FieldValue, LevelRef,
    Person, Tracking,
};

use super::label;
use super::text::Text;
use super::visit::{Row, Visit};
use super::wording::Wording;
use crate::locators::PageKind;
use crate::locators::known::{CUSTOM, CUSTOM_NAME, KEY, VENDOR};

/// Nothing to do on any page: attune notes it by itself.
pub(super) fn adopt() -> Visit {
    Visit {
        actions: vec![
            "Nothing to do at the console; the next apply notes it in the ledger.".into(),
        ],
        checks: vec!["REST lists it.".into()],
        ..Visit::default()
    }
}

/// Fills the form for a new API user (`security.md` 4).
pub(super) fn create_api_user(
    form: &ApiUserForm,
    credentials: &CredentialSink,
    wording: &Wording,
) -> Visit {
    Visit {
        actions: vec![
            "Fill the form with these values. Do not save yet.".into(),
            Text::from("Give key and secret to ")
                .and(Text::code("attune apply --resume"))
                .and(", which asks for the secret unseen and puts both ")
                .and(place_of(credentials))
                .and("; or put them there by hand, as JSON with ")
                .and(Text::code("formatVersion"))
                .and(" 1, ")
                .and(Text::code("tenant"))
                .and(", ")
                .and(Text::code("apiUser"))
                .and(", ")
                .and(Text::code("userName"))
                .and(" (the key) and ")
                .and(Text::code("secret"))
                .and(
                    ". They belong nowhere else, not in this list, a ticket or a chat; the page never shows the secret again.",
                ),
            "Save.".into(),
        ],
        rows: form_rows(form, wording),
        limits: vec![
            "Security Level offers active API-only levels only.".into(),
            "A key may not belong to any other user, not even an inactive one; its domain is the primary one of the database."
                .into(),
            "A secret must meet Site Setup > Password Requirements.".into(),
            "Once saved, the tracking identifier cannot be changed and the user cannot be deleted, only inactivated.".into(),
        ],
        checks: vec![
            "REST lists an API user with this name, address and level; it can take up to five minutes.".into(),
            "Key and secret are accepted at a sign-in.".into(),
            "REST never shows the tracking identifier: compare it before you save.".into(),
        ],
        ..Visit::to(PageKind::NewApiUser, None, wording)
    }
}

/// Where key and secret go.
fn place_of(credentials: &CredentialSink) -> Text {
    match credentials {
        CredentialSink::File(file) => Text::from("into ")
            .and(Text::strong(file.display().to_string()))
            .and(", which only its owner may read"),
        CredentialSink::Age { file, recipients } => recipients.iter().enumerate().fold(
            Text::from("into ")
                .and(Text::strong(file.display().to_string()))
                .and(", encrypted with age for "),
            |text, (index, one)| {
                let text = if index == 0 { text } else { text.and(", ") };
                text.and(Text::strong(one))
            },
        ),
        CredentialSink::Exec(exec) => Text::from("on the standard input of ")
            .and(Text::code(exec.filled(&exec.store).join(" "))),
        CredentialSink::Keyring { service, user } => Text::from("into the keyring, service ")
            .and(Text::strong(service))
            .and(", user ")
            .and(Text::strong(user)),
    }
}

/// Takes an API user out of service whose place another one took.
pub(super) fn retire_api_user(user: &Person, successor: &ApiUserRef, wording: &Wording) -> Visit {
    Visit {
        actions: vec![
            format!(
                "Make sure that {successor} works: its vendor has the new key and secret, and calls come in."
            )
            .into(),
            Text::from("Open the API user ")
                .and(label::person(user))
                .and(" and untick ")
                .and(Text::strong(wording.say("Active")))
                .and("."),
            "Save.".into(),
        ],
        limits: vec!["It cannot be deleted, and its key is never free again.".into()],
        checks: vec!["REST reports it as inactive.".into()],
        ..Visit::to(PageKind::ApiUser, Some(user.id.0), wording)
    }
}

/// Has another secret generated for an API user; the form stores one, and never shows it (`security.md` 4).
pub(super) fn rotate_secret(
    user: &Person,
    credentials: &CredentialSink,
    wording: &Wording,
) -> Visit {
    Visit {
        actions: vec![
            Text::from("Open the API user ")
                .and(label::person(user))
                .and(" for editing and press ")
                .and(Text::strong(wording.say("Generate Secret")))
                .and(". Do not save yet."),
            Text::from("Give the secret to ")
                .and(Text::code("attune apply --resume"))
                .and(", which asks for it unseen and puts it, with the key, ")
                .and(place_of(credentials))
                .and("; the one that is there now is set aside. It belongs nowhere else, not in this list, a ticket or a chat."),
            "Save, with nothing else changed.".into(),
            "Give the vendor the new secret at once.".into(),
        ],
        limits: vec![
            "The present secret ends when the form is saved: calls of the vendor are refused until it has the new one."
                .into(),
            "A secret must meet Site Setup > Password Requirements.".into(),
        ],
        checks: vec![
            "Key and new secret are accepted at a sign-in.".into(),
            "The old secret is refused at one sign-in, where attune has it.".into(),
        ],
        ..Visit::to(PageKind::ApiUser, Some(user.id.0), wording)
    }
}

/// What is filled in, in the order of the form; optional fields only where they are asked for.
fn form_rows(form: &ApiUserForm, wording: &Wording) -> Vec<Row> {
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
    let flag = |flag: bool| Text::strong(label::ticked(flag));
    let written = |text: &String| Text::strong(label::field_value(&FieldValue::Text(text.clone())));
    let text = |text: &Option<String>| text.as_ref().map(written);
    let location = text(primary_internal_location).unwrap_or_else(|| "leave the default".into());
    let typed = key.as_deref().map_or_else(
        || format!("press {}", wording.say("Generate Key")).into(),
        |key| {
            Text::from("type ")
                .and(Text::strong(key))
                .and(", the domain stays")
        },
    );
    let secret = format!("press {}", wording.say("Generate Secret"));
    let (kind, name) = match tracking {
        Tracking::Vendor(vendor) => (wording.path([API_TRACKING_IDENTIFIER, VENDOR]), vendor),
        Tracking::Custom(name) => (
            wording.path([API_TRACKING_IDENTIFIER, CUSTOM, CUSTOM_NAME]),
            name,
        ),
    };
    let lines = lines_of_business
        .clone()
        .map(|lines| Text::strong(label::field_value(&FieldValue::List(lines))));
    let at = |field: Field, target: Option<Text>| {
        target.map(|target| Row::new(label::field(field, wording), "", target))
    };
    let of = |place: String, target: Text| Some(Row::new(place, "", target));
    [
        at(Field::FirstName, Some(Text::strong(first_name))),
        at(Field::MiddleName, text(middle_name)),
        at(Field::LastName, Some(Text::strong(last_name))),
        at(Field::Email, Some(Text::strong(email))),
        at(Field::EmailTypeCode, text(email_type)),
        at(Field::IsActive, Some(flag(*active))),
        at(Field::Locked, locked.map(flag)),
        at(Field::UserType, Some(label::level(level))),
        at(Field::DateFormat, text(date_format)),
        at(Field::TimeFormat, text(time_format)),
        at(Field::NumberFormat, text(number_format)),
        at(Field::LocationId, Some(location)),
        of(wording.say(KEY), typed),
        of(wording.say("Password (Secret)"), secret.into()),
        of(kind, Text::strong(name)),
        at(Field::LinesOfBusiness, lines),
        at(Field::ViewsUnassigned, views_unassigned.map(flag)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Changes fields of an API user.
pub(super) fn update_api_user(
    user: &Person,
    fields: &BTreeMap<Field, FieldChange>,
    wording: &Wording,
) -> Visit {
    let mut ordered: Vec<_> = fields.iter().collect();
    ordered.sort_by_key(|(field, _)| label::field_position(**field));
    let rows = ordered
        .into_iter()
        .map(|(field, FieldChange { before, after })| {
            let after = Text::strong(label::field_value(after));
            Row::new(
                label::field(*field, wording),
                label::field_state(before),
                after,
            )
        })
        .collect();
    let (of_rest, of_form): (Vec<Field>, Vec<Field>) =
        fields.keys().partition(|field| field.rest_name().is_some());
    let mut checks: Vec<Text> = Vec::new();
    if !of_rest.is_empty() {
        let which = if of_form.is_empty() {
            "these"
        } else {
            "the other"
        };
        checks.push(format!("REST reports each of {which} fields.").into());
    }
    if !of_form.is_empty() {
        let labels: Vec<&str> = of_form.iter().map(|field| field.label()).collect();
        checks.push(
            format!(
                "REST does not show {}: what you see when you open the form again is the only proof.",
                labels.join(", ")
            )
            .into(),
        );
    }
    Visit {
        actions: vec![
            Text::from("Open the API user ")
                .and(label::person(user))
                .and(" for editing."),
            "Set these values, leave key, secret and tracking identifier alone, and save.".into(),
        ],
        rows,
        limits: vec!["Security Level offers active API-only levels only.".into()],
        checks,
        ..Visit::to(PageKind::ApiUser, Some(user.id.0), wording)
    }
}

/// Gives a person or API user another level (`security.md` 5).
pub(super) fn assign_level(
    who: &Person,
    before: &LevelRef,
    after: &LevelRef,
    wording: &Wording,
) -> Visit {
    Visit {
        actions: vec![
            Text::from("Open ")
                .and(label::person(who))
                .and(" with Edit and go to the tab Security."),
            "Choose the level and save.".into(),
        ],
        rows: vec![Row::new(
            wording.path(["Security", "Security Level"]),
            label::level(before),
            label::level(after),
        )],
        limits: vec![
            "The list offers active levels only.".into(),
            "API users take API-only levels, co-managing users those of the co-managed licence."
                .into(),
        ],
        checks: vec!["REST reports the level that the resource holds.".into()],
        ..Visit::to(PageKind::Resource, Some(who.id.0), wording)
    }
}

/// Needs no visit: attune does it.
pub(super) fn check(task: &CheckTask) -> Visit {
    Visit {
        actions: vec!["Nothing to do at the console: attune does this over REST once the steps before it are done.".into()],
        checks: vec![
            Text::from("A ticket and a note that ")
                .and(Text::strong(task.api_user.as_str()))
                .and(" creates show ")
                .and(label::person(&task.acts_as))
                .and(" as their author."),
        ],
        ..Visit::default()
    }
}
