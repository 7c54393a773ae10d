//! Which level a block means that names one for API users or for people.

use attune_model::{LevelChoice, LevelName, Place, ProblemKind, nearest};

use crate::context::Context;
use crate::findings::{Findings, did_you_mean};
use crate::targets::{Key, Targets};

/// For whom a level is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holder {
    ApiUser,
    Person,
}

/// What a choice comes to.
#[derive(Debug)]
pub(crate) enum Choice {
    /// This level, there or to be made.
    Level(Key),
    /// The block's level is not there and is not to be made.
    NotMade,
    /// A problem was said, here or at the level.
    Unclear,
}

/// Looks a level up and checks that such holders can have it.
pub(crate) fn resolve(
    context: &Context<'_>,
    targets: &Targets,
    choice: &LevelChoice,
    holder: Holder,
    place: &Place,
    findings: &mut Findings,
) -> Choice {
    let key = match choice {
        LevelChoice::Block(handle) if targets.not_made.contains(handle) => return Choice::NotMade,
        LevelChoice::Block(handle) => targets.of_handle(handle).cloned(),
        LevelChoice::Named(name) => named(context, targets, name, place, findings),
    };
    let Some(key) = key else {
        return Choice::Unclear;
    };
    let name = || targets.name_after(context, &key);
    match (holder, targets.is_api_only(context, &key)) {
        (Holder::ApiUser, Some(false)) => findings.problem(
            place,
            ProblemKind::LevelNotApiOnly,
            format!(
                "\"{}\" is a level of people, and an API user needs an API-only one",
                name()
            ),
            "Copy it from \"API User (system)\" or another API-only level.",
        ),
        (Holder::Person, Some(true)) => findings.problem(
            place,
            ProblemKind::LevelOfApiUsers,
            format!("\"{}\" is API-only, and no person can hold it", name()),
            "Name a level of people.",
        ),
        (Holder::ApiUser, Some(true) | None) | (Holder::Person, Some(false) | None) => {
            return Choice::Level(key);
        }
    }
    Choice::Unclear
}

/// The level that will have this name after the plan; says where there is none, or more than one.
pub(crate) fn named(
    context: &Context<'_>,
    targets: &Targets,
    name: &LevelName,
    place: &Place,
    findings: &mut Findings,
) -> Option<Key> {
    match targets.named(name) {
        [key] => Some(key.clone()),
        [] => {
            unknown(context, targets, name, place, findings);
            None
        }
        _ => {
            findings.problem(
                place,
                ProblemKind::Ambiguous,
                format!("this tenant has more than one level named \"{name}\""),
                "Rename all but one in the admin console.",
            );
            None
        }
    }
}

/// No level has this name. A block that has it was not made ready, and says so itself.
pub(crate) fn unknown(
    context: &Context<'_>,
    targets: &Targets,
    name: &LevelName,
    place: &Place,
    findings: &mut Findings,
) {
    if context.block_named(name).is_some() {
        return;
    }
    let names: Vec<LevelName> = targets
        .levels_after(context)
        .map(|key| targets.name_after(context, &key))
        .collect();
    findings.problem(
        place,
        ProblemKind::UnknownLevel,
        format!("this tenant has no security level named \"{name}\""),
        did_you_mean(
            nearest(name.as_str(), names.iter().map(LevelName::as_str)),
            "Name a level as the admin console shows it, or the handle of a block under `securityLevels`.",
        ),
    );
}
