//! Which control is which cell of the catalogue.

use attune_model::catalogue::{self, CellSpec, Terms, Verb};

use super::sheet::Sheet;
use crate::extract::Control;
use crate::locators::Locators;
use crate::locators::known::split;

/// A cell, and the controls that its words fit, with their positions.
pub(super) struct Fit<'a> {
    pub(super) spec: &'static CellSpec,
    pub(super) controls: Vec<(usize, &'a Control)>,
}

/// The cells of the catalogue that a page shows, to a tenant with these terms.
pub(super) fn fits<'a>(sheet: &Sheet<'a>, locators: &Locators, terms: &Terms) -> Vec<Fit<'a>> {
    catalogue::cells()
        .map(|spec| Fit {
            spec,
            controls: fit(sheet, spec, locators, terms),
        })
        .filter(|fit| !fit.controls.is_empty())
        .collect()
}

/// Whether the catalogue has a cell with this section, row and column, whatever its group.
pub(super) fn is_known(control: &Control, locators: &Locators, terms: &Terms) -> bool {
    catalogue::cells().any(|spec| {
        let [sections, rows, columns] = words(spec, locators, terms);
        columns.contains(&control.at.column)
            && rows.contains(&control.at.row)
            && sections.contains(&control.at.section)
    })
}

fn fit<'a>(
    sheet: &Sheet<'a>,
    spec: &CellSpec,
    locators: &Locators,
    terms: &Terms,
) -> Vec<(usize, &'a Control)> {
    let [sections, rows, columns] = words(spec, locators, terms);
    let found = sheet.find(&sections, &rows, &columns);
    let (table, part) = split(spec.group);
    let exact: Vec<_> = found
        .iter()
        .copied()
        .filter(|(_, control)| {
            is(&control.at.group, table, locators, terms)
                && is(&control.at.part, part, locators, terms)
        })
        .collect();
    // The catalogue does not know the headings of all groups: where it knows none, the page may have one.
    if exact.is_empty() && spec.group.is_empty() && found.len() == 1 {
        found
    } else {
        exact
    }
}

/// The words of section, row and column.
fn words(spec: &CellSpec, locators: &Locators, terms: &Terms) -> [Vec<String>; 3] {
    [
        locators.words(spec.section.label(), terms),
        locators.words(spec.row, terms),
        locators.words(spec.column.map_or("", Verb::label), terms),
    ]
}

fn is(shown: &str, label: &str, locators: &Locators, terms: &Terms) -> bool {
    if label.is_empty() {
        shown.is_empty()
    } else {
        locators.is(shown, label, terms)
    }
}
