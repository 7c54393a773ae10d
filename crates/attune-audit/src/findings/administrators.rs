//! Who is an administrator.

use attune_model::ResourceId;
use attune_model::catalogue::{AdminReach, LicenseType, system_level};

use super::{Hit, Rule, counted};
use crate::{Audit, HeldLevel, Person};

/// The active people who have the licence type `Administrator` or hold a system level with all of the section `Admin`
/// (help: `System_Security_Levels.htm`). It is told whenever there is one: how many are too many is for people to say.
pub(super) const RULE: Rule = Rule {
    id: "administrators",
    why: "Administrators can give themselves and others every right, and make API users.",
    help: "Check that each of them needs it. At least two should stay, so that one can be away.",
    weight: 0,
    find,
};

/// The built-in account `Autotask Administrator` (`rest.md` 1.4): nobody works with it.
const BUILT_IN: ResourceId = ResourceId(4);

fn find(audit: &Audit) -> Vec<Hit> {
    let people = audit.known_people().iter();
    let names: Vec<String> = people
        .filter(|person| person.active && is_administrator(person))
        .map(|person| format!("{} <{}>", person.name, person.email))
        .collect();
    if names.is_empty() {
        return Vec::new();
    }
    let are = counted(
        names.len(),
        "active person is an administrator",
        "active people are administrators",
    );
    vec![Hit {
        object: "the tenant".to_owned(),
        what: format!("{are}: {}", names.join(", ")),
    }]
}

/// Whether a person can administer everything.
pub(super) fn is_administrator(person: &Person) -> bool {
    let has_license = person.license_type == LicenseType::Administrator;
    person.id != BUILT_IN && (has_license || gives_everything(&person.level))
}

fn gives_everything(level: &HeldLevel) -> bool {
    let known = level.name.as_ref().and_then(system_level);
    known.is_some_and(|level| level.admin == AdminReach::Everything)
}
