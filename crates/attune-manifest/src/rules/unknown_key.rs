//! `unknown-key`: a key is one that attune knows.

use crate::finding::Finding;
use crate::rules::{RECIPE, Rule, WORKSPACE, unknown_cell};
use crate::suggest::{did_you_mean, one_of};
use crate::yaml::Key;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "unknown-key",
    summary: "a key is one that attune knows",
};

/// A key within the block of this name (empty at the top) that takes these.
pub(crate) fn finding(key: &Key, within: &str, known: &[&str]) -> Finding {
    let help = did_you_mean(&key.text, known, || {
        format!("known here: {}", one_of(known))
    });
    unknown(key, within, help)
}

/// A key of a level, which may be the name of a setting that stands deeper.
pub(crate) fn in_level(key: &Key, within: &str, known: &[&str]) -> Finding {
    let help = did_you_mean(&key.text, known, || {
        unknown_cell::elsewhere("", &key.text).map_or_else(
            || format!("known here: {}", one_of(known)),
            |path| format!("it stands at `{path}`"),
        )
    });
    unknown(key, within, help)
}

fn unknown(key: &Key, within: &str, help: String) -> Finding {
    let place = match within {
        "" => "at the top of a manifest".to_owned(),
        RECIPE => "at the top of a recipe".to_owned(),
        WORKSPACE => "at the top of a workspace".to_owned(),
        name => format!("in `{name}`"),
    };
    Finding::error(
        &RULE,
        key.span,
        format!("there is no key {} {place}", key.quoted()),
    )
    .label("unknown key")
    .help(help)
}
