//! The fields of an API user, with the labels of the form.

use attune_model::{ApiUserForm, Field, FieldState, Tracking};

/// What a field is known to hold; `unknown` where nobody could see it.
pub(crate) fn before(state: &FieldState) -> String {
    state
        .value()
        .map_or_else(|| "unknown".to_owned(), ToString::to_string)
}

/// The label of the identifier and what it holds.
pub(crate) fn tracking(tracking: &Tracking) -> (&'static str, &str) {
    match tracking {
        Tracking::Vendor(vendor) => ("Integration Vendor", vendor),
        Tracking::Custom(name) => ("Internal Integration Name", name),
    }
}

/// What the form of a new API user is filled in with besides name, address, level, tracking and key; what is left as the
/// form begins with is left out.
pub(crate) fn form(form: &ApiUserForm) -> Vec<(Field, String)> {
    let ApiUserForm {
        first_name: _,
        middle_name,
        last_name: _,
        email: _,
        email_type,
        active,
        locked,
        level: _,
        date_format,
        time_format,
        number_format,
        primary_internal_location,
        key: _,
        tracking: _,
        lines_of_business,
        views_unassigned,
    } = form;
    let flag = |flag: bool| if flag { "on" } else { "off" }.to_owned();
    let list = |entries: &std::collections::BTreeSet<String>| {
        let entries: Vec<&str> = entries.iter().map(String::as_str).collect();
        entries.join(", ")
    };
    [
        (Field::MiddleName, middle_name.clone()),
        (Field::EmailTypeCode, email_type.clone()),
        // Ticked is what the form begins with.
        (Field::IsActive, (!active).then(|| flag(*active))),
        (Field::Locked, locked.map(flag)),
        (Field::DateFormat, date_format.clone()),
        (Field::TimeFormat, time_format.clone()),
        (Field::NumberFormat, number_format.clone()),
        (Field::LocationId, primary_internal_location.clone()),
        (Field::LinesOfBusiness, lines_of_business.as_ref().map(list)),
        (Field::ViewsUnassigned, views_unassigned.map(flag)),
    ]
    .into_iter()
    .filter_map(|(field, value)| Some((field, value?)))
    .collect()
}
