//! Levels of people that may sign in to the API.

use super::{Hit, Rule, counted};
use crate::{Answer, Audit, Holders, LevelKind};

/// `Can login to Web Services API` was seen to be on, on a level of people that active people hold. The box only serves
/// SOAP 1.5 and older: REST takes API users only (`security.md` 2).
pub(super) const RULE: Rule = Rule {
    id: "people-can-login",
    why: "Whoever has a person's password can use the old SOAP interface with all of that person's rights. REST does not \
          need the box.",
    help: "Find out whether something old still signs in as a person. If not, untick the box; attune treats that as \
           one-way.",
    weight: 9,
    find,
};

fn find(audit: &Audit) -> Vec<Hit> {
    let levels = audit.known_levels().iter();
    levels
        .filter(|level| level.kind == LevelKind::People && level.can_login == Answer::Yes)
        .filter_map(|level| {
            let Holders {
                active,
                inactive: _,
            } = level.holders?;
            (active > 0).then(|| Hit {
                object: level.title(),
                what: format!(
                    "lets {} sign in to the API",
                    counted(active, "active person", "active people")
                ),
            })
        })
        .collect()
}
