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
    if text.contains(|c: char| FORBIDDEN.contains(c) || c.is_whitespace()) {
        return out.refuse(finding(item));
    }
    Some(text.to_owned())
}

fn finding(item: &Item<'_>) -> Finding {
    Finding::error(
        &RULE,
        item.span(),
        "a typed user name has no blanks and none of `@ ( ) ; : [ ] | \\`",
    )
    .label("not accepted by the form")
    .help("write what stands before the `@`: `key: tasky-prod`; or remove the line to have it generated")
}
