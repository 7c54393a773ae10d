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
    let Some(text) = text.filter(|text| is_shaped(text)) else {
        let message = format!(
            "`{}` must be a day, written as year, month and day",
            item.name
        );
        return out.refuse(finding(item, message, "not a day"));
    };
    text.parse::<Date>().ok().or_else(|| {
        let message = format!("`{}` must be a day that the calendar has", item.name);
        out.refuse(finding(item, message, "no such day"))
    })
}

/// Whether a text has the digits and hyphens of a day.
fn is_shaped(text: &str) -> bool {
    text.len() == "2026-12-31".len()
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

fn finding(item: &Item<'_>, message: String, label: &str) -> Finding {
    Finding::error(&RULE, item.span(), message)
        .label(label)
        .help(format!("write it like this: `{}: 2026-12-31`", item.name))
}
