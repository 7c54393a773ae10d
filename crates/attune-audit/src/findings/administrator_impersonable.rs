//! Levels of administrators whose holders can be acted as.

use super::administrators::is_administrator;
use super::{Hit, Rule};
use crate::{Answer, Audit};

/// `Allow impersonation of resources with this security level` was seen to be on, and an active administrator holds the
/// level.
pub(super) const RULE: Rule = Rule {
    id: "administrator-impersonable",
    why: "An integration that may act as people can then do things in the name of an administrator.",
    help: "Untick the box, or give administrators a level of their own.",
    weight: 10,
    find,
};

fn find(audit: &Audit) -> Vec<Hit> {
    let levels = audit.known_levels().iter();
    levels
        .filter(|level| level.impersonable == Answer::Yes)
        .filter_map(|level| {
            let people = audit.known_people().iter();
            let names: Vec<&str> = people
                .filter(|person| person.active && person.level.id == level.id)
                .filter(|person| is_administrator(person))
                .map(|person| person.name.as_str())
                .collect();
            (!names.is_empty()).then(|| Hit {
                object: level.title(),
                what: format!(
                    "allows to act as its holders, and administrators hold it: {}",
                    names.join(", ")
                ),
            })
        })
        .collect()
}
