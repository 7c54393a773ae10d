//! What somebody should look at: one rule a file, each over what is known only. No rule takes unknown for off.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Audit;

mod administrator_impersonable;
mod administrators;
mod api_user_on_system_level;
mod inactive_level_held;
mod level_of_inactive_api_users;
mod old_cells;
mod old_credentials;
mod people_can_login;
mod reads_everything;
mod replaced_api_user_active;
mod shared_api_level;
mod unheld_level;
mod unknown_cells;
mod unmanaged_api_user;
mod wide_level;

/// A kind of finding.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its stable id.
    pub id: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// What to do.
    pub help: &'static str,
    /// How many of the 100 points of [`Audit::score`] are lost where it finds anything, however much that is; all weights
    /// come to 100. `docs/audit.md` says why each is what it is.
    pub weight: u8,
    find: fn(&Audit) -> Vec<Hit>,
}

/// What a rule found.
struct Hit {
    object: String,
    what: String,
}

/// A thing that somebody should look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// The rule's stable id.
    pub rule: String,
    /// The thing, with its name.
    pub object: String,
    /// What is so, as a sentence about the thing.
    pub what: String,
    /// Why it matters.
    pub why: String,
    /// What to do.
    pub help: String,
}

/// All rules, in the order in which findings are told: the most serious first.
pub const RULES: [Rule; 15] = [
    api_user_on_system_level::RULE,
    reads_everything::RULE,
    wide_level::RULE,
    administrator_impersonable::RULE,
    people_can_login::RULE,
    replaced_api_user_active::RULE,
    unmanaged_api_user::RULE,
    shared_api_level::RULE,
    old_credentials::RULE,
    administrators::RULE,
    inactive_level_held::RULE,
    level_of_inactive_api_users::RULE,
    unheld_level::RULE,
    unknown_cells::RULE,
    old_cells::RULE,
];

/// What all rules find.
pub(crate) fn findings(audit: &Audit) -> Vec<Finding> {
    let of = |rule: Rule| {
        let hits = (rule.find)(audit).into_iter();
        hits.map(move |Hit { object, what }| Finding {
            rule: rule.id.to_owned(),
            object,
            what,
            why: rule.why.to_owned(),
            help: rule.help.to_owned(),
        })
    };
    RULES.into_iter().flat_map(of).collect()
}

/// `1 active person holds`, `4 active people hold`.
fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
