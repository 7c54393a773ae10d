//! A run over many tenants for a terminal.

use super::standing::Tone;
use super::view::{Column, INTERRUPTED, columns, counts, grouped, parted};
use super::{FleetDocument, TenantV1};
use crate::text::TextOptions;
use crate::text::paint::{Ink, paint};
use crate::text::wrap::{pad, width};
use crate::view::words;

/// Between two columns.
const GAP: &str = "  ";

/// How many of which first, then a table: a line a tenant, as wide as it has to be, whatever the width of the terminal.
///
/// Tenants that are in sync and have nothing else to say are counted only, unless all is wanted.
pub fn text(fleet: &FleetDocument, options: &TextOptions) -> String {
    let paint = |ink, text: &str| paint(ink, text, options.colour);
    let mut text = format!("{}\n", paint(Ink::Heading, &counts(fleet)));
    if fleet.interrupted {
        text.push_str(&paint(Ink::Caution, INTERRUPTED));
        text.push('\n');
    }
    let (mut listed, quiet) = parted(fleet);
    let mut folded = quiet.len();
    if options.full {
        listed.extend(quiet);
        folded = 0;
    }
    if !listed.is_empty() {
        text.push('\n');
        text.push_str(&table(&listed, options));
    }
    if folded > 0 {
        let are = if folded == 1 { "is" } else { "are" };
        let line = format!("{} {are} in sync and not listed", grouped(folded));
        text.push('\n');
        text.push_str(&paint(Ink::Quiet, &line));
        text.push('\n');
    }
    text
}

fn table(tenants: &[&TenantV1], options: &TextOptions) -> String {
    let columns = columns(tenants);
    let mut headings = vec!["Tenant".to_owned(), "Standing".to_owned()];
    headings.extend(columns.iter().map(|column| column.heading.to_owned()));
    let rows: Vec<Vec<String>> = tenants.iter().map(|one| cells(one, &columns)).collect();
    let widths: Vec<usize> = headings
        .iter()
        .enumerate()
        .map(|(index, heading)| {
            let cells = rows.iter().filter_map(|row| row.get(index));
            let widest = cells.map(|cell| width(cell)).max();
            widest.unwrap_or(0).max(width(heading))
        })
        .collect();
    let is_number = |index: usize| {
        let column = index.checked_sub(2).and_then(|index| columns.get(index));
        column.is_some_and(|column| column.is_number())
    };
    let placed = |cells: &[String]| -> Vec<String> {
        let cells = cells.iter().zip(&widths).enumerate();
        cells
            .map(|(index, (cell, width))| place(cell, *width, is_number(index)))
            .collect()
    };
    let heading = placed(&headings).join(GAP);
    let mut text = paint(Ink::Heading, heading.trim_end(), options.colour);
    text.push('\n');
    for (tenant, row) in tenants.iter().zip(&rows) {
        let mut cells = placed(row);
        if let Some(standing) = cells.get_mut(1) {
            // Blanks in colour could not be taken off at the end of a line.
            let words = tenant.standing.words();
            let painted = paint(ink(tenant.standing.tone()), words, options.colour);
            *standing = standing.replacen(words, &painted, 1);
        }
        text.push_str(cells.join(GAP).trim_end());
        text.push('\n');
    }
    text
}

fn cells(tenant: &TenantV1, columns: &[&Column]) -> Vec<String> {
    let mut cells = vec![words(&tenant.tenant), tenant.standing.words().to_owned()];
    cells.extend(columns.iter().map(|column| column.cell(tenant)));
    cells
}

/// Numbers stand at the right.
fn place(cell: &str, columns: usize, is_number: bool) -> String {
    if is_number {
        let missing = columns.saturating_sub(width(cell));
        format!("{}{cell}", " ".repeat(missing))
    } else {
        pad(cell, columns)
    }
}

fn ink(tone: Tone) -> Ink {
    match tone {
        Tone::Danger => Ink::Danger,
        Tone::Caution => Ink::Caution,
        Tone::Change => Ink::Changes,
        Tone::Made => Ink::Makes,
        Tone::Plain | Tone::Calm => Ink::Quiet,
    }
}
