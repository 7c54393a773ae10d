//! `accept-rule`: `accept` names a rule that only warns.

use crate::finding::Finding;
use crate::lint;
use crate::reader::Item;
use crate::rules::Rule;
use crate::suggest::{did_you_mean, one_of};

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "accept-rule",
    summary: "`accept` names a rule that only warns",
};

/// Whether it is the id of such a rule.
pub(crate) fn is_lint(id: &str) -> bool {
    lint::IDS.contains(&id)
}

/// It is none.
pub(crate) fn finding(item: &Item<'_>, id: &str) -> Finding {
    Finding::error(
        &RULE,
        item.span(),
        format!("{} is no rule that can be accepted", item.quoted()),
    )
    .label("not a warning")
    .help(did_you_mean(id, &lint::IDS, || {
        format!("the rules that can be accepted are {}", one_of(&lint::IDS))
    }))
}
