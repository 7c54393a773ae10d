//! `system-level-user`: an API user has a level of its own rather than a system level.

use attune_model::{LevelChoice, Place};

use crate::finding::Finding;
use crate::lint::{View, Warning};
use crate::rules::Rule;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: "system-level-user",
    summary: "an API user has a level of its own rather than a system level",
};

/// API users on system levels: those give nearly everything.
pub(super) fn check(view: &View<'_>) -> Vec<Warning> {
    let users = view.desired.api_users.iter();
    users
        .filter_map(|(handle, user)| {
            let LevelChoice::Named(name) = &user.security_level else {
                return None;
            };
            if !name.as_str().contains("(system)") {
                return None;
            }
            let place = Place("apiUsers".to_owned()).key(handle).key("securityLevel");
            let finding = Finding::warning(
                &RULE,
                view.span(&place)?,
                format!("`{handle}` holds `{name}`, which may do nearly everything"),
            )
            .label("a system level")
            .help("copy it to a level of its own under `securityLevels`, and give only what the integration needs");
            Some(Warning { place, finding })
        })
        .collect()
}
