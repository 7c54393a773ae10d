//! `credentials-shared`: the credentials of each API user have a place of their own.

use attune_model::Handle;

use crate::finding::Finding;
use crate::rules::Rule;
use crate::source::Span;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "credentials-shared",
    summary: "the credentials of each API user have a place of their own",
};

/// A second API user whose credentials go where those of another go.
pub(crate) fn finding(span: Span, other: &Handle, first: Span) -> Finding {
    let message =
        format!("the credentials of `{other}` go there too, and one would overwrite the other");
    Finding::error(&RULE, span, message)
        .label("the same place")
        .related(first, format!("of `{other}`"))
        .help("give each API user a place of its own")
}
