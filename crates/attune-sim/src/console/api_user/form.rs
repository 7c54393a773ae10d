//! The form as a page.

use attune_model::ResourceId;
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use super::state::{CUSTOM, State, VENDOR, line_key};
use crate::console::controls::{Control, Pen};
use crate::console::frame::{Head, Message};
use crate::console::place::{self, Place};
use crate::console::{Visit, reply, resource};
use crate::fields;
use crate::tenant::{Entity, Tenant};

/// The page for a new API user, or for the one with this number.
pub(super) fn show(
    visit: &Visit<'_>,
    user: Option<ResourceId>,
    state: &State,
    message: Message,
) -> Response {
    let pen = &visit.pen;
    let content = html! {
        (pen.section(&pen.say("General"), true, false, &general(visit, user, state)))
        (pen.section("Credentials", true, false, &credentials(pen, user, state)))
        (pen.section(
            &pen.say("API Tracking Identifier"), true, false, &tracking(visit, user, state),
        ))
        (pen.section("Line of Business", true, false, &line_of_business(visit, state)))
    };
    let buttons = html! {
        (pen.submit(&pen.say("Save & Close"), "close"))
        (pen.submit(&pen.say("Save"), "save"))
        (pen.go("Cancel", Place::Resources.url()))
    };
    let (head, action) = match user {
        None => (
            Head::of(pen.say("New API User")),
            Place::ApiUserNew.url().to_owned(),
        ),
        Some(id) => (
            Head::of("Edit API User").about(format!("{} {}", state.first_name, state.last_name)),
            place::of_api_user(id),
        ),
    };
    let head = head.saying(message);
    let markup = pen.form_page(&head, &action, "", &buttons, &content);
    reply::page(StatusCode::OK, markup)
}

fn general(visit: &Visit<'_>, user: Option<ResourceId>, state: &State) -> Markup {
    let pen = &visit.pen;
    let text = |key: &str, label: &str, required: bool, value: &str| {
        pen.field(
            key,
            label,
            required,
            &pen.text(&Control::new(key, label), value),
        )
    };
    let flag = |key: &str, label: &str, on: bool| pen.labelled_box(&Control::new(key, label), on);
    let format = |key: &str, label: &str, field: &str, value: &str| {
        let options = picklist(visit.tenant, field);
        pen.field(
            key,
            label,
            false,
            &pen.choice(&Control::new(key, label), &options, value),
        )
    };
    let places: Vec<_> = visit
        .tenant
        .locations
        .values()
        .map(|name| (name.clone(), name.clone()))
        .collect();
    let location = "Primary Internal Location";
    let location_editor = pen.choice(
        &Control::new("location", location),
        &places,
        &state.location,
    );
    html! {
        div.Columns {
            div {
                (text("first-name", "First Name", true, &state.first_name))
                (text("middle-name", "Middle Name", false, &state.middle_name))
                (text("last-name", "Last Name", true, &state.last_name))
                (text("email", "Email Address", true, &state.email))
                (pen.field(
                    "email-type", "Email Type", false,
                    &pen.choice(
                        &Control::new("email-type", "Email Type"),
                        &words(visit.tenant, "emailTypeCode"), &state.email_type,
                    ),
                ))
                (flag("active", "Active", state.active))
                (flag("locked", "Locked", state.locked))
            }
            div {
                (pen.field(
                    "level", &pen.say("Security Level"), true,
                    &resource::levels(visit, user, state.level),
                ))
                (format("date-format", "Date Format", "dateFormat", &state.date_format))
                (format("time-format", "Time Format", "timeFormat", &state.time_format))
                (format("number-format", "Number Format", "numberFormat", &state.number_format))
                (pen.field("location", location, true, &location_editor))
            }
        }
    }
}

