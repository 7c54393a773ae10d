//! Which level a block stands for: one that is there, or one to be made.

use attune_model::{
    DesiredLevel, Handle, LevelId, LevelName, LevelRef, Note, ObservedLevel, OwnershipWord, Place,
    ProblemKind, StepId, nearest,
};

use crate::base::base;
use crate::context::Context;
use crate::findings::Findings;
use crate::targets::{Key, Origin};

/// What a block stands for.
pub(super) enum Resolved {
    Level {
        key: Key,
        origin: Origin,
        owned: bool,
    },
    /// It is not there and is not to be made.
    NotMade,
    /// A problem was said.
    Unclear,
}

/// Whether the level is there, and if not, what to copy.
pub(super) fn resolve(
    context: &Context<'_>,
    handle: &Handle,
    level: &DesiredLevel,
    place: &Place,
    findings: &mut Findings,
) -> Resolved {
    if let Some(known) = context.observed.remembered.levels.get(handle)
        && context.levels.contains_key(&known.id)
    {
        return Resolved::Level {
            key: Key::Existing(known.id),
            origin: Origin::There,
            owned: true,
        };
    }
    let base = match &level.copy_of {
        Some(name) => match base(context, handle, level, name, place, findings) {
            Some(base) => Some(base),
            None => return Resolved::Unclear,
        },
        None => None,
    };
    let begun = base.is_some() && context.is_unfinished(&StepId(format!("level/{handle}")));
    if let Some((id, found)) = context.level_named(&level.name)
        && !begun
    {
        return existing(context, id, found, level, base.as_ref(), place, findings);
    }
    missing(context, level, base, place, findings)
}

fn missing(
    context: &Context<'_>,
    level: &DesiredLevel,
    base: Option<LevelRef>,
    place: &Place,
    findings: &mut Findings,
) -> Resolved {
    let name = &level.name;
    if context.accepted.covers(place) {
        return Resolved::NotMade;
    }
    if context.owned.level(name, OwnershipWord::Ignore) {
        findings.problem(
            place,
            ProblemKind::Ignored,
            format!("the policy says to ignore the level \"{name}\""),
            "Remove the block, or the line under `policy`.",
        );
        return Resolved::Unclear;
    }
    if let Some(day) = level.expires.filter(|day| context.is_over(Some(*day))) {
        findings.notes.push(Note::Advice(format!(
            "\"{name}\" is not made: its last day was {day}."
        )));
        return Resolved::NotMade;
    }
    let Some(base) = base else {
        unknown_level(context, name, &place.key("name"), findings);
        return Resolved::Unclear;
    };
    Resolved::Level {
        key: Key::New(name.clone()),
        origin: Origin::Copy(base),
        owned: true,
    }
}

/// A level that must be there is not.
fn unknown_level(context: &Context<'_>, name: &LevelName, place: &Place, findings: &mut Findings) {
    let names = context
        .levels
        .values()
        .filter(|level| !level.system)
        .map(|level| level.name.as_str());
    findings.problem(
        place,
        ProblemKind::UnknownLevel,
        format!("this tenant has no security level named \"{name}\""),
        nearest(name.as_str(), names).map_or_else(
            || "Add `copyOf` with the level to copy, so that it can be made.".to_owned(),
            |near| {
                format!("Did you mean \"{near}\"? If not, add `copyOf`, so that it can be made.")
            },
        ),
    );
}

fn existing(
    context: &Context<'_>,
    id: LevelId,
    found: &ObservedLevel,
    level: &DesiredLevel,
    base: Option<&LevelRef>,
    place: &Place,
    findings: &mut Findings,
) -> Resolved {
    let name = &level.name;
    if found.system {
        findings.problem(
            &place.key("name"),
            ProblemKind::Conflict,
            format!("\"{name}\" is a system level, and those cannot be edited"),
            "Give the copy a name of its own.",
        );
        return Resolved::Unclear;
    }
    if context.count_named(name) > 1 {
        findings.problem(
            &place.key("name"),
            ProblemKind::Ambiguous,
            format!("this tenant has more than one level named \"{name}\""),
            "Rename all but one in the admin console.",
        );
        return Resolved::Unclear;
    }
    if let (
        Some(api_only),
        Some(LevelRef::Existing {
            id: base,
            name: base_name,
        }),
    ) = (context.is_api_only(id), base)
        && context
            .is_api_only(*base)
            .is_some_and(|kind| kind != api_only)
    {
        findings.problem(
            &place.key("copyOf"),
            ProblemKind::BaseImmutable,
            format!(
                "\"{name}\" is there already and cannot be a copy of \"{base_name}\": one is API-only, the other for people"
            ),
            "Name the level that it was copied from, or give the new level a name of its own.",
        );
        return Resolved::Unclear;
    }
    Resolved::Level {
        key: Key::Existing(id),
        origin: Origin::There,
        owned: false,
    }
}
