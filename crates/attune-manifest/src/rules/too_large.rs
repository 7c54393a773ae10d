//! `too-large`: a manifest keeps within its limits of size, entries and depth.

use crate::finding::Finding;
use crate::rules::Rule;
use crate::source::Span;
use crate::text::LARGEST;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "too-large",
    summary: "a manifest keeps within its limits of size, entries and depth",
};

/// The file.
pub(crate) fn file() -> Finding {
    let message = format!("the manifest is larger than {} KiB", LARGEST / 1024);
    Finding::of_file(&RULE, message)
        .help("check that this is the manifest: one tenant takes a few hundred lines")
}

/// The number of keys and values.
pub(crate) fn nodes(span: Span, most: usize) -> Finding {
    Finding::error(
        &RULE,
        span,
        format!("the manifest has more than {most} keys and values"),
    )
    .label("one too many")
    .help("check that this is the manifest: one tenant takes a few hundred lines")
}

/// The number of files that it extends.
pub(crate) fn files(span: Span, most: usize) -> Finding {
    Finding::error(
        &RULE,
        span,
        format!("the manifest extends more than {most} files"),
    )
    .label("one too many")
    .help("let one baseline say what most tenants share, and few others lie between")
}

/// The nesting.
pub(crate) fn depth(span: Span, deepest: usize) -> Finding {
    let message = format!("lists and maps are nested more than {deepest} levels deep");
    Finding::error(&RULE, span, message)
        .label("too deep")
        .help("no manifest needs more than ten levels: look for brackets that are never closed")
}
