//! `policy-word`: a policy says `protect: true` or `ignore: true`.

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "policy-word",
    summary: "a policy says `protect: true` or `ignore: true`",
};

/// Both.
pub(crate) fn both(item: &Item<'_>) -> Finding {
    Finding::error(
        &RULE,
        item.head,
        format!("`{}` is both protected and ignored", item.name),
    )
    .label("both")
    .help("keep one: what is ignored is never touched anyway")
}

/// Neither.
pub(crate) fn neither(item: &Item<'_>) -> Finding {
    Finding::error(
        &RULE,
        item.head,
        format!("nothing is said about `{}`", item.name),
    )
    .label("says nothing")
    .help("write `{protect: true}` or `{ignore: true}`, or remove the line")
}
