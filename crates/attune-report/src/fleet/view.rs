//! What every format for people shows of a run, decided once. Everything is cleaned here; formats escape for themselves.

use super::{CellsV1, ExpiryV1, FleetDocument, Standing, TenantV1};
use crate::view::words;

/// Null, which is not 0.
pub(super) const NULL: &str = "-";

/// What is said when somebody ended the run.
pub(super) const INTERRUPTED: &str =
    "The run was interrupted: the tenants that it did not come to are not begun.";

/// A column; tenants and their standing are before all of them.
pub(super) struct Column {
    pub(super) heading: &'static str,
    pub(super) kind: Kind,
    of: fn(&TenantV1) -> Option<String>,
}

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A few words.
    Word,
    /// An amount.
    Number,
    /// A sentence or a list.
    Long,
}

const COLUMNS: [Column; 11] = [
    Column::new(Kind::Word, "Groups", |one| {
        Some(words(&one.groups.join(", ")))
    }),
    Column::new(Kind::Number, "Differences", |one| number(one.differences)),
    Column::new(Kind::Word, "Unchanged since", |one| {
        text(one.unchanged_since.as_ref())
    }),
    Column::new(Kind::Number, "Steps", |one| number(one.changes)),
    Column::new(Kind::Number, "Waiting", |one| number(one.waiting)),
    Column::new(Kind::Number, "Score", |one| Some(one.score?.to_string())),
    Column::new(Kind::Number, "Findings", |one| number(one.findings)),
    Column::new(Kind::Number, "Unknown cells", |one| {
        let CellsV1 { unknown, all } = one.cells?;
        Some(format!("{unknown} of {all}"))
    }),
    Column::new(Kind::Word, "Oldest capture", |one| {
        text(one.oldest_capture.as_ref())
    }),
    Column::new(Kind::Long, "Access that ends", |one| {
        Some(expiring(&one.expiring))
    }),
    Column::new(Kind::Long, "Why", |one| text(one.why.as_ref())),
];

impl Column {
    const fn new(kind: Kind, heading: &'static str, of: fn(&TenantV1) -> Option<String>) -> Self {
        Self { heading, kind, of }
    }

    pub(super) fn is_number(&self) -> bool {
        self.kind == Kind::Number
    }

    /// What it holds: `-` for null, nothing for an empty list.
    pub(super) fn cell(&self, tenant: &TenantV1) -> String {
        (self.of)(tenant).unwrap_or_else(|| NULL.to_owned())
    }

    /// Whether anything stands in it.
    pub(super) fn holds(&self, tenant: &TenantV1) -> bool {
        (self.of)(tenant).is_some_and(|text| !text.is_empty())
    }
}

/// All columns.
pub(super) fn all_columns() -> impl Iterator<Item = &'static Column> {
    COLUMNS.iter()
}

/// The columns in which anything stands, for any of these tenants.
pub(super) fn columns(tenants: &[&TenantV1]) -> Vec<&'static Column> {
    all_columns()
        .filter(|column| tenants.iter().any(|tenant| column.holds(tenant)))
        .collect()
}

/// The tenants with something to say, the most urgent first and of these the worst score, and then those without.
pub(super) fn parted(fleet: &FleetDocument) -> (Vec<&TenantV1>, Vec<&TenantV1>) {
    let (quiet, mut loud): (Vec<_>, Vec<_>) = fleet.tenants.iter().partition(|one| is_quiet(one));
    loud.sort_by_key(|one| (one.standing.tone(), one.standing, one.score));
    (loud, quiet)
}

/// In sync, and nothing else to say.
fn is_quiet(tenant: &TenantV1) -> bool {
    tenant.standing == Standing::InSync
        && tenant.why.is_none()
        && tenant.expiring.is_empty()
        && tenant.waiting.unwrap_or(0) == 0
}

/// `drift of 1,000 tenants`.
pub(super) fn title(fleet: &FleetDocument) -> String {
    format!("{} of {}", words(&fleet.command), tenants(fleet))
}

/// `1,000 tenants: 875 in sync, 100 drifted, 20 could not be looked at, 5 held`.
pub(super) fn counts(fleet: &FleetDocument) -> String {
    let count = |standing: Standing| {
        let of = fleet.tenants.iter().filter(|one| one.standing == standing);
        (of.count(), standing.words())
    };
    let counts: Vec<String> = Standing::ALL
        .into_iter()
        .map(count)
        .filter(|(count, _)| *count > 0)
        .map(|(count, words)| format!("{} {words}", grouped(count)))
        .collect();
    if counts.is_empty() {
        return tenants(fleet);
    }
    format!("{}: {}", tenants(fleet), counts.join(", "))
}

fn tenants(fleet: &FleetDocument) -> String {
    match fleet.tenants.len() {
        1 => "1 tenant".to_owned(),
        many => format!("{} tenants", grouped(many)),
    }
}

/// `1,000`.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn number(number: Option<usize>) -> Option<String> {
    number.map(|number| number.to_string())
}

fn text(text: Option<&String>) -> Option<String> {
    text.map(|text| words(text))
}

/// `2026-12-31 API user A; 2027-01-31 level B`.
pub(super) fn expiring(expiring: &[ExpiryV1]) -> String {
    let one = |ExpiryV1 { what, on }: &ExpiryV1| format!("{} {}", words(on), words(what));
    let all: Vec<String> = expiring.iter().map(one).collect();
    all.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_told_apart() {
        let numbers = [0, 999, 1_000, 65_536, 1_234_567].map(grouped);
        assert_eq!(numbers, ["0", "999", "1,000", "65,536", "1,234,567"]);
    }
}
