//! The fields of an API user, with the labels of the form.

use attune_model::{ApiUserForm, Field, FieldValue, Tracking};

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
    const ORDER: [Field; 10] = [
        Field::MiddleName,
        Field::EmailTypeCode,
        Field::IsActive,
        Field::Locked,
        Field::DateFormat,
        Field::TimeFormat,
        Field::NumberFormat,
        Field::LocationId,
        Field::LinesOfBusiness,
        Field::ViewsUnassigned,
    ];
    let mut asked = form.optional_fields();
    // Ticked is what the form begins with.
    if !form.active {
        asked.insert(Field::IsActive, FieldValue::Flag(false));
    }
    if let Some(location) = &form.primary_internal_location {
        asked.insert(Field::LocationId, FieldValue::Text(location.clone()));
    }
    ORDER
        .into_iter()
        .filter_map(|field| Some((field, asked.get(&field)?.to_string())))
        .collect()
}
