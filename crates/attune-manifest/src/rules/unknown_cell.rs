//! `unknown-cell`: a setting of a level is one that the level editor has.

use attune_model::catalogue;

use crate::finding::Finding;
use crate::rules::Rule;
use crate::source::Span;
use crate::suggest::one_of;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "unknown-cell",
    summary: "a setting of a level is one that the level editor has",
};

/// A name below `path` that the catalogue does not have.
pub(crate) fn finding(path: &str, name: &str, quoted: &str, span: Span) -> Finding {
    let children = catalogue::children(path);
    let help = if let Some(word) = attune_model::nearest(name, children.iter().copied()) {
        format!("did you mean `{word}`?")
    } else if let Some(elsewhere) = elsewhere(path, name) {
        format!("it stands at `{elsewhere}`")
    } else {
        format!("known here: {}", one_of(children))
    };
    Finding::error(
        &RULE,
        span,
        format!("there is no setting {quoted} in `{path}`"),
    )
    .label("unknown setting")
    .help(help)
}

/// Where a name stands first: below `path`, or else anywhere in the catalogue.
pub(super) fn elsewhere(path: &str, name: &str) -> Option<&'static str> {
    let step = format!(".{name}");
    catalogue::cells_below(path)
        .chain(catalogue::cells())
        .find_map(|spec| {
            let ends = spec
                .path
                .match_indices(&step)
                .map(|(at, _)| at + step.len());
            let mut whole =
                ends.filter(|end| matches!(spec.path.as_bytes().get(*end), None | Some(b'.')));
            spec.path.get(..whole.next()?)
        })
}
