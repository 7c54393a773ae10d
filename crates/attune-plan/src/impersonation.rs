//! What the rules under `impersonation` demand of the levels that people hold.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::catalogue::{ALLOW_IMPERSONATION, CAN_LOGIN};
use attune_model::{
    CellId, CellValue, ImpersonationRule, LevelId, LevelName, Note, OwnershipWord, Place,
    ProblemKind, Reason, ResourceId, RuleLevels, StepId,
};

use crate::administrators;
use crate::assignments::Assigned;
use crate::context::Context;
use crate::copies;
use crate::findings::Findings;
use crate::meant::{Meant, by_name, held_by};
use crate::moves::{Move, Moves};
use crate::standing::Standing;
use crate::targets::{Key, Origin, Target, Targets};

/// A rule and where it stands.
pub(crate) struct Rule<'a> {
    pub(crate) place: Place,
    pub(crate) wanted: &'a ImpersonationRule,
    /// The flag to set; `None` where its deviation is accepted.
    allow: Option<bool>,
    /// Whether it puts copies in the place of system levels, or refuses to.
    copies: bool,
}

/// Puts the demands of every rule into `targets`; who has to move, by an assignment or because a system level cannot
/// be edited.
pub(crate) fn demand(
    context: &Context<'_>,
    standing: &Standing,
    assigned: &Assigned,
    targets: &mut Targets,
    findings: &mut Findings,
) -> Moves {
    let mut moves = assigned.moves(context);
    let rules = rules(context);
    let mut levels: Vec<(&Rule<'_>, Meant)> = Vec::new();
    for rule in &rules {
        let meant = match &rule.wanted.levels {
            RuleLevels::HeldBy(selector) => held_by(
                context, rule, selector, standing, assigned, &moves, targets, findings,
            ),
            RuleLevels::Named(names) => by_name(context, rule, names, &moves, targets, findings),
        };
        levels.extend(meant.into_iter().map(|meant| (rule, meant)));
    }
    // What a rule that makes no copies says of people holds for the copies that other rules move them to.
    levels.sort_by_key(|(rule, _)| !rule.copies);
    let mut copied = BTreeMap::new();
    let mut ignored = BTreeSet::new();
    for (rule, meant) in levels {
        moves.chosen.extend(&meant.holders);
        if let Some(name) = ignored_level(context, rule, &meant, targets) {
            ignored.insert(name);
            continue;
        }
        if let Some(key) = demand_level(context, rule, &meant, &copied, targets, findings) {
            for holder in &meant.holders {
                copied.insert(*holder, (key.clone(), meant.place.clone()));
            }
        }
    }
    for (holder, (level, place)) in copied {
        let to = Move {
            level,
            reason: Reason::SystemLevelCannotBeEdited,
            place,
        };
        moves.to.insert(holder, to);
    }
    if !ignored.is_empty() {
        findings.notes.push(Note::Ignored(format!(
            "Meant by a rule, and left alone as the policy says: {}.",
            ignored
                .iter()
                .map(LevelName::as_str)
                .collect::<Vec<_>>()
                .join(", ")
        )));
    }
    moves
}

/// The level that the policy ignores: the one that is meant, or the copy that would take its place.
fn ignored_level(
    context: &Context<'_>,
    rule: &Rule<'_>,
    meant: &Meant,
    targets: &Targets,
) -> Option<LevelName> {
    let name = targets.name_after(context, &meant.level);
    let copy = match meant.level {
        Key::Existing(id) if rule.copies || meant.by_name => context
            .levels
            .get(&id)
            .filter(|level| level.system)
            .map(|_| copies::called(context, id)),
        Key::Existing(_) | Key::New(_) => None,
    };
    [Some(name), copy]
        .into_iter()
        .flatten()
        .find(|name| context.owned.level(name, OwnershipWord::Ignore))
}

/// Sets the flags of a level; the copy to move its holders to where it is a system one.
fn demand_level(
    context: &Context<'_>,
    rule: &Rule<'_>,
    meant: &Meant,
    copied: &BTreeMap<ResourceId, (Key, Place)>,
    targets: &mut Targets,
    findings: &mut Findings,
) -> Option<Key> {
    let name = targets.name_after(context, &meant.level);
    let Key::Existing(id) = meant.level else {
        // A level that a block makes has its target already.
        let target = targets.get_mut(&meant.level)?;
        demand_flags(target, &name, rule, findings);
        return None;
    };
    let Some(found) = context.levels.get(&id) else {
        findings.problem(
            &meant.place,
            ProblemKind::Unreadable,
            format!("{}, which the list of levels does not have", meant.holding(context, &name)),
            "Nothing is planned for a level that cannot be seen. Check these people's level in the admin console.",
        );
        return None;
    };
    if !found.system {
        let target = targets.demand(meant.level.clone(), || edit_target(id));
        demand_flags(target, &name, rule, findings);
        if rule.allow == Some(true) {
            let advice = administrators::advice(context, rule, id, &name, &meant.holders);
            findings.notes.extend(advice);
        }
        return None;
    }
    if rule.copies {
        let key = copies::demand(context, rule, meant, id, found, targets, findings)?;
        let name = targets.name_after(context, &key);
        let advice = administrators::advice(context, rule, id, &name, &meant.holders);
        findings.notes.extend(advice);
        return Some(key);
    }
    let held = meant.holders.iter().find_map(|holder| copied.get(holder));
    let copy = match held {
        Some((copy, _)) => Some(copy.clone()),
        // By its name, a system level stands for its copy as well, whoever holds that.
        None if meant.by_name && rule.allow != Some(true) => copies::planned(context, targets, id),
        None => None,
    }?;
    let name = targets.name_after(context, &copy);
    let target = match &copy {
        Key::Existing(id) => targets.demand(copy.clone(), || edit_target(*id)),
        Key::New(_) => targets.get_mut(&copy)?,
    };
    demand_flags(target, &name, rule, findings);
    None
}

fn rules<'a>(context: &Context<'a>) -> Vec<Rule<'a>> {
    context
        .desired
        .impersonation
        .iter()
        .map(|(handle, wanted)| {
            let place = Place("impersonation".to_owned()).key(handle);
            let accepted = |key: &str| context.accepted.covers(&place.key(key));
            Rule {
                allow: (!accepted("allow")).then_some(wanted.allow),
                copies: wanted.allow && !accepted("allow") && !accepted("systemLevels"),
                place,
                wanted,
            }
        })
        .collect()
}

pub(crate) fn demand_flags(
    target: &mut Target,
    level: &LevelName,
    rule: &Rule<'_>,
    findings: &mut Findings,
) {
    let flags = [
        (ALLOW_IMPERSONATION, rule.allow, "allow"),
        (CAN_LOGIN, rule.wanted.can_login, "canLogin"),
    ];
    for (cell, value, key) in flags {
        if let Some(value) = value {
            let place = rule.place.key(key);
            let value = CellValue::Flag(value);
            target.demand_cell(level, &CellId::new(cell), value, &place, findings);
        }
    }
}

fn edit_target(level: LevelId) -> Target {
    Target {
        step: StepId(format!("edit/{level}")),
        handle: None,
        origin: Origin::There,
        // The rule names the level or its holders, so nothing is taken over silently.
        owned: true,
        adopt: false,
        rename: None,
        active: None,
        cells: [].into(),
        reason: Reason::ImpersonationRule,
    }
}
