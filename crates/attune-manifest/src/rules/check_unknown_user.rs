//! `check-unknown-user`: a check signs in as an API user of the manifest.

use attune_model::Handle;

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;
use crate::suggest::{did_you_mean, one_of};

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "check-unknown-user",
    summary: "a check signs in as an API user of the manifest",
};

/// A handle that `apiUsers` does not have.
pub(crate) fn finding(item: &Item<'_>, handle: &Handle, known: &[&str]) -> Finding {
    let help = did_you_mean(handle.as_str(), known, || {
        if known.is_empty() {
            "add the API user under `apiUsers`".to_owned()
        } else {
            format!("known: {}", one_of(known))
        }
    });
    Finding::error(
        &RULE,
        item.span(),
        format!("there is no API user `{handle}` in this manifest"),
    )
    .label("unknown API user")
    .help(help)
}
