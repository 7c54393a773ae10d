//! Levels that a command line names.

use attune_model::{LevelName, nearest};

use crate::error::CommandError;

/// Says that there is no level of this name; `kind` is `level` or `custom level`.
pub(crate) fn unknown(
    kind: &str,
    name: &LevelName,
    there: impl Iterator<Item = &LevelName>,
) -> CommandError {
    CommandError::usage(
        format!("this tenant has no {kind} named \"{name}\""),
        nearest(name.as_str(), there.map(LevelName::as_str)).map_or_else(
            || "Name it as the admin console shows it.".to_owned(),
            |near| format!("Did you mean \"{near}\"?"),
        ),
    )
}
