//! The words that a page uses for things and values.

use attune_model::catalogue::api_user_form::FIELDS;
use attune_model::catalogue::{CellKind, CellSpec, cell, cells};
use attune_model::{
    CellChange, CellId, CellState, CellValue, Field, FieldState, FieldValue, Labels, LevelRef,
    Person,
};

use super::text::Text;
use super::visit::Row;
use super::wording::Wording;

/// A level with what tells it from others of its name.
pub(super) fn level(level: &LevelRef) -> Text {
    match level {
        LevelRef::Existing { id, name } => {
            Text::strong(name.as_str()).and(format!(" (number {id})"))
        }
        LevelRef::Planned { step, name } => {
            Text::strong(name.as_str()).and(format!(" (made by step {step})"))
        }
    }
}

/// A person or API user with what tells them from others of the name.
pub(super) fn person(person: &Person) -> Text {
    let Person { id, name, email } = person;
    Text::strong(name).and(format!(" ({email}, number {id})"))
}

/// A row for a cell of the level editor.
pub(super) fn cell_row(id: &CellId, change: &CellChange, wording: &Wording) -> Row {
    let spec = cell(id);
    let CellChange { before, after } = change;
    let now = match before {
        CellState::Known { value, source, at } => {
            format!("{} ({source}, {at})", value_in(spec, value))
        }
        CellState::Unknown => "unknown".to_owned(),
    };
    let place = match (spec, id.labels()) {
        (Some(spec), _) => wording.cell(spec),
        (None, Some(labels)) => by_labels(labels),
        (None, None) => id.as_str().to_owned(),
    };
    Row::new(place, now, Text::strong(value_in(spec, after)))
}

/// The place of a cell by what is visible there.
fn by_labels(labels: Labels<'_>) -> String {
    let Labels {
        section,
        row,
        column,
    } = labels;
    let words: Vec<&str> = [section, row].into_iter().chain(column).collect();
    words.join(" > ")
}

/// Where a cell stands among the others on the page; unknown ones come last.
pub(super) fn position(id: &CellId) -> usize {
    cells()
        .position(|spec| spec.path == id.as_str())
        .unwrap_or(usize::MAX)
}

/// Where a field stands on the form of an API user.
pub(super) fn field(field: Field, wording: &Wording) -> String {
    match field {
        Field::LinesOfBusiness | Field::ViewsUnassigned => {
            wording.path(["Line of Business", field.label()])
        }
        Field::DateFormat
        | Field::Email
        | Field::EmailTypeCode
        | Field::FirstName
        | Field::IsActive
        | Field::LastName
        | Field::LocationId
        | Field::Locked
        | Field::MiddleName
        | Field::NumberFormat
        | Field::TimeFormat
        | Field::UserType => wording.say(field.label()),
    }
}

/// Where a field stands among the others of the form.
pub(super) fn field_position(field: Field) -> usize {
    FIELDS
        .iter()
        .position(|known| known.label == field.label())
        .unwrap_or(usize::MAX)
}

/// A value of such a field.
pub(super) fn field_value(value: &FieldValue) -> String {
    match value {
        FieldValue::Flag(flag) => ticked(*flag).to_owned(),
        FieldValue::Number(number) => format!("number {number}"),
        FieldValue::Text(text) if text.is_empty() => "empty".to_owned(),
        FieldValue::Text(text) => text.clone(),
        FieldValue::List(entries) if entries.is_empty() => "no entry".to_owned(),
        FieldValue::List(_) => value.to_string(),
    }
}

/// What is known of such a field.
pub(super) fn field_state(state: &FieldState) -> String {
    match state {
        FieldState::Known(value) => field_value(value),
        FieldState::Unknown => "unknown".to_owned(),
    }
}

/// The state of a box.
pub(super) fn ticked(flag: bool) -> &'static str {
    if flag { "ticked" } else { "not ticked" }
}

fn value_in(spec: Option<&CellSpec>, value: &CellValue) -> String {
    match (spec.map(|spec| spec.kind), value) {
        (Some(CellKind::YesNo), CellValue::Flag(true)) => "Yes".to_owned(),
        (Some(CellKind::YesNo), CellValue::Flag(false)) => "No".to_owned(),
        (Some(kind), CellValue::Flag(flag)) if kind.is_box() => ticked(*flag).to_owned(),
        // Whether the page has a box or a drop-down there is not known.
        (None, CellValue::Flag(true)) => "ticked, or Yes".to_owned(),
        (None, CellValue::Flag(false)) => "not ticked, or No".to_owned(),
        (Some(_), CellValue::Flag(_))
        | (_, CellValue::Number(_) | CellValue::Scope(_) | CellValue::Word(_)) => value.to_string(),
    }
}
