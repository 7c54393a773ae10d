//! Cells that the catalogue does not have: as controls, and read back from a form.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{CellId, CellValue, catalogue};
use maud::{Markup, html};

use super::cells::{NO, YES};
use super::section::Sheet;
use crate::console::controls::Control;
use crate::console::posted::Posted;
use crate::operator::Refusal;
use crate::tenant::{ExtraCell, ExtraKind};

/// The cells under a heading: a table of those with columns, then the others, a line each.
pub(super) fn group(sheet: &Sheet<'_>, section: &str) -> Markup {
    let shown: Vec<(&ExtraCell, &CellValue)> = sheet
        .extra
        .iter()
        .filter(|cell| cell.section == section)
        .filter_map(|cell| Some((cell, sheet.cells.get(&cell.id())?)))
        .collect();
    let mut columns: Vec<&str> = Vec::new();
    let mut rows: Vec<&str> = Vec::new();
    for (cell, _) in &shown {
        if let Some(column) = cell.column.as_deref() {
            if !columns.contains(&column) {
                columns.push(column);
            }
            if !rows.contains(&cell.row.as_str()) {
                rows.push(&cell.row);
            }
        }
    }
    let at = |row: &str, column: &str| {
        shown
            .iter()
            .find(|(cell, _)| cell.row == row && cell.column.as_deref() == Some(column))
    };
    html! {
        @if !shown.is_empty() {
            div.Group {
                @if !rows.is_empty() {
                    table.Permissions {
                        thead {
                            tr {
                                th { "Object" }
                                @for column in &columns { th { (column) } }
                            }
                        }
                        tbody {
                            @for row in &rows {
                                tr {
                                    td { (row) }
                                    @for column in &columns {
                                        td {
                                            @if let Some((cell, value)) = at(row, column) {
                                                (control(sheet, cell, value))
                                            }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
                @for (cell, value) in shown.iter().filter(|(cell, _)| cell.column.is_none()) {
                    @if cell.kind == ExtraKind::Box {
                        (control(sheet, cell, value))
                    } @else {
                        (sheet.pen.field(cell.id().as_str(), &cell.row, false, &control(sheet, cell, value)))
                    }
                }
            }
        }
    }
}

/// The headings of such cells that the catalogue does not have either.
pub(super) fn other_sections<'a>(sheet: &Sheet<'a>) -> BTreeSet<&'a str> {
    let known: BTreeSet<&str> = catalogue::cells()
        .map(|spec| spec.section.label())
        .collect();
    sheet
        .extra
        .iter()
        .filter(|cell| sheet.cells.contains_key(&cell.id()))
        .map(|cell| cell.section.as_str())
        .filter(|section| !known.contains(section))
        .collect()
}

fn control(sheet: &Sheet<'_>, cell: &ExtraCell, value: &CellValue) -> Markup {
    let id = cell.id();
    let title = match &cell.column {
        Some(column) => format!("{}: {column}", cell.row),
        None => cell.row.clone(),
    };
    let mut control = Control::new(id.as_str(), title).enabled(sheet.editable);
    control.full = Some(word(&cell.kind, &cell.kind.full()));
    control.nothing = Some(word(&cell.kind, &cell.kind.nothing()));
    let same = |word: &str| (word.to_owned(), word.to_owned());
    match (&cell.kind, value) {
        (ExtraKind::Box, _) => {
            let on = *value == CellValue::Flag(true);
            if cell.column.is_some() {
                sheet.pen.check_box(&control, on)
            } else {
                sheet.pen.labelled_box(&control, on)
            }
        }
        (ExtraKind::Number, CellValue::Number(number)) => {
            control.full = None;
            control.nothing = None;
            sheet.pen.number(&control, *number)
        }
        (ExtraKind::Choice(words), _) => {
            let options: Vec<_> = words.iter().map(|word| same(word)).collect();
            sheet
                .pen
                .choice(&control, &options, &word(&cell.kind, value))
        }
        (ExtraKind::YesNo | ExtraKind::Number, _) => {
            sheet
                .pen
                .choice(&control, &[same(YES), same(NO)], &word(&cell.kind, value))
        }
    }
}

/// What a control sends for a value.
fn word(kind: &ExtraKind, value: &CellValue) -> String {
    match (kind, value) {
        (ExtraKind::Box, CellValue::Flag(true)) => "on".to_owned(),
        (ExtraKind::Box, _) => String::new(),
        (_, CellValue::Flag(on)) => if *on { YES } else { NO }.to_owned(),
        (ExtraKind::Choice(words), value) => words
            .iter()
            .find(|word| kind.take(&CellValue::Word((*word).clone())).as_ref() == Some(value))
            .cloned()
            .unwrap_or_default(),
        (ExtraKind::YesNo | ExtraKind::Number, value) => value.to_string(),
    }
}

/// What a form says of these cells, on a level of this kind.
pub(super) fn read(
    posted: &Posted,
    cells: &[ExtraCell],
    api_only: bool,
) -> Result<BTreeMap<CellId, CellValue>, Refusal> {
    let mut read = BTreeMap::new();
    for cell in cells.iter().filter(|cell| cell.is_on(api_only)) {
        let id = cell.id();
        let value = match (&cell.kind, posted.get(id.as_str())) {
            (ExtraKind::Box, _) => CellValue::Flag(posted.flag(id.as_str())),
            (_, None) => continue,
            (ExtraKind::YesNo, Some(text)) => CellValue::Flag(text == YES),
            (ExtraKind::Number, Some(text)) => match text.trim().parse() {
                Ok(number) => CellValue::Number(number),
                Err(_) => {
                    return Err(Refusal {
                        refused: format!("{cell} takes a whole number."),
                    });
                }
            },
            (ExtraKind::Choice(_), Some(text)) => CellValue::Word(text.to_owned()),
        };
        read.insert(id, value);
    }
    Ok(read)
}
