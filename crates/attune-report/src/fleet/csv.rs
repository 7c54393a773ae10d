//! A run over many tenants as a table for spreadsheets: RFC 4180, a header, one record a tenant, in UTF-8.

use super::view::{NULL, expiring};
use super::{CellsV1, FleetDocument, TenantV1};
use crate::view::words;

const HEADER: [&str; 17] = [
    "tenant",
    "groups",
    "database",
    "exit_code",
    "standing",
    "why",
    "differences",
    "unchanged_since",
    "changes",
    "waiting",
    "score",
    "findings",
    "unknown_cells",
    "all_cells",
    "expiring",
    "oldest_capture",
    "page",
];

/// All tenants in the order of the run, with all columns. Null is `-`, an empty list is empty.
///
/// A text that a spreadsheet could take for a formula is made inert by an apostrophe before its sign.
pub fn csv(fleet: &FleetDocument) -> String {
    let mut text = line(HEADER.map(str::to_owned));
    for tenant in &fleet.tenants {
        text.push_str(&line(record(tenant)));
    }
    text
}

fn record(tenant: &TenantV1) -> [String; 17] {
    let TenantV1 {
        tenant,
        groups,
        database,
        exit_code,
        standing,
        why,
        differences,
        unchanged_since,
        changes,
        waiting,
        score,
        findings,
        cells,
        expiring: ends,
        oldest_capture,
        page,
    } = tenant;
    let unknown = cells.map(|CellsV1 { unknown, all: _ }| unknown);
    let all = cells.map(|CellsV1 { unknown: _, all }| all);
    [
        inert(&words(tenant)),
        inert(&words(&groups.join(" "))),
        number(*database),
        exit_code.to_string(),
        standing.id().to_owned(),
        text(why.as_ref()),
        number(*differences),
        text(unchanged_since.as_ref()),
        number(*changes),
        number(*waiting),
        number(*score),
        number(*findings),
        number(unknown),
        number(all),
        inert(&expiring(ends)),
        text(oldest_capture.as_ref()),
        text(page.as_ref()),
    ]
}

fn number(number: Option<impl ToString>) -> String {
    number.map_or_else(|| NULL.to_owned(), |number| number.to_string())
}

fn text(text: Option<&String>) -> String {
    text.map_or_else(|| NULL.to_owned(), |text| inert(&words(text)))
}

/// Where a field can begin, no sign of a formula does: at the start, and after what another country's spreadsheet takes for
/// the end of a field. Control characters are cleaned away before.
fn inert(text: &str) -> String {
    let mut inert = String::with_capacity(text.len());
    let mut is_start = true;
    for c in text.chars() {
        if is_start && matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠') {
            inert.push('\'');
        }
        is_start = matches!(c, ',' | ';' | '|' | '"') || is_start && c.is_whitespace();
        inert.push(c);
    }
    inert
}

fn line(fields: [String; 17]) -> String {
    format!("{}\r\n", fields.map(|field| quoted(&field)).join(","))
}

/// In quotes where it has to be; there are no line breaks in it.
fn quoted(field: &str) -> String {
    if field.contains(['"', ',']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_a_formula() {
        for (text, harmless) in [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-", "'-"),
            (" @SUM(A1)", " '@SUM(A1)"),
            ("＝1", "'＝1"),
            ("x;=1", "x;'=1"),
            ("x\", =1", "x\", '=1"),
            ("a-b@c.example", "a-b@c.example"),
        ] {
            assert_eq!(inert(text), harmless);
        }
    }

    #[test]
    fn quotes_are_doubled_in_quotes() {
        assert_eq!(quoted("a \"b\""), "\"a \"\"b\"\"\"");
        assert_eq!(quoted("a,b"), "\"a,b\"");
        assert_eq!(quoted("a b"), "a b");
    }
}
