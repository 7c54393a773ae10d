//! What the rules under `impersonation` demand of the levels that people hold.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::catalogue::{ALLOW_IMPERSONATION, CAN_LOGIN};
use attune_model::{
    CellId, CellValue, Change, Channel, Handle, ImpersonationRule, LevelId, LevelName, LevelRef,
    ObservedLevel, Place, Problem, ProblemKind, Proof, Reason, Resource, ResourceId, Step, StepId,
    SystemLevelPolicy,
};

use crate::context::{Context, person};
use crate::levels::not_copyable;
use crate::people::choose;
use crate::targets::{Key, Origin, Target, Targets};

/// Who has to change levels, and to which.
#[derive(Debug, Default)]
pub(crate) struct Moves {
    /// By person: the level to hold.
    pub(crate) to: BTreeMap<ResourceId, Key>,
    /// Everyone whom a rule chose.
    pub(crate) chosen: BTreeSet<ResourceId>,
}

/// Puts the demands of every rule into `targets`; who has to move because a system level cannot be edited.
pub(crate) fn demand(
    context: &Context<'_>,
    targets: &mut Targets,
    problems: &mut Vec<Problem>,
) -> Moves {
    let mut moves = Moves::default();
    for (handle, rule) in &context.desired.impersonation {
        let place = Place("impersonation".to_owned()).key(handle);
        let by_level = choose_levels(context, rule, &place, problems);
        for (level, holders) in by_level {
            moves.chosen.extend(&holders);
            let Some(found) = context.levels.get(&level) else {
                problems.push(not_listed(context, level, &holders, &place));
                continue;
            };
            if !found.system {
                let target = targets.demand(Key::Existing(level), || edit_target(level));
                demand_flags(target, &found.name, rule, &place, problems);
            } else if rule.allow
                && let Some(key) = copy_target(
                    context, level, found, rule, &holders, handle, targets, problems,
                )
            {
                for holder in holders {
                    moves.to.insert(holder, key.clone());
                }
            }
        }
    }
    moves
}

/// One step for each person to be moved; it waits for the level it moves to.
pub(crate) fn steps(
    context: &Context<'_>,
    targets: &Targets,
    moves: &Moves,
    level_steps: &[Step],
) -> Vec<Step> {
    let planned: BTreeSet<&StepId> = level_steps.iter().map(|step| &step.id).collect();
    let mut steps = Vec::new();
    for (id, key) in &moves.to {
        let (Some(resource), Some(after)) =
            (context.resources.get(id), targets.reference(context, key))
        else {
            continue;
        };
        let needs = targets
            .get(key)
            .map(|target| &target.step)
            .filter(|id| planned.contains(id))
            .cloned()
            .into_iter()
            .collect();
        steps.push(assign(
            context,
            *id,
            resource,
            after,
            needs,
            Reason::SystemLevelCannotBeEdited,
        ));
    }
    steps
}

/// A step that gives someone another level, over REST where its metadata says that it takes that.
pub(crate) fn assign(
    context: &Context<'_>,
    id: ResourceId,
    resource: &Resource,
    after: LevelRef,
    needs: BTreeSet<StepId>,
    reason: Reason,
) -> Step {
    Step {
        id: StepId(format!("assign/{id}")),
        change: Change::AssignLevel {
            person: person(id, resource),
            before: LevelRef::Existing {
                id: resource.level,
                name: context.level_name(resource.level),
            },
            after,
        },
        reason,
        channel: if context.fields.is_writable("userType") {
            Channel::Rest
        } else {
            Channel::Operator
        },
        proof: Proof::RestFact,
        risks: Vec::new(),
        needs,
    }
}

/// The chosen people by the level they hold; says where nobody is chosen.
fn choose_levels(
    context: &Context<'_>,
    rule: &ImpersonationRule,
    place: &Place,
    problems: &mut Vec<Problem>,
) -> BTreeMap<LevelId, BTreeSet<ResourceId>> {
    let selector = &rule.levels_held_by;
    let emails = place.key("levelsHeldBy").key("emails");
    let chosen = choose(context, selector);
    for index in &chosen.strangers {
        if let Some(pattern) = selector.emails.get(*index) {
            problems.push(Problem {
                place: emails.index(*index),
                kind: ProblemKind::UnknownPerson,
                message: format!("this tenant has no person with the e-mail address {pattern}"),
                help: "Correct the address, or remove it if the person belongs to another tenant."
                    .to_owned(),
            });
        }
    }
    if chosen.people.is_empty() && chosen.strangers.is_empty() {
        problems.push(Problem {
            place: emails,
            kind: ProblemKind::NoPeopleMatched,
            message: match selector.active {
                Some(true) => "no active person of this tenant matches".to_owned(),
                Some(false) => "no inactive person of this tenant matches".to_owned(),
                None => "no person of this tenant matches".to_owned(),
            },
            help: "Check the patterns against the people's e-mail addresses in Autotask."
                .to_owned(),
        });
    }
    let mut by_level: BTreeMap<LevelId, BTreeSet<ResourceId>> = BTreeMap::new();
    for id in chosen.people {
        if let Some(resource) = context.resources.get(&id) {
            by_level.entry(resource.level).or_default().insert(id);
        }
    }
    by_level
}

