//! The copies that take the place of system levels, which cannot be edited.

use attune_model::{
    LevelId, LevelName, LevelRef, ObservedLevel, ProblemKind, Reason, StepId, SystemLevelPolicy,
};

use crate::base::not_copyable;
use crate::context::Context;
use crate::findings::Findings;
use crate::impersonation::{Rule, demand_flags};
use crate::meant::Meant;
use crate::targets::{Key, Origin, Target, Targets};

/// The copy of a system level that is there: the one that the ledger remembers, else the one that bears its name.
pub(crate) fn copy_of(context: &Context<'_>, base: LevelId) -> Option<LevelId> {
    let remembered = context.observed.remembered.copies.get(&base);
    if let Some(id) = remembered.filter(|id| context.levels.contains_key(id)) {
        return Some(*id);
    }
    let name = copy_name(&context.levels.get(&base)?.name);
    context
        .level_named(&name)
        .filter(|(_, there)| !there.system && !context.is_unfinished(&copy_step(base)))
        .map(|(id, _)| id)
}

/// The copy of a system level that is there, or that a block or another rule makes.
pub(crate) fn planned(context: &Context<'_>, targets: &Targets, base: LevelId) -> Option<Key> {
    let new = || {
        let key = Key::New(copy_name(&context.levels.get(&base)?.name));
        targets.get(&key).is_some().then_some(key)
    };
    copy_of(context, base).map(Key::Existing).or_else(new)
}

/// What the copy of a system level is called, or would be.
pub(crate) fn called(context: &Context<'_>, base: LevelId) -> LevelName {
    copy_of(context, base).map_or_else(
        || copy_name(&context.level_name(base)),
        |id| context.level_name(id),
    )
}

/// The name of the copy that a rule makes.
pub(crate) fn copy_name(base: &LevelName) -> LevelName {
    LevelName::new(&format!(
        "{} (with Impersonation)",
        base.without_system_mark()
    ))
}

fn copy_step(base: LevelId) -> StepId {
    StepId(format!("copy/{base}"))
}

/// Demands the copy of a system level: one that attune made, one that a block describes, or a new one.
///
/// `None` where that cannot be, which was said.
pub(crate) fn demand(
    context: &Context<'_>,
    rule: &Rule<'_>,
    meant: &Meant,
    base: LevelId,
    found: &ObservedLevel,
    targets: &mut Targets,
    findings: &mut Findings,
) -> Option<Key> {
    let holding = meant.holding(context, &found.name);
    if rule.wanted.system_levels == SystemLevelPolicy::Refuse {
        findings.problem(
            &rule.place.key("systemLevels"),
            ProblemKind::SystemLevelRefused,
            format!("{holding}, a system level that cannot be edited"),
            "Write `systemLevels: copy` to copy it and move these people, or move them by hand first.",
        );
        return None;
    }
    if let Some(problem) = not_copyable(&found.name, &meant.place) {
        findings.problem(
            &problem.place,
            problem.kind,
            format!("{holding}, and {}", problem.message),
            "Leave these people out with `except`, or move them to another level by hand first.",
        );
        return None;
    }
    let name = copy_name(&found.name);
    let there = copy_of(context, base);
    let remembered = context.observed.remembered.copies.get(&base).copied();
    let key = there.map_or_else(|| Key::New(name.clone()), Key::Existing);
    let target = targets.demand(key.clone(), || Target {
        step: copy_step(base),
        handle: None,
        origin: match there {
            Some(_) => Origin::There,
            None => Origin::Copy(LevelRef::Existing {
                id: base,
                name: found.name.clone(),
            }),
        },
        owned: there.is_none() || there == remembered,
        adopt: false,
        rename: None,
        active: Some(true),
        cells: [].into(),
        reason: Reason::SystemLevelCannotBeEdited,
    });
    demand_flags(target, &name, rule, findings);
    Some(key)
}
