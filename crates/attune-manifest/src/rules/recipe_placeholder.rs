//! `recipe-placeholder`: `<name>` in a recipe is one of its parameters.

use crate::finding::Finding;
use crate::recipe::Values;
use crate::rules::Rule;
use crate::source::Span;
use crate::suggest::{did_you_mean, one_of};

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "recipe-placeholder",
    summary: "`<name>` in a recipe is one of its parameters",
};

/// It is none.
pub(crate) fn finding(name: &str, span: Span, known: &Values) -> Finding {
    let known: Vec<&str> = known.keys().map(String::as_str).collect();
    Finding::error(
        &RULE,
        span,
        format!("`<{name}>` is no parameter of this recipe"),
    )
    .label("unknown parameter")
    .help(did_you_mean(name, &known, || {
        format!("the parameters are {}", one_of(&known))
    }))
}

/// A parameter within a text, or as a key, is a text itself.
pub(crate) fn not_text(name: &str, span: Span) -> Finding {
    Finding::error(
        &RULE,
        span,
        format!("`<{name}>` stands within a text here and is none"),
    )
    .label("not a text")
    .help("let the parameter stand alone as a value")
}
