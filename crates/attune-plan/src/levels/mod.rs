//! What the blocks under `securityLevels` demand.

mod guards;
pub(crate) mod resolve;

use attune_model::{DesiredLevel, Handle, OwnershipWord, Place, ProblemKind, Reason, StepId};

use crate::accept::cell_place;
use crate::context::Context;
use crate::findings::Findings;
use crate::targets::{Key, Origin, Target, Targets};
use resolve::{Owner, Resolved, resolve};

/// Puts the demands of every block into `targets`.
pub(crate) fn demand(context: &Context<'_>, targets: &mut Targets, findings: &mut Findings) {
    for (handle, level) in &context.desired.security_levels {
        let place = Place("securityLevels".to_owned()).key(handle);
        match resolve(context, handle, level, &place, findings) {
            Resolved::Level { key, origin, owner } => {
                let target = target(context, handle, level, &key, origin, owner);
                demand_level(context, level, &place, &key, target, targets, findings);
            }
            Resolved::NotMade => {
                targets.not_made.insert(handle.clone());
            }
            Resolved::Unclear => {}
        }
    }
}

fn target(
    context: &Context<'_>,
    handle: &Handle,
    level: &DesiredLevel,
    key: &Key,
    origin: Origin,
    owner: Owner,
) -> Target {
    let DesiredLevel {
        name,
        was: _,
        adopt: _,
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
        owned: owner != Owner::Somebody,
        adopt: owner == Owner::AttuneByManifest,
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
        guards::protected(context, there, place, &mut target, findings);
        guards::name(context, *id, place, &target, findings);
    }
    guards::base(context, level, &target, place, findings);
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
        guards::cells(level, api_only, place, findings);
    }
}
