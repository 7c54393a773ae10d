//! `apiUsers`: the form's fields, and what attune adds.

use attune_model::catalogue::api_user_form::{Control, FIELDS, FormField};
use attune_model::catalogue::{ProtectedData, SYSTEM_LEVELS, Status};
use serde_json::{Value, json};

use super::credentials::credentials;
use super::shape::{
    blocks, date, email, flag, list, map, patterned, said, set, shown, text, text_such_as,
};

const ASSOCIATED: &str = "Associated";
const VIEW_UNASSIGNED: &str = "Resource can view items with no assigned Line of Business";

/// The API users, by handle.
pub(super) fn api_users() -> Value {
    let example = json!({
        "firstName": "${2:First}",
        "lastName": "${3:Integration}",
        "email": "${4:psa@contoso.example}",
        "securityLevel": "${5:API User (system)}",
        "integrationVendor": "${6:Vendor - Integration}",
        "credentials": {"to": {"file": "${7:secrets/api-user.json}"}},
    });
    said(
        blocks(api_user(), "an API user", &example),
        "API users by handle; key and secret of a new one go straight to where `credentials` says.",
    )
}

fn api_user() -> Value {
    map([
        (
            "adopt",
            said(
                flag(),
                "`true`: an API user of this name and address that attune did not make is attune's from now on.",
            ),
        ),
        ("firstName", field("First Name")),
        ("middleName", field("Middle Name")),
        ("lastName", field("Last Name")),
        ("email", field_of("Email Address", email())),
        ("emailType", field("Email Type")),
        ("active", field("Active")),
        ("locked", field("Locked")),
        (
            "securityLevel",
            field_of("Security Level", api_only_level()),
        ),
        ("dateFormat", field("Date Format")),
        ("timeFormat", field("Time Format")),
        ("numberFormat", field("Number Format")),
        (
            "primaryInternalLocation",
            field("Primary Internal Location"),
        ),
        ("key", field_of("Username (Key)", key())),
        (
            "integrationVendor",
            field_of("Integration Vendor", text_such_as(&["Tallman.io - Tasky"])),
        ),
        ("customIntegration", field("Internal Integration Name")),
        ("lineOfBusiness", line_of_business()),
        ("protectedData", protected_data()),
        ("credentials", credentials()),
        (
            "expires",
            said(
                date(),
                "Its last day, such as `2026-12-31`; after that it is inactivated.",
            ),
        ),
    ])
}

/// A field of the form, in the shape that its control asks for.
fn field(label: &str) -> Value {
    let Some(field) = form_field(label) else {
        return text();
    };
    let mut schema = match field.control {
        Control::CheckBox => flag(),
        // Words that only one guide shows may not be all.
        Control::Choice(words) if field.status == Status::Confirmed => {
            json!({"type": "string", "enum": words})
        }
        Control::Choice(words) => text_such_as(words),
        Control::Text { .. }
        | Control::Lookup
        | Control::Generated { .. }
        | Control::Shown { .. } => text(),
    };
    if let Control::Text { max: Some(max) } = field.control {
        set(&mut schema, "maxLength", json!(max));
    }
    described(schema, field)
}

/// A field of the form in a shape of its own.
fn field_of(label: &str, schema: Value) -> Value {
    match form_field(label) {
        Some(field) => described(schema, field),
        None => schema,
    }
}

fn form_field(label: &str) -> Option<&'static FormField> {
    FIELDS.iter().find(|field| field.label == label)
}

fn described(schema: Value, field: &FormField) -> Value {
    let mut help = Vec::new();
    if field.required {
        help.push("The form asks for it.");
    }
    if field.fixed_once_saved {
        help.push("Cannot be changed after saving.");
    }
    let help = help
        .into_iter()
        .chain(of_label(field.label))
        .collect::<Vec<_>>()
        .join(" ");
    let group = if [ASSOCIATED, VIEW_UNASSIGNED].contains(&field.label) {
        " > Line of Business"
    } else {
        ""
    };
    let place = format!("API user{group} > {}", field.label);
    shown(schema, &place, &help, field.status, field.source)
}

/// What there is to say about a field beside the form.
fn of_label(label: &str) -> Option<&'static str> {
    Some(match label {
        "Email Address" => "Gets notices about the integration.",
        "Locked" => "Autotask ticks it after failed logins; `false` unlocks.",
        "Security Level" => "A handle, or a name; the level must be API-only.",
        "Username (Key)" => "What stands before the `@`. Without it, one is generated.",
        "Integration Vendor" => "Spelt as in the list: `Vendor - Integration`.",
        "Internal Integration Name" => {
            "In place of `integrationVendor`: Custom (Internal Integration)."
        }
        ASSOCIATED => "The entries of the list; no others.",
        _ => return None,
    })
}

fn api_only_level() -> Value {
    let names: Vec<&str> = SYSTEM_LEVELS
        .iter()
        .filter(|level| level.api_only)
        .map(|level| level.name)
        .collect();
    text_such_as(&names)
}

/// What may be typed before the `@` (one guide lists the signs that are refused).
fn key() -> Value {
    patterned(
        r"^[^@()\[\];:|\\\s]+$",
        "what stands before the @: no blanks, and none of @ ( ) ; : [ ] | \\",
    )
}

fn line_of_business() -> Value {
    let schema = map([
        ("associated", field_of(ASSOCIATED, list(text()))),
        ("viewUnassigned", field(VIEW_UNASSIGNED)),
    ]);
    said(schema, "**API user > Line of Business**")
}

fn protected_data() -> Value {
    let words: Vec<Value> = ProtectedData::ALL
        .iter()
        .map(|column| json!(column))
        .collect();
    let labels: Vec<&str> = ProtectedData::ALL
        .into_iter()
        .map(ProtectedData::label)
        .collect();
    let mut schema = list(json!({"type": "string", "enum": words, "enumDescriptions": labels}));
    set(&mut schema, "uniqueItems", json!(true));
    shown(
        schema,
        "Protected Data Permission",
        "The boxes of the page; all that are not named are off. A wider one ticks narrower ones too.",
        Status::Confirmed,
        "help: ViewPermissionsProtectedUDFs.htm",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_one_of_the_form() {
        let user = api_user();
        let fields = user
            .get("properties")
            .and_then(Value::as_object)
            .expect("it has keys");
        for (key, schema) in fields {
            assert!(schema.get("description").is_some(), "{key}");
        }
    }
}
