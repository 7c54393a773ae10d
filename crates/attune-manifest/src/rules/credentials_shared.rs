//! `credentials-shared`: each API user has a credentials file of its own.

use attune_model::Handle;

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;
use crate::source::Span;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "credentials-shared",
    summary: "each API user has a credentials file of its own",
};

/// A second API user whose credentials go to the file of another.
pub(crate) fn finding(item: &Item<'_>, other: &Handle, first: Span) -> Finding {
    let message = format!(
        "the credentials of `{other}` go to this file too, and one would overwrite the other"
    );
    Finding::error(&RULE, item.span(), message)
        .label("the same file")
        .related(first, format!("of `{other}`"))
        .help("give each API user a file of its own")
}
