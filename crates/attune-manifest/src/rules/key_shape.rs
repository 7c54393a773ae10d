//! `key-shape`: a typed user name has what Autotask lets be typed.

use crate::finding::{Finding, Findings};
use crate::reader::Item;
use crate::rules::Rule;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "key-shape",
    summary: "a typed user name has what Autotask lets be typed",
};

/// What must not stand in it (one guide says so).
const FORBIDDEN: &str = "@();:[]|\\";

/// Reads what stands before the `@`.
pub(crate) fn read(item: &Item<'_>, out: &mut Findings) -> Option<String> {
    let text = item.text(out)?;
    let plain = !text.contains(|c: char| FORBIDDEN.contains(c) || c.is_whitespace());
    let mixed = text.contains(|c: char| c.is_ascii_alphabetic())
        && text.contains(|c: char| c.is_ascii_digit());
    if plain && mixed {
        Some(text.to_owned())
    } else {
        out.refuse(finding(item))
    }
}

fn finding(item: &Item<'_>) -> Finding {
    Finding::error(
        &RULE,
        item.span(),
        "a typed user name has letters and digits, no blanks, and none of `@ ( ) ; : [ ] | \\`",
    )
    .label("not accepted by the form")
    .help("write what stands before the `@`: `key: tasky2026`; or remove the line to have it generated")
}
