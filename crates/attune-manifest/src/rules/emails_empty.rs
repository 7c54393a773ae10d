//! `emails-empty`: a rule chooses at least one address.

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "emails-empty",
    summary: "a rule chooses at least one address",
};

/// No address.
pub(crate) fn finding(item: &Item<'_>) -> Finding {
    Finding::error(
        &RULE,
        item.head,
        "`emails` is empty, and the rule would choose nobody",
    )
    .label("no address")
    .help("name addresses: `emails: [\"*@contoso.example\"]`; or remove the rule")
}
