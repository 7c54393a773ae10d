//! What the blocks under `securityLevels` demand.

use attune_model::catalogue::cell;
use attune_model::{
    DesiredLevel, Handle, LevelId, LevelName, LevelRef, Note, ObservedLevel, OwnershipWord, Place,
    ProblemKind, Reason, StepId, nearest,
};

use crate::accept::cell_place;
use crate::base::base;
use crate::context::Context;
use crate::findings::Findings;
use crate::targets::{Key, Origin, Target, Targets};

/// Puts the demands of every block into `targets`.
pub(crate) fn demand(context: &Context<'_>, targets: &mut Targets, findings: &mut Findings) {
    for (handle, level) in &context.desired.security_levels {
        let place = Place("securityLevels".to_owned()).key(handle);
        match resolve(context, handle, level, &place, findings) {
            Resolved::Level { key, origin, owned } => {
                let target = target(context, handle, level, &key, origin, owned);
                demand_level(context, level, &place, &key, target, targets, findings);
            }
            Resolved::NotMade => {
                targets.not_made.insert(handle.clone());
            }
            Resolved::Unclear => {}
        }
    }
}

/// What a block stands for.
enum Resolved {
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

fn target(
    context: &Context<'_>,
    handle: &Handle,
    level: &DesiredLevel,
    key: &Key,
    origin: Origin,
    owned: bool,
) -> Target {
    let DesiredLevel {
        name,
        copy_of: _,
        active,
        expires,
        cells: _,
    } = level;
    let is_over = context.is_over(*expires);
    Target {
        step: StepId(format!("level/{handle}")),
        handle: Some(handle.clone()),
        origin,
        owned,
        rename: matches!(key, Key::Existing(_)).then(|| name.clone()),
        active: if is_over { Some(false) } else { *active },
        cells: [].into(),
        reason: if is_over {
            Reason::Expired
        } else {
            Reason::Missing
        },
    }
}

fn demand_level(
    context: &Context<'_>,
    level: &DesiredLevel,
    place: &Place,
    key: &Key,
    mut target: Target,
    targets: &mut Targets,
    findings: &mut Findings,
) {
    let name = &level.name;
    if let Key::Existing(id) = key
        && let Some(there) = context.levels.get(id)
    {
        if context.owned.level(&there.name, OwnershipWord::Ignore)
            || context.owned.level(name, OwnershipWord::Ignore)
        {
            findings.problem(
                place,
                ProblemKind::Ignored,
                format!("the policy says to ignore the level \"{}\"", there.name),
                "Remove the block, or the line under `policy`.",
            );
            return;
        }
        if context.accepted.covers(&place.key("name")) {
            target.rename = None;
        }
        guard_protected(context, there, place, &mut target, findings);
        guard_name(context, *id, place, &target, findings);
    }
    guard_base(context, level, &target, place, findings);
    if targets.get(key).is_some() {
        findings.problem(
            &place.key("name"),
            ProblemKind::Ambiguous,
            format!("another block already stands for the level \"{name}\""),
            "Describe each level in one block.",
        );
        return;
    }
    let target = targets.demand(key.clone(), || target);
    for (cell, value) in &level.cells {
        let place = cell_place(place, cell);
        target.demand_cell(name, cell, value.clone(), &place, findings);
    }
    if let Some(api_only) = targets.is_api_only(context, key) {
        guard_cells(level, api_only, place, findings);
    }
}

/// A protected level is neither renamed nor inactivated.
fn guard_protected(
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
            | Reason::Assignment => "active",
        };
        protected(key, "inactivated");
    }
}

/// No other level may have the name already.
fn guard_name(
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
fn guard_base(
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
fn guard_cells(level: &DesiredLevel, api_only: bool, place: &Place, findings: &mut Findings) {
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

/// Whether the level is there, and if not, what to copy.
fn resolve(
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
