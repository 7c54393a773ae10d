//! `handle-shape`: a handle has lower-case letters, digits and hyphens.

use attune_model::Handle;

use crate::finding::Finding;
use crate::rules::Rule;
use crate::source::Span;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "handle-shape",
    summary: "a handle has lower-case letters, digits and hyphens",
};

/// A text that is no handle.
pub(crate) fn finding(text: &str, quoted: &str, span: Span) -> Finding {
    let help = match repaired(text) {
        Some(handle) => {
            format!("write `{handle}`")
        }
        None => "write a short name such as `tasky-api`".to_owned(),
    };
    let message = format!(
        "{quoted} is no handle: lower-case letters, digits and hyphens, at most 64, beginning with a letter or digit"
    );
    Finding::error(&RULE, span, message)
        .label("not a handle")
        .help(help)
}

/// The handle that was probably meant.
fn repaired(text: &str) -> Option<Handle> {
    let lower = text.to_lowercase();
    let parts: Vec<&str> = lower
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    Handle::parse(&parts.join("-")).ok()
}
