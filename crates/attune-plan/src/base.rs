//! What a level is to be copied from.

use attune_model::catalogue::{Copyable, system_level};
use attune_model::{
    DesiredLevel, Handle, LevelName, LevelRef, Place, Problem, ProblemKind, StepId, nearest,
};

use crate::context::Context;
use crate::findings::{Findings, did_you_mean};
use crate::levels::resolve::renamed;

/// The level to copy: one of the tenant, or one that another block makes.
pub(crate) fn base(
    context: &Context<'_>,
    handle: &Handle,
    level: &DesiredLevel,
    base: &LevelName,
    place: &Place,
    findings: &mut Findings,
) -> Option<LevelRef> {
    let place = place.key("copyOf");
    if let Some((id, _)) = context.level_named(base) {
        if let Some(problem) = not_copyable(base, &place) {
            findings.problems.push(problem);
            return None;
        }
        return Some(LevelRef::Existing {
            id,
            name: base.clone(),
        });
    }
    if let Some(other) = context.block_named(base) {
        if let Some(known) = context.observed.remembered.levels.get(other)
            && let Some(there) = context.levels.get(&known.id)
        {
            return Some(LevelRef::Existing {
                id: known.id,
                name: there.name.clone(),
            });
        }
        let block = context.desired.security_levels.get(other);
        if let Some((id, there)) = block.and_then(|block| renamed(context, block)) {
            return Some(LevelRef::Existing {
                id,
                name: there.name.clone(),
            });
        }
        if !leads_to_tenant(context, other, handle) {
            findings.problem(
                &place,
                ProblemKind::Conflict,
                format!(
                    "\"{}\" is copied from itself, by way of \"{base}\"",
                    level.name
                ),
                "Let one of them be a copy of a level that is in the tenant.",
            );
            return None;
        }
        return Some(LevelRef::Planned {
            step: StepId(format!("level/{other}")),
            name: base.clone(),
        });
    }
    let names = context.levels.values().map(|level| level.name.as_str());
    findings.problem(
        &place,
        ProblemKind::UnknownBaseLevel,
        format!("this tenant has no security level named \"{base}\""),
        did_you_mean(
            nearest(base.as_str(), names),
            "Name a level of this tenant as the admin console shows it.",
        ),
    );
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
        let next = context
            .desired
            .security_levels
            .get(at)
            .and_then(|level| level.copy_of.as_ref())
            .filter(|base| context.level_named(base).is_none())
            .and_then(|base| context.block_named(base));
        match next {
            Some(next) => at = next,
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
