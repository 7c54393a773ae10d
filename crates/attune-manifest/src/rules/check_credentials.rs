//! `check-credentials`: the API user of a check has credentials.

use attune_model::Handle;

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "check-credentials",
    summary: "the API user of a check has credentials",
};

/// It has none that attune could use.
pub(crate) fn finding(item: &Item<'_>, user: &Handle) -> Finding {
    Finding::error(
        &RULE,
        item.span(),
        format!("the check signs in as `{user}`, whose block has no `credentials`"),
    )
    .label("no credentials")
    .help(format!(
        "add `credentials: {{to: {{file: secrets/{user}.json}}}}` to the API user"
    ))
}
