//! The words that a page uses for things and values.

use attune_model::catalogue::api_user_form::FIELDS;
use attune_model::catalogue::{CellKind, CellSpec, Terms, cell, cells};
use attune_model::{
    CellChange, CellId, CellState, CellValue, Field, FieldState, FieldValue, Labels, LevelRef,
    Person,
};

use super::escape::escape;
use super::visit::Row;

/// A level with what tells it from others of its name.
pub(super) fn level(level: &LevelRef) -> String {
    match level {
        LevelRef::Existing { id, name } => format!("**{}** (number {id})", escape(name.as_str())),
        LevelRef::Planned { step, name } => {
            format!(
                "**{}** (made by step {})",
                escape(name.as_str()),
                escape(&step.0)
            )
        }
    }
}

/// A person or API user with what tells them from others of the name.
pub(super) fn person(person: &Person) -> String {
    let Person { id, name, email } = person;
    format!("**{}** ({}, number {id})", escape(name), escape(email))
}

/// A row for a cell of the level editor.
pub(super) fn cell_row(id: &CellId, change: &CellChange) -> Row {
    let spec = cell(id);
    let CellChange { before, after } = change;
    let now = match before {
        CellState::Known { value, source, at } => {
            format!("{} ({source}, {at})", value_in(spec, value))
        }
        CellState::Unknown => "unknown".to_owned(),
    };
    let place = match (spec, id.labels()) {
        (Some(spec), _) => spec.page_path(&Terms::default()),
        (None, Some(labels)) => by_labels(labels),
        (None, None) => escape(id.as_str()),
    };
    Row::new(place, now, format!("**{}**", value_in(spec, after)))
}

/// The place of a cell by what is visible there.
fn by_labels(labels: Labels<'_>) -> String {
    let Labels {
        section,
        row,
        column,
    } = labels;
    let words: Vec<String> = [section, row]
        .into_iter()
        .chain(column)
        .map(escape)
        .collect();
    words.join(" > ")
}

/// Where a cell stands among the others on the page; unknown ones come last.
pub(super) fn position(id: &CellId) -> usize {
    cells()
        .position(|spec| spec.path == id.as_str())
        .unwrap_or(usize::MAX)
}

/// Where a field stands on the form of an API user.
pub(super) fn field(field: Field) -> String {
    match field {
        Field::LinesOfBusiness | Field::ViewsUnassigned => {
            format!("Line of Business > {}", field.label())
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
        | Field::UserType => field.label().to_owned(),
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
        FieldValue::Text(text) => escape(text),
        FieldValue::List(entries) if entries.is_empty() => "no entry".to_owned(),
        FieldValue::List(_) => escape(&value.to_string()),
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
        | (_, CellValue::Number(_) | CellValue::Scope(_) | CellValue::Word(_)) => {
            escape(&value.to_string())
        }
    }
}
