//! `api-only-kind`: `apiOnly` agrees with the level that is copied.

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "api-only-kind",
    summary: "`apiOnly` agrees with the level that is copied",
};

/// It does not: copies of the base are of the other kind.
pub(crate) fn finding(item: &Item<'_>, api_only: bool) -> Finding {
    let kind = if api_only { "API-only" } else { "for people" };
    Finding::error(
        &RULE,
        item.span(),
        format!("copies of this base are {kind}"),
    )
    .label("says otherwise")
    .help("remove the line: where the base is known, it tells the kind")
}
