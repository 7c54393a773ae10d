//! Levels that a command line names.

use std::collections::BTreeMap;

use attune_model::{LevelId, LevelName, ObservedLevel, nearest};

use crate::error::CommandError;

/// Says that there is no level of this name; `kind` is `level` or `custom level`.
pub(crate) fn unknown(
    kind: &str,
    name: &LevelName,
    levels: &BTreeMap<LevelId, ObservedLevel>,
) -> CommandError {
    let there = levels.values().map(|level| level.name.as_str());
    CommandError::usage(
        format!("this tenant has no {kind} named \"{name}\""),
        nearest(name.as_str(), there).map_or_else(
            || "Name it as the admin console shows it.".to_owned(),
            |near| format!("Did you mean \"{near}\"?"),
        ),
    )
}
