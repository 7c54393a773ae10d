//! Cells as a small table in the order of the page: before -> after, columns where the page has columns.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use attune_model::catalogue::{self, CellSpec, Terms, Verb};
use attune_model::{CellChange, CellId, CellState};

use crate::clean;
use crate::label::label;

/// The columns of the page's tables, in their order.
const VERBS: [Verb; 4] = [Verb::View, Verb::Add, Verb::Edit, Verb::Delete];

/// One line a row of the page; `?` stands for a value that nobody can see.
pub(super) fn cell_table(cells: &BTreeMap<CellId, CellChange>) -> String {
    let terms = Terms::default();
    let mut text = String::new();
    let mut heading = String::new();
    let known: Vec<(&CellSpec, &CellChange)> = catalogue::cells()
        .filter_map(|spec| cells.get(&spec.id()).map(|change| (spec, change)))
        .collect();
    let width = known
        .iter()
        .map(|(spec, _)| spec.row_label(&terms).chars().count())
        .max()
        .unwrap_or(0);
    let mut rest = known.as_slice();
    while let Some((spec, change)) = rest.first() {
        let here = spec.heading(&terms);
        let label = spec.row_label(&terms);
        let row: Vec<&(&CellSpec, &CellChange)> = rest
            .iter()
            .take_while(|(other, _)| {
                (other.section, other.group, other.row) == (spec.section, spec.group, spec.row)
                    && other.column.is_some() == spec.column.is_some()
            })
            .collect();
        if here != heading {
            let _ = writeln!(text, "{here}");
            heading = here;
        }
        let _ = match spec.column {
            None => writeln!(text, "  {label:width$}  {}", arrow(change)),
            Some(_) => writeln!(text, "  {label:width$}  {}", columns(&row)),
        };
        let taken = if spec.column.is_some() { row.len() } else { 1 };
        rest = rest.get(taken..).unwrap_or_default();
    }
    text.push_str(&extra_rows(cells));
    text
}

/// The cells that the catalogue does not have, by their labels: `Service Desk > Change Requests > View`.
fn extra_rows(cells: &BTreeMap<CellId, CellChange>) -> String {
    cells
        .iter()
        .filter(|(cell, _)| catalogue::cell(cell).is_none())
        .map(|(cell, change)| format!("{}  {}\n", clean(&label(cell)), arrow(change)))
        .collect()
}

fn columns(row: &[&(&CellSpec, &CellChange)]) -> String {
    let mut parts = Vec::new();
    for verb in VERBS {
        if let Some((_, change)) = row.iter().find(|(spec, _)| spec.column == Some(verb)) {
            parts.push(format!("{} {}", verb.label(), arrow(change)));
        }
    }
    parts
        .iter()
        .map(|part| format!("{part:16}"))
        .collect::<String>()
        .trim_end()
        .to_owned()
}

fn arrow(change: &CellChange) -> String {
    match &change.before {
        CellState::Unknown => format!("? -> {}", clean(&change.after.to_string())),
        CellState::Known {
            value,
            source: _,
            at: _,
        } => clean(&format!("{value} -> {}", change.after)),
    }
}

#[cfg(test)]
mod tests {
    use attune_model::{CellValue, Scope};

    use super::*;

    #[test]
    fn labels_are_in_the_official_terms() {
        let changes = [
            (
                "contracts.settings.contractVisibility",
                CellValue::Scope(Scope::Limited),
            ),
            (
                "crm.access.vendorPartners",
                CellValue::Scope(Scope::MyTerritories),
            ),
            ("crm.objects.accounts.add", CellValue::Flag(true)),
            ("crm.objects.accounts.view", CellValue::Scope(Scope::All)),
            ("other.webhooks.max", CellValue::Number(20)),
        ];
        let cells = changes
            .into_iter()
            .map(|(path, after)| {
                let before = CellState::Unknown;
                (CellId::new(path), CellChange { before, after })
            })
            .collect();
        insta::assert_snapshot!(cell_table(&cells), @r"
        Contracts
          Contract Visibility (for contracts you have access to)  ? -> Limited
        CRM > Organization & Contact Access
          Vendor & Partners                                       ? -> My Territories
        CRM > Object Permissions
          Organizations                                           View ? -> All   Add ? -> on
        Other > Webhooks
          Maximum number of Webhooks                              ? -> 20
        ");
    }
}
