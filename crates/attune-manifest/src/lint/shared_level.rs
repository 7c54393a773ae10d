//! `shared-level`: each integration has a level of its own.

use std::collections::BTreeMap;

use attune_model::{Handle, LevelChoice, Place};

use crate::finding::Finding;
use crate::lint::{View, Warning};
use crate::rules::Rule;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: "shared-level",
    summary: "each integration has a level of its own",
};

/// Levels that API users of several integrations hold: none of them can be narrowed alone.
pub(super) fn check(view: &View<'_>) -> Vec<Warning> {
    let mut first: BTreeMap<&LevelChoice, &Handle> = BTreeMap::new();
    let mut warnings = Vec::new();
    for (handle, user) in &view.desired.api_users {
        let LevelChoice::Block(level) = &user.security_level else {
            continue;
        };
        let Some(other) = first.get(&user.security_level) else {
            first.insert(&user.security_level, handle);
            continue;
        };
        let known = view.desired.api_users.get(*other);
        if known.is_none_or(|known| known.tracking == user.tracking) {
            continue;
        }
        let at = |handle: &Handle| {
            Place("apiUsers".to_owned())
                .key(handle)
                .key("securityLevel")
        };
        let place = at(handle);
        let (Some(span), Some(other_span)) = (view.span(&place), view.span(&at(other))) else {
            continue;
        };
        let finding = Finding::warning(
            &RULE,
            span,
            format!(
                "`{handle}` and `{other}` are different integrations and share the level `{level}`"
            ),
        )
        .label("the same level")
        .related(other_span, "held here too")
        .help("give each integration a level of its own, so that each has only what it needs");
        warnings.push(Warning { place, finding });
    }
    warnings
}
