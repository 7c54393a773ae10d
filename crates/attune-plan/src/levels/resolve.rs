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
        owner: Owner,
    },
    /// It is not there and is not to be made.
    NotMade,
    /// A problem was said.
    Unclear,
}

/// Whose a level is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// attune's: the ledger says so, or this plan makes it.
    Attune,
    /// attune's from now on: the manifest says so.
    AttuneByManifest,
    /// Of someone who is not known.
    Somebody,
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
            owner: Owner::Attune,
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
    let by_name = context.level_named(&level.name);
    if let Some((id, found)) = renamed(context, level) {
        if by_name.is_some() {
            findings.problem(
                &place.key("was"),
                ProblemKind::Ambiguous,
                format!(
                    "this tenant has both \"{}\" and \"{}\", so neither can be the other under its old name",
                    level.name, found.name
                ),
                "Remove `was`, or rename one of the two in the admin console.",
            );
            return Resolved::Unclear;
        }
        let place_of_name = place.key("was");
        let there = There {
            id,
            found,
            place_of_name,
            owner: Owner::AttuneByManifest,
        };
        return existing(context, there, base.as_ref(), place, findings);
    }
    if let Some((id, found)) = by_name
        && !begun
    {
        let owner = if level.adopt {
            Owner::AttuneByManifest
        } else {
            Owner::Somebody
        };
        let place_of_name = place.key("name");
        let there = There {
            id,
            found,
            place_of_name,
            owner,
        };
        return existing(context, there, base.as_ref(), place, findings);
    }
    missing(context, level, base, place, findings)
}

/// The level that a block means by its old name.
pub(crate) fn renamed<'a>(
    context: &Context<'a>,
    level: &DesiredLevel,
) -> Option<(LevelId, &'a ObservedLevel)> {
    let old = level.was.as_ref().filter(|old| **old != level.name)?;
    context.level_named(old)
}

/// A level that is there and is recognised by a name.
struct There<'a> {
    id: LevelId,
    found: &'a ObservedLevel,
    place_of_name: Place,
    owner: Owner,
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
        owner: Owner::Attune,
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
    there: There<'_>,
    base: Option<&LevelRef>,
    place: &Place,
    findings: &mut Findings,
) -> Resolved {
    let There {
        id,
        found,
        place_of_name,
        owner,
    } = there;
    let name = &found.name;
    if found.system {
        findings.problem(
            &place_of_name,
            ProblemKind::Conflict,
            format!("\"{name}\" is a system level, and those cannot be edited"),
            "Give the copy a name of its own.",
        );
        return Resolved::Unclear;
    }
    if context.count_named(name) > 1 {
        findings.problem(
            &place_of_name,
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
        owner,
    }
}
