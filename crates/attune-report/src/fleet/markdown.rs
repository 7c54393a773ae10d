//! A run over many tenants for a comment at a forge, or a wiki.

use std::fmt::Write as _;

use super::standing::Tone;
use super::view::{Column, INTERRUPTED, columns, counts, grouped, parted, title};
use super::{FleetDocument, TenantV1};
use crate::markdown::budget::Budget;
use crate::markdown::escape::escape;
use crate::markdown::marker::{marker, word};
use crate::view::words;

/// A hidden first line by which the comment is found again, how many of which, and a row for each tenant with something to
/// say; less than 65,536 characters. What does not fit is counted.
pub fn markdown(fleet: &FleetDocument) -> String {
    let (listed, quiet) = parted(fleet);
    let mut text = Budget::default();
    text.push(&marker(&["fleet", &fleet.command]));
    text.push(&format!("## attune: {}\n\n", escape(&title(fleet))));
    let at = escape(&words(&fleet.at));
    text.push(&format!("**{}** At {at}.\n\n", counts(fleet)));
    if fleet.interrupted {
        text.push(&format!(":warning: {INTERRUPTED}\n\n"));
    }
    if !quiet.is_empty() && !listed.is_empty() {
        let count = grouped(quiet.len());
        let are = if quiet.len() == 1 { "is" } else { "are" };
        text.push(&format!("{count} {are} in sync and not listed.\n\n"));
    }
    let columns = columns(&listed);
    let rows: Vec<String> = listed.iter().map(|one| row(one, &columns)).collect();
    text.push_table(&heading(&columns), &rows);
    text.finish(&format!(
        "`attune {} --all --format json`",
        word(&fleet.command)
    ))
}

fn heading(columns: &[&Column]) -> String {
    let mut names = String::from("| Tenant | Standing |");
    let mut line = String::from("|---|---|");
    for column in columns {
        // Writing to a string does not fail.
        let _ = write!(names, " {} |", column.heading);
        line.push_str(if column.is_number() { "---:|" } else { "---|" });
    }
    format!("{names}\n{line}\n")
}

fn row(tenant: &TenantV1, columns: &[&Column]) -> String {
    let mark = match tenant.standing.tone() {
        Tone::Danger => ":x: ",
        Tone::Caution => ":warning: ",
        Tone::Change | Tone::Plain | Tone::Made | Tone::Calm => "",
    };
    let name = escape(&words(&tenant.tenant));
    let cells = columns.iter().map(|column| escape(&column.cell(tenant)));
    let cells: String = cells.map(|cell| format!(" {cell} |")).collect();
    format!("| {name} | {mark}{} |{cells}\n", tenant.standing.words())
}
