//! The words that a page uses for things and values.

use attune_model::catalogue::{CellKind, CellSpec, Terms, cell, cells};
use attune_model::{CellChange, CellId, CellState, CellValue, Field, FieldValue, LevelRef};

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

/// A row for a cell of the level editor.
pub(super) fn cell_row(id: &CellId, change: &CellChange) -> Row {
    let spec = cell(id);
    let CellChange { before, after } = change;
    let now = match before {
        CellState::Known { value, source, at } => {
            format!("{} ({source}, {at})", value_in(spec, *value))
        }
        CellState::Unknown => "unknown".to_owned(),
    };
    let place = spec.map_or_else(
        || escape(id.as_str()),
        |spec| spec.page_path(&Terms::default()),
    );
    Row::new(place, now, format!("**{}**", value_in(spec, *after)))
}

/// Where a cell stands among the others on the page; unknown ones come last.
pub(super) fn position(id: &CellId) -> usize {
    cells()
        .position(|spec| spec.path == id.as_str())
        .unwrap_or(usize::MAX)
}

/// The label of a field on the form of an API user.
pub(super) fn field(field: Field) -> &'static str {
    match field {
        Field::Email => "Email Address",
        Field::FirstName => "First Name",
        Field::IsActive => "Active",
        Field::LastName => "Last Name",
        Field::LocationId => "Primary Internal Location",
        Field::UserType => "Security Level",
    }
}

/// A value of such a field.
pub(super) fn field_value(value: &FieldValue) -> String {
    match value {
        FieldValue::Flag(flag) => ticked(*flag).to_owned(),
        FieldValue::Number(number) => format!("number {number}"),
        FieldValue::Text(text) => escape(text),
    }
}

/// The state of a box.
pub(super) fn ticked(flag: bool) -> &'static str {
    if flag { "ticked" } else { "not ticked" }
}

fn value_in(spec: Option<&CellSpec>, value: CellValue) -> String {
    match (spec.map(|spec| spec.kind), value) {
        (Some(CellKind::CheckBox), CellValue::Flag(flag)) => ticked(flag).to_owned(),
        (Some(CellKind::YesNo), CellValue::Flag(true)) => "Yes".to_owned(),
        (Some(CellKind::YesNo), CellValue::Flag(false)) => "No".to_owned(),
        (
            Some(
                CellKind::CheckBox
                | CellKind::YesNo
                | CellKind::Choice(_)
                | CellKind::Number { .. }
                | CellKind::SameAs(_),
            )
            | None,
            CellValue::Flag(_) | CellValue::Number(_) | CellValue::Scope(_),
        ) => value.to_string(),
    }
}
