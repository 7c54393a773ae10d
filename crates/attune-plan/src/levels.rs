//! What the blocks under `securityLevels` demand.

use attune_model::catalogue::{Copyable, cell, system_level};
use attune_model::{
    DesiredLevel, Handle, LevelId, LevelName, LevelRef, ObservedLevel, Place, Problem, ProblemKind,
    Reason, StepId, nearest,
};

use crate::context::Context;
use crate::targets::{Key, Origin, Target, Targets};

/// Puts the demands of every block into `targets`.
pub(crate) fn demand(context: &Context<'_>, targets: &mut Targets, problems: &mut Vec<Problem>) {
    for (handle, level) in &context.desired.security_levels {
        let DesiredLevel {
            name,
            copy_of,
            active,
            cells,
        } = level;
        let place = Place("securityLevels".to_owned()).key(handle);
        let Some((key, origin, owned)) = resolve(context, handle, level, &place, problems) else {
            continue;
        };
        let api_only = match (&key, &origin) {
            (Key::Existing(id), _)
            | (Key::New(_), Origin::Copy(LevelRef::Existing { id, name: _ })) => {
                context.is_api_only(*id)
            }
            (Key::New(_), Origin::Copy(LevelRef::Planned { step: _, name: _ }) | Origin::There) => {
                None
            }
        };
        if let Some(api_only) = api_only {
            problems.extend(misplaced(level, api_only, &place));
            problems.extend(users_on_a_level_of_people(context, handle, api_only));
        }
        let rename = matches!(origin, Origin::There).then(|| name.clone());
        if let (Key::Existing(id), Some(wanted)) = (&key, &rename)
            && context
                .level_named(wanted)
                .is_some_and(|(other, _)| other != *id)
        {
            problems.push(Problem {
                place: place.key("name"),
                kind: ProblemKind::Ambiguous,
                message: format!("another level of this tenant is already named \"{wanted}\""),
                help: "Choose another name.".to_owned(),
            });
        }
        if context
            .observed
            .remembered
            .levels
            .get(handle)
            .and_then(|known| known.copy_of.as_ref())
            .is_some_and(|known| known != copy_of)
        {
            problems.push(Problem {
                place: place.key("copyOf"),
                kind: ProblemKind::BaseImmutable,
                message: format!("\"{name}\" was not copied from \"{copy_of}\", and a level keeps its base for ever"),
                help: "Put the old base back, or give the new level a handle and a name of its own.".to_owned(),
            });
        }
        if targets.get(&key).is_some() {
            problems.push(Problem {
                place: place.key("name"),
                kind: ProblemKind::Ambiguous,
                message: format!("another block already stands for the level \"{name}\""),
                help: "Describe each level in one block.".to_owned(),
            });
            continue;
        }
        let target = targets.demand(key, || Target {
            step: StepId(format!("level/{handle}")),
            handle: Some(handle.clone()),
            origin,
            owned,
            rename,
            active: *active,
            cells: [].into(),
            reason: Reason::Missing,
        });
        for (cell, value) in cells {
            target.demand_cell(name, cell, *value, &place.key(cell), problems);
        }
    }
}

/// The cells that a level of this kind does not show.
fn misplaced<'a>(
    level: &'a DesiredLevel,
    api_only: bool,
    place: &'a Place,
) -> impl Iterator<Item = Problem> + 'a {
    let kind = if api_only {
        "an API-only level"
    } else {
        "a level of people"
    };
    level
        .cells
        .keys()
        .filter(move |id| cell(id).is_some_and(|spec| !spec.on.includes(api_only)))
        .map(move |id| Problem {
            place: place.key(id),
            kind: ProblemKind::CellNotOnLevel,
            message: format!("\"{}\" is {kind}, and those do not have {id}", level.name),
            help: "Remove the line, or copy a level of the other kind.".to_owned(),
        })
}

/// The API users that would get a level that only people can hold.
fn users_on_a_level_of_people<'a>(
    context: &'a Context<'_>,
    handle: &'a Handle,
    api_only: bool,
) -> impl Iterator<Item = Problem> + 'a {
    context
        .desired
        .api_users
        .iter()
        .filter(move |(_, user)| !api_only && user.security_level == *handle)
        .map(|(user, wanted)| Problem {
            place: Place("apiUsers".to_owned()).key(user).key("securityLevel"),
            kind: ProblemKind::LevelNotApiOnly,
            message: format!(
                "{} is a level of people, and an API user needs an API-only one",
                wanted.security_level
            ),
            help: "Copy it from \"API User (system)\" or another API-only level.".to_owned(),
        })
}

