//! Two levels.

use attune_audit::{CellComparison, Counts, LevelComparison, LevelSide, Value, Verdict};

use crate::audit::words;
use crate::label::label;
use crate::outline::{Chapter, Entry, Outline};

pub(super) fn outline(comparison: &LevelComparison) -> Outline {
    let LevelComparison {
        a,
        b,
        counts,
        cells,
    } = comparison;
    let title = format!("Comparison of \"{}\" with \"{}\"", a.name, b.name);
    let lines = |wanted: fn(&Verdict) -> bool| {
        let cells = cells.iter().filter(|cell| wanted(&cell.verdict));
        cells.map(|one| Entry::new(&cell(one))).collect()
    };
    let chapters = vec![
        Chapter::new("The levels", vec![side(a), side(b)]),
        Chapter::new("Differs", lines(differs)),
        Chapter::new("Seen on one side only", lines(half_known)),
        Chapter::new("The same", lines(same)).only_full(),
        Chapter::new("Unknown on both sides", lines(unknown)).only_full(),
    ];
    Outline::new(&title, &format!("{}.", tally(*counts)), chapters)
}

fn side(side: &LevelSide) -> Entry {
    let LevelSide {
        name,
        system,
        active,
        holders,
        oldest_cell,
    } = side;
    let made = if *system { "system" } else { "custom" };
    let oldest = oldest_cell.map(|oldest| format!("the oldest seen at {oldest}"));
    Entry::new(&format!("\"{name}\": {made}, {}", words::active(*active)))
        .maybe("held by", holders.map(|all| words::holders(Some(all))))
        .fact(
            "cells",
            &oldest.unwrap_or_else(|| "none was seen".to_owned()),
        )
}

/// `1 differs, 4 are the same, 83 are unknown`.
pub(super) fn tally(counts: Counts) -> String {
    let Counts {
        same,
        differs,
        unknown,
    } = counts;
    format!(
        "{}, {}, {}",
        words::counted(differs, "cell differs", "cells differ"),
        words::counted(same, "is the same", "are the same"),
        words::counted(unknown, "is unknown", "are unknown")
    )
}

pub(super) fn cell(CellComparison { cell, verdict }: &CellComparison) -> String {
    format!("{}: {}", label(cell), values(verdict))
}

/// `All | Mine`, `? | on`, or one value where both are the same.
pub(super) fn values(verdict: &Verdict) -> String {
    let word = |value: Option<&Value>| value.map_or_else(|| "?".to_owned(), ToString::to_string);
    match verdict {
        Verdict::Same { value } => value.to_string(),
        Verdict::Differs { a, b } => format!("{a} | {b}"),
        Verdict::Unknown { a: None, b: None } => "?".to_owned(),
        Verdict::Unknown { a, b } => format!("{} | {}", word(a.as_ref()), word(b.as_ref())),
    }
}

pub(super) fn differs(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Differs { a: _, b: _ })
}

fn same(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Same { value: _ })
}

fn unknown(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Unknown { a: None, b: None })
}

fn half_known(verdict: &Verdict) -> bool {
    !differs(verdict) && !same(verdict) && !unknown(verdict)
}