/// The secret is shown while it is not saved, and never again.
fn credentials(pen: &Pen, user: Option<ResourceId>, state: &State) -> Markup {
    let key = pen.say("Username (Key)");
    let secret = pen.say("Password (Secret)");
    html! {
        @if user.is_none() {
            div.WithButton {
                (pen.field("key", &key, true, &pen.text(&Control::new("key", &key), &state.key)))
                (pen.submit("Generate Key", "key"))
            }
        } @else {
            (pen.fixed(&key, &state.key))
        }
        div.WithButton {
            (pen.field(
                "secret", &secret, user.is_none(),
                &pen.text(&Control::new("secret", &secret), state.secret.expose()),
            ))
            (pen.submit("Generate Secret", "secret"))
        }
        p.Hint {
            @if user.is_none() {
                "Keep a copy of the secret: it is not shown again once the API user is saved."
            } @else {
                "The secret is not shown. What is entered here replaces it; an empty field leaves it."
            }
        }
    }
}

/// What was chosen when the API user was made stays (`security.md` 4).
fn tracking(visit: &Visit<'_>, user: Option<ResourceId>, state: &State) -> Markup {
    let pen = &visit.pen;
    let vendor = pen.say("Integration Vendor");
    let custom = "Custom (Internal Integration)";
    if user.is_some() {
        return html! {
            @if state.kind == CUSTOM {
                (pen.fixed("Internal Integration Name", &state.integration_name))
                (pen.fixed("Tracking Identifier", state.identifier.expose()))
            } @else {
                (pen.fixed(&vendor, &state.vendor))
            }
            p.Hint { "The tracking identifier cannot be changed once the API user is saved." }
        };
    }
    let vendors: Vec<_> = visit
        .tenant
        .vendors
        .values()
        .map(|vendor| (vendor.label.clone(), vendor.label.clone()))
        .collect();
    let kinds = [(VENDOR, vendor.clone()), (CUSTOM, custom.to_owned())];
    let kind = Control::new("tracking", pen.say("API Tracking Identifier"));
    let mut list = Control::new("vendor", &vendor);
    list.needs = Some(("tracking", VENDOR).into());
    let mut name = Control::new("integration-name", "Internal Integration Name");
    name.needs = Some(("tracking", CUSTOM).into());
    let mut identifier = Control::new("identifier", "Tracking Identifier");
    identifier.needs = Some(("tracking", CUSTOM).into());
    html! {
        (pen.radio(&kind, &kinds, &state.kind))
        (pen.field("vendor", &vendor, false, &pen.choice(&list, &vendors, &state.vendor)))
        (pen.field(
            "integration-name", "Internal Integration Name", false,
            &pen.text(&name, &state.integration_name),
        ))
        (pen.field(
            "identifier", "Tracking Identifier", false,
            &pen.text(&identifier, state.identifier.expose()),
        ))
    }
}

/// How the list `Associated` is filled is not established; here it has a box for each line of business.
fn line_of_business(visit: &Visit<'_>, state: &State) -> Markup {
    let pen = &visit.pen;
    let lines = &visit.tenant.lines_of_business;
    let label = "Resource can view items with no assigned Line of Business";
    html! {
        @if lines.is_empty() {
            (pen.fixed("Associated", "None: this tenant has no lines of business."))
        } @else {
            h3 { "Associated" }
            @for line in lines {
                @let key = line_key(line);
                (pen.labelled_box(
                    &Control::new(&key, line.as_str()), state.lines_of_business.contains(line),
                ))
            }
        }
        (pen.labelled_box(&Control::new("sees-unassigned", label), state.sees_unassigned))
    }
}

/// The words of a list, which the form also sends.
fn words(tenant: &Tenant, field: &str) -> Vec<(String, String)> {
    picklist(tenant, field)
        .into_iter()
        .map(|(_, label)| (label.clone(), label))
        .collect()
}

fn picklist(tenant: &Tenant, field: &str) -> Vec<(String, String)> {
    fields::find(Entity::Resources, field)
        .and_then(|field| field.picklist)
        .map(|picklist| picklist.choices(tenant))
        .unwrap_or_default()
        .into_iter()
        .map(|choice| (choice.value, choice.label))
        .collect()
}
