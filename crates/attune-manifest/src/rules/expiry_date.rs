//! `expiry-date`: a day is written as `2026-12-31`.

use attune_model::Date;

use crate::finding::{Finding, Findings};
use crate::reader::Item;
use crate::rules::Rule;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "expiry-date",
    summary: "a day is written as `2026-12-31`",
};

/// Reads a day.
pub(crate) fn read(item: &Item<'_>, out: &mut Findings) -> Option<Date> {
    let text = item.scalar().map(|scalar| &*scalar.text);
    let shaped = text.filter(|text| text.len() == "2026-12-31".len());
    shaped
        .and_then(|text| text.parse::<Date>().ok())
        .or_else(|| out.refuse(finding(item)))
}

fn finding(item: &Item<'_>) -> Finding {
    Finding::error(
        &RULE,
        item.span(),
        format!("`{}` must be a day that the calendar has", item.name),
    )
    .label("not a day")
    .help(format!(
        "write year, month and day: `{}: 2026-12-31`",
        item.name
    ))
}
