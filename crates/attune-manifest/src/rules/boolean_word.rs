//! `boolean-word`: yes and no are written true and false.

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::{Rule, wrong_type};
use crate::yaml::Scalar;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "boolean-word",
    summary: "yes and no are written true and false",
};

/// Something else where `true` or `false` is wanted.
pub(crate) fn finding(item: &Item<'_>, scalar: &Scalar) -> Finding {
    let meant = match scalar.text.to_ascii_lowercase().as_str() {
        "yes" | "y" | "on" | "true" => "true",
        "no" | "n" | "off" | "false" => "false",
        _ => return wrong_type::boolean(item),
    };
    let message = format!("`{}` must be `true` or `false`", item.name);
    let how = if scalar.plain { "" } else { " without quotes" };
    Finding::error(&RULE, item.span(), message)
        .label(if scalar.plain {
            "a word"
        } else {
            "text in quotes"
        })
        .help(format!("write `{meant}`{how}"))
}
