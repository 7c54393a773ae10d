//! `credentials-plain`: credentials are written as they are.

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "credentials-plain",
    summary: "credentials are written as they are",
};

/// A file named as if it were encrypted.
pub(crate) fn finding(item: &Item<'_>) -> Finding {
    let message = "the name ends in `.age`, and the credentials will be written without encryption";
    Finding::warning(&RULE, item.span(), message)
        .label("will be plain JSON")
        .help(
            "name the file `.json`, keep it out of git, and encrypt it yourself if it must be kept",
        )
}
