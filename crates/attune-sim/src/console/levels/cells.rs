//! The cells of a level: as controls, and read back from a form.

use std::collections::BTreeMap;

use attune_model::catalogue::{self, CellKind, CellSpec, Terms};
use attune_model::{CellId, CellValue};
use maud::{Markup, html};

use crate::console::controls::{Control, Pen};
use crate::console::posted::Posted;
use crate::operator::Refusal;

/// The words of a `Yes`/`No` drop-down.
pub(super) const YES: &str = "Yes";
pub(super) const NO: &str = "No";

/// What a cell shows: its own value, or another cell's; none where the level shows neither.
pub(super) fn value(cells: &BTreeMap<CellId, CellValue>, spec: &CellSpec) -> Option<CellValue> {
    match spec.kind {
        CellKind::SameAs(other) => cells.get(&CellId::new(other)).cloned(),
        CellKind::CheckBox
        | CellKind::LimitBox
        | CellKind::YesNo
        | CellKind::Choice(_)
        | CellKind::Number { min: _ } => cells.get(&spec.id()).cloned(),
    }
}

/// A cell's control, or its value where it can have no other.
pub(super) fn control(pen: &Pen, spec: &CellSpec, value: &CellValue, editable: bool) -> Markup {
    let mut control = Control::new(spec.path, title(pen, spec)).enabled(editable);
    if editable {
        control.full = spec.kind.full().map(|value| word(spec.kind, &value));
        control.nothing = spec.kind.nothing().map(|value| word(spec.kind, &value));
    }
    control.needs = spec
        .requires
        .filter(|_| editable)
        .map(|box_above| (box_above, "on").into());
    match (spec.kind, value) {
        (kind, value) if kind.is_box() => {
            let on = *value == CellValue::Flag(true);
            if spec.column.is_some() {
                pen.check_box(&control, on)
            } else {
                pen.labelled_box(&control, on)
            }
        }
        (CellKind::Number { min: _ }, CellValue::Number(number)) => pen.number(&control, *number),
        (kind, value) if options(pen, kind).len() < 2 => {
            html! { span.ReadOnly { (shown(pen, kind, value)) } }
        }
        (kind, value) => pen.choice(&control, &options(pen, kind), &word(kind, value)),
    }
}

/// Whether a cell's own control carries its label.
pub(super) fn is_labelled(spec: &CellSpec) -> bool {
    spec.kind.is_box() && spec.column.is_none()
}

/// The cells that a form carries, of a level of this kind.
pub(super) fn read(
    posted: &Posted,
    api_only: bool,
) -> Result<BTreeMap<CellId, CellValue>, Refusal> {
    let mut cells = BTreeMap::new();
    for spec in catalogue::cells().filter(|spec| spec.on.includes(api_only)) {
        if let Some(value) = read_cell(posted, spec)? {
            cells.insert(spec.id(), value);
        }
    }
    Ok(cells)
}

/// What a form says of a cell. Boxes that are not ticked are not sent; other controls only where they are disabled.
fn read_cell(posted: &Posted, spec: &CellSpec) -> Result<Option<CellValue>, Refusal> {
    let sent = posted.get(spec.path);
    Ok(match (spec.kind, sent) {
        (CellKind::CheckBox | CellKind::LimitBox, _) => {
            Some(CellValue::Flag(posted.flag(spec.path)))
        }
        (CellKind::SameAs(_), _) | (_, None) => None,
        (CellKind::YesNo, Some(text)) => Some(CellValue::Flag(text == YES)),
        (CellKind::Choice(scopes), Some(text)) => scopes
            .iter()
            .find(|scope| scope.label() == text)
            .map(|scope| CellValue::Scope(*scope)),
        (CellKind::Number { min: _ }, Some(text)) => match text.trim().parse() {
            Ok(number) => Some(CellValue::Number(number)),
            Err(_) => {
                return Err(Refusal {
                    refused: format!(
                        "{} takes a whole number.",
                        spec.page_path(&Terms::default())
                    ),
                });
            }
        },
    })
}

/// What a control sends for a value.
fn word(kind: CellKind, value: &CellValue) -> String {
    match (kind, value) {
        (kind, CellValue::Flag(true)) if kind.is_box() => "on".to_owned(),
        (kind, _) if kind.is_box() => String::new(),
        (_, CellValue::Flag(on)) => if *on { YES } else { NO }.to_owned(),
        (_, CellValue::Scope(scope)) => scope.label().to_owned(),
        (_, CellValue::Number(number)) => number.to_string(),
        (_, CellValue::Word(word)) => word.clone(),
    }
}

/// What a control shows for a value.
fn shown(pen: &Pen, kind: CellKind, value: &CellValue) -> String {
    match value {
        CellValue::Scope(scope) => pen.words.scope(*scope),
        CellValue::Flag(_) | CellValue::Number(_) | CellValue::Word(_) => word(kind, value),
    }
}

fn options(pen: &Pen, kind: CellKind) -> Vec<(String, String)> {
    let values: Vec<CellValue> = match kind {
        CellKind::CheckBox
        | CellKind::LimitBox
        | CellKind::Number { min: _ }
        | CellKind::SameAs(_) => Vec::new(),
        CellKind::YesNo => vec![CellValue::Flag(true), CellValue::Flag(false)],
        CellKind::Choice(scopes) => scopes.iter().copied().map(CellValue::Scope).collect(),
    };
    values
        .into_iter()
        .map(|value| (word(kind, &value), shown(pen, kind, &value)))
        .collect()
}

fn title(pen: &Pen, spec: &CellSpec) -> String {
    let row = pen.say(spec.row);
    match spec.column {
        Some(verb) => format!("{row}: {}", verb.label()),
        None => row,
    }
}