fn demand_flags(
    target: &mut Target,
    level: &LevelName,
    rule: &ImpersonationRule,
    place: &Place,
    problems: &mut Vec<Problem>,
) {
    let allow = CellId::new(ALLOW_IMPERSONATION);
    target.demand_cell(
        level,
        &allow,
        CellValue::Flag(rule.allow),
        &place.key("allow"),
        problems,
    );
    if let Some(can_login) = rule.can_login {
        let login = CellId::new(CAN_LOGIN);
        target.demand_cell(
            level,
            &login,
            CellValue::Flag(can_login),
            &place.key("canLogin"),
            problems,
        );
    }
}

fn edit_target(level: LevelId) -> Target {
    Target {
        step: StepId(format!("edit/{level}")),
        handle: None,
        origin: Origin::There,
        // The rule names the level's holders, so nothing is taken over silently.
        owned: true,
        rename: None,
        active: None,
        cells: [].into(),
        reason: Reason::ImpersonationRule,
    }
}

/// The copy that takes the place of a system level: one that attune made, one that a block describes, or a new one.
#[expect(
    clippy::too_many_arguments,
    reason = "the parts of one decision; a struct would only rename them"
)]
fn copy_target(
    context: &Context<'_>,
    base: LevelId,
    found: &ObservedLevel,
    rule: &ImpersonationRule,
    holders: &BTreeSet<ResourceId>,
    handle: &Handle,
    targets: &mut Targets,
    problems: &mut Vec<Problem>,
) -> Option<Key> {
    let place = Place("impersonation".to_owned()).key(handle);
    if rule.system_levels == SystemLevelPolicy::Refuse {
        problems.push(Problem {
            place: place.key("systemLevels"),
            kind: ProblemKind::SystemLevelRefused,
            message: format!("{}, a system level that cannot be edited", holding_level(context, holders, &found.name)),
            help: "Write `systemLevels: copy` to copy it and move these people, or move them by hand first.".to_owned(),
        });
        return None;
    }
    if let Some(problem) = not_copyable(&found.name, &place.key("levelsHeldBy")) {
        problems.push(Problem {
            message: format!(
                "{}, and {}",
                holding_level(context, holders, &found.name),
                problem.message
            ),
            help:
                "Leave these people out with `except`, or move them to another level by hand first."
                    .to_owned(),
            ..problem
        });
        return None;
    }
    let name = copy_name(&found.name);
    let step = StepId(format!("copy/{base}"));
    let remembered = context.observed.remembered.copies.get(&base).copied();
    let key = match remembered.filter(|id| context.levels.contains_key(id)) {
        Some(id) => Key::Existing(id),
        None => match context.level_named(&name) {
            Some((id, there)) if !there.system && !context.is_unfinished(&step) => {
                Key::Existing(id)
            }
            Some(_) | None => Key::New(name.clone()),
        },
    };
    let target = targets.demand(key.clone(), || Target {
        step,
        handle: None,
        origin: match key {
            Key::Existing(_) => Origin::There,
            Key::New(_) => Origin::Copy(LevelRef::Existing {
                id: base,
                name: found.name.clone(),
            }),
        },
        owned: remembered.is_some() || matches!(key, Key::New(_)),
        rename: None,
        active: Some(true),
        cells: [].into(),
        reason: Reason::SystemLevelCannotBeEdited,
    });
    demand_flags(target, &name, rule, &place, problems);
    Some(key)
}

/// The name of the copy that a rule makes.
fn copy_name(base: &LevelName) -> LevelName {
    LevelName::new(&format!(
        "{} (with Impersonation)",
        base.without_system_mark()
    ))
}

/// `Tess Turner holds "Service Desk User (system)"`.
fn holding_level(
    context: &Context<'_>,
    holders: &BTreeSet<ResourceId>,
    level: &LevelName,
) -> String {
    format!("{} \"{level}\"", holding(context, holders))
}

fn holding(context: &Context<'_>, holders: &BTreeSet<ResourceId>) -> String {
    let names: Vec<String> = holders
        .iter()
        .filter_map(|id| context.resources.get(id))
        .map(Resource::full_name)
        .collect();
    match names.as_slice() {
        [one] => format!("{one} holds"),
        many => format!("{} hold", many.join(", ")),
    }
}

fn not_listed(
    context: &Context<'_>,
    level: LevelId,
    holders: &BTreeSet<ResourceId>,
    place: &Place,
) -> Problem {
    Problem {
        place: place.key("levelsHeldBy"),
        kind: ProblemKind::Unreadable,
        message: format!(
            "{} level {level}, which the list of levels does not have",
            holding(context, holders)
        ),
        help: "Nothing is planned for a level that cannot be seen. Check these people's level in the admin console."
            .to_owned(),
    }
}
