//! `one-tenant`: a manifest describes one tenant.

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;
use crate::source::Span;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "one-tenant",
    summary: "a manifest describes one tenant",
};

const HELP: &str = "give each tenant a manifest of its own: `contoso.yaml`, `fabrikam.yaml`";

/// A second document begins here.
pub(crate) fn second_document(span: Span) -> Finding {
    Finding::error(
        &RULE,
        span,
        "a manifest describes one tenant, and a second document begins here",
    )
    .label("second document")
    .help("move what follows `---` to a file of its own")
}

/// `tenant` stands twice.
pub(crate) fn again(first: Span, second: Span) -> Finding {
    Finding::error(
        &RULE,
        second,
        "a manifest describes one tenant, and `tenant` stands here twice",
    )
    .label("second tenant")
    .related(first, "first tenant")
    .help(HELP)
}

/// Two files of a folder name two tenants.
pub(crate) fn in_two_files(first: Span, second: Span) -> Finding {
    Finding::error(
        &RULE,
        second,
        "the files of a folder are one manifest, and two of them name two tenants",
    )
    .label("second tenant")
    .related(first, "first tenant")
    .help("name one of the files, or give each tenant a folder of its own")
}

/// `tenants`, or a `tenant` that is a list or map.
pub(crate) fn several(item: &Item<'_>) -> Finding {
    let message = format!(
        "a manifest describes one tenant, and `{}` is {}",
        item.name,
        item.node.kind()
    );
    Finding::error(&RULE, item.head, message)
        .label("write `tenant: contoso`")
        .help(HELP)
}
