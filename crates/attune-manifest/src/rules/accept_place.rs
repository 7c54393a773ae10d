//! `accept-place`: `accept` names a place of the manifest.

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;
use crate::suggest::one_of;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "accept-place",
    summary: "`accept` names a place of the manifest",
};

/// It is in no block that can deviate; the sections of those that can end in a dot.
pub(crate) fn section(item: &Item<'_>, sections: &[&str]) -> Finding {
    Finding::error(
        &RULE,
        item.span(),
        format!("{} is no place that can be accepted", item.quoted()),
    )
    .label("not in a block")
    .help(format!("a place begins with {}", one_of(sections)))
}

/// The manifest says nothing there.
pub(crate) fn nothing(item: &Item<'_>) -> Finding {
    Finding::error(
        &RULE,
        item.span(),
        format!("the manifest says nothing at {}", item.quoted()),
    )
    .label("nothing there")
    .help("correct the place: a path of keys such as `securityLevels.tasky-api.webServicesApi.canLogin`")
}
