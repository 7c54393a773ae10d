//! The fields of the API user form by the form's labels and by REST's names.

use std::collections::BTreeSet;

use attune_model::{Field, FieldState, FieldValue};

const ALL: [Field; 14] = [
    Field::DateFormat,
    Field::Email,
    Field::EmailTypeCode,
    Field::FirstName,
    Field::IsActive,
    Field::LastName,
    Field::LinesOfBusiness,
    Field::LocationId,
    Field::Locked,
    Field::MiddleName,
    Field::NumberFormat,
    Field::TimeFormat,
    Field::UserType,
    Field::ViewsUnassigned,
];

#[test]
fn a_field_has_the_label_of_the_form_and_the_name_of_rest() {
    let lines = ALL.map(|field| format!("{}: {}", field.label(), field.rest_name().unwrap_or("-")));
    insta::assert_snapshot!(lines.join("\n"), @r"
    Date Format: dateFormat
    Email Address: email
    Email Type: emailTypeCode
    First Name: firstName
    Active: isActive
    Last Name: lastName
    Associated: -
    Primary Internal Location: locationID
    Locked: -
    Middle Name: middleName
    Number Format: numberFormat
    Time Format: timeFormat
    Security Level: userType
    Resource can view items with no assigned Line of Business: -
    ");
}

#[test]
fn what_rest_has_is_called_in_json_as_in_rest() {
    for field in ALL {
        let json = serde_json::to_value(field).unwrap();
        if let Some(name) = field.rest_name() {
            assert_eq!(json.as_str(), Some(name));
        }
    }
}

#[test]
fn values_are_shown_in_words() {
    let list = ["Managed services", "Hosting"].map(str::to_owned);
    let shown = [
        FieldValue::Flag(true),
        FieldValue::Flag(false),
        FieldValue::Number(-3),
        FieldValue::Text("HH:mm".to_owned()),
        FieldValue::List(BTreeSet::from(list)),
    ]
    .map(|value| value.to_string());
    assert_eq!(
        shown,
        ["on", "off", "-3", "HH:mm", "Hosting, Managed services"]
    );
}

#[test]
fn what_is_unknown_has_no_value() {
    let known = FieldState::Known(FieldValue::Number(7));
    assert_eq!(known.value(), Some(&FieldValue::Number(7)));
    assert_eq!(FieldState::Unknown.value(), None);
}
