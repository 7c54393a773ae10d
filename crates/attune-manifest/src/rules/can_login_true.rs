//! `can-login-true`: Can login to Web Services API is never ticked for people.

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "can-login-true",
    summary: "Can login to Web Services API is never ticked for people",
};

/// `canLogin: true` in an impersonation rule (help: `Settings_WSAPI.htm`; taken to hold for all levels of people).
pub(crate) fn finding(item: &Item<'_>) -> Finding {
    let message = "`canLogin` takes `false` only: once it was unticked and saved, Autotask never lets it be ticked again";
    Finding::error(&RULE, item.span(), message)
        .label("cannot be set")
        .help("remove the key to leave the box as it is, or write `false` to untick it for good")
}
