//! What a block must not ask of its level.

use attune_model::catalogue::cell;
use attune_model::{
    DesiredLevel, LevelId, ObservedLevel, OwnershipWord, Place, ProblemKind, Reason,
};

use crate::context::Context;
use crate::findings::Findings;
use crate::targets::Target;

/// A protected level is neither renamed nor inactivated.
pub(super) fn protected(
    context: &Context<'_>,
    there: &ObservedLevel,
    place: &Place,
    target: &mut Target,
    findings: &mut Findings,
) {
    if !context.owned.level(&there.name, OwnershipWord::Protect) {
        return;
    }
    let mut protected = |key: &str, what: &str| {
        findings.problem(
            &place.key(key),
            ProblemKind::Protected,
            format!("\"{}\" is protected, and would be {what}", there.name),
            "Change the manifest, or take the protection away under `policy` first.",
        );
    };
    if target.rename.take_if(|name| *name != there.name).is_some() {
        protected("name", "renamed");
    }
    if there.active && target.active == Some(false) {
        target.active = None;
        let key = match target.reason {
            Reason::Expired => "expires",
            Reason::Missing
            | Reason::Differs
            | Reason::Unknown
            | Reason::SystemLevelCannotBeEdited
            | Reason::ImpersonationRule
            | Reason::CheckIsDue
            | Reason::Assignment
            | Reason::Adoption
            | Reason::Removed
            | Reason::Replaced
            | Reason::RotationDue
            | Reason::RotationAsked
            | Reason::RotationUnfinished
            | Reason::Undone => "active",
        };
        protected(key, "inactivated");
    }
}

/// No other level may have the name already.
pub(super) fn name(
    context: &Context<'_>,
    id: LevelId,
    place: &Place,
    target: &Target,
    findings: &mut Findings,
) {
    if let Some(wanted) = &target.rename
        && context
            .level_named(wanted)
            .is_some_and(|(other, _)| other != id)
    {
        findings.problem(
            &place.key("name"),
            ProblemKind::Ambiguous,
            format!("another level of this tenant is already named \"{wanted}\""),
            "Choose another name.",
        );
    }
}

/// A level keeps the base that the ledger remembers.
pub(super) fn base(
    context: &Context<'_>,
    level: &DesiredLevel,
    target: &Target,
    place: &Place,
    findings: &mut Findings,
) {
    let place = place.key("copyOf");
    let remembered = target
        .handle
        .as_ref()
        .and_then(|handle| context.observed.remembered.levels.get(handle))
        .and_then(|known| known.copy_of.as_ref());
    if let (Some(wanted), Some(known)) = (&level.copy_of, remembered)
        && wanted != known
        && !context.accepted.covers(&place)
    {
        let name = &level.name;
        findings.problem(
            &place,
            ProblemKind::BaseImmutable,
            format!(
                "\"{name}\" was not copied from \"{wanted}\", and a level keeps its base for ever"
            ),
            "Put the old base back, or give the new level a handle and a name of its own.",
        );
    }
}

/// The cells that a level of this kind does not show.
pub(super) fn cells(level: &DesiredLevel, api_only: bool, place: &Place, findings: &mut Findings) {
    let kind = if api_only {
        "an API-only level"
    } else {
        "a level of people"
    };
    for id in level.cells.keys() {
        if cell(id).is_some_and(|spec| !spec.on.includes(api_only)) {
            findings.problem(
                &place.key(id),
                ProblemKind::CellNotOnLevel,
                format!("\"{}\" is {kind}, and those do not have {id}", level.name),
                "Remove the line, or copy a level of the other kind.",
            );
        }
    }
}