/// Whether the level is there, and if not, what to copy.
fn resolve(
    context: &Context<'_>,
    handle: &Handle,
    level: &DesiredLevel,
    place: &Place,
    problems: &mut Vec<Problem>,
) -> Option<(Key, Origin, bool)> {
    if let Some(known) = context.observed.remembered.levels.get(handle)
        && context.levels.contains_key(&known.id)
    {
        return Some((Key::Existing(known.id), Origin::There, true));
    }
    let base = base(context, handle, level, place, problems)?;
    let begun = context.is_unfinished(&StepId(format!("level/{handle}")));
    if let Some((id, found)) = context.level_named(&level.name)
        && !begun
    {
        return existing(context, id, found, level, &base, place, problems);
    }
    Some((Key::New(level.name.clone()), Origin::Copy(base), true))
}

fn existing(
    context: &Context<'_>,
    id: LevelId,
    found: &ObservedLevel,
    level: &DesiredLevel,
    base: &LevelRef,
    place: &Place,
    problems: &mut Vec<Problem>,
) -> Option<(Key, Origin, bool)> {
    let name = &level.name;
    if found.system {
        problems.push(Problem {
            place: place.key("name"),
            kind: ProblemKind::Conflict,
            message: format!("\"{name}\" is a system level, and those cannot be edited"),
            help: "Give the copy a name of its own.".to_owned(),
        });
        return None;
    }
    if context.count_named(name) > 1 {
        problems.push(Problem {
            place: place.key("name"),
            kind: ProblemKind::Ambiguous,
            message: format!("this tenant has more than one level named \"{name}\""),
            help: "Rename all but one in the admin console.".to_owned(),
        });
        return None;
    }
    if let (
        Some(api_only),
        LevelRef::Existing {
            id: base_id,
            name: _,
        },
    ) = (context.is_api_only(id), base)
        && context
            .is_api_only(*base_id)
            .is_some_and(|kind| kind != api_only)
    {
        problems.push(Problem {
            place: place.key("copyOf"),
            kind: ProblemKind::BaseImmutable,
            message: format!(
                "\"{name}\" is there already and cannot be a copy of \"{}\": one is API-only, the other for people",
                level.copy_of
            ),
            help: "Name the level that it was copied from, or give the new level a name of its own."
                .to_owned(),
        });
        return None;
    }
    Some((Key::Existing(id), Origin::There, false))
}

/// The level to copy: one of the tenant, or one that another block makes.
fn base(
    context: &Context<'_>,
    handle: &Handle,
    level: &DesiredLevel,
    place: &Place,
    problems: &mut Vec<Problem>,
) -> Option<LevelRef> {
    let base = &level.copy_of;
    let place = place.key("copyOf");
    if let Some((id, _)) = context.level_named(base) {
        if let Some(problem) = not_copyable(base, &place) {
            problems.push(problem);
            return None;
        }
        return Some(LevelRef::Existing {
            id,
            name: base.clone(),
        });
    }
    if let Some((other, _)) = context
        .desired
        .security_levels
        .iter()
        .find(|(_, other)| other.name == *base)
    {
        if !leads_to_tenant(context, other, handle) {
            problems.push(Problem {
                place,
                kind: ProblemKind::Conflict,
                message: format!(
                    "\"{}\" is copied from itself, by way of \"{base}\"",
                    level.name
                ),
                help: "Let one of them be a copy of a level that is in the tenant.".to_owned(),
            });
            return None;
        }
        return Some(LevelRef::Planned {
            step: StepId(format!("level/{other}")),
            name: base.clone(),
        });
    }
    let names = context.levels.values().map(|level| level.name.as_str());
    problems.push(Problem {
        place,
        kind: ProblemKind::UnknownBaseLevel,
        message: format!("this tenant has no security level named \"{base}\""),
        help: nearest(base.as_str(), names).map_or_else(
            || "Name a level of this tenant as the admin console shows it.".to_owned(),
            |near| format!("Did you mean \"{near}\"?"),
        ),
    });
    None
}

/// Follows `copyOf` from block to block; false where that comes back to `start`.
fn leads_to_tenant(context: &Context<'_>, from: &Handle, start: &Handle) -> bool {
    let mut seen = vec![start];
    let mut at = from;
    loop {
        if seen.contains(&at) {
            return false;
        }
        seen.push(at);
        let Some(level) = context.desired.security_levels.get(at) else {
            return true;
        };
        if context.level_named(&level.copy_of).is_some() {
            return true;
        }
        match context
            .desired
            .security_levels
            .iter()
            .find(|(_, other)| other.name == level.copy_of)
        {
            Some((next, _)) => at = next,
            None => return true,
        }
    }
}

/// The problem of copying a level that Autotask does not let be copied.
pub(crate) fn not_copyable(name: &LevelName, place: &Place) -> Option<Problem> {
    let level = system_level(name)?;
    match level.copyable {
        Copyable::Yes => None,
        Copyable::No => Some(Problem {
            place: place.clone(),
            kind: ProblemKind::LevelNotCopyable,
            message: format!("Autotask does not let \"{name}\" be copied"),
            help:
                "Use another level as base; people who hold this one must be moved by hand first."
                    .to_owned(),
        }),
    }
}
