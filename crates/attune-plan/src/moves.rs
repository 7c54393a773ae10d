//! Who gets another level, and the steps for it.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{
    Change, Channel, LevelRef, OwnershipWord, Place, ProblemKind, Proof, Reason, Resource,
    ResourceId, Step, StepId,
};

use crate::context::{Context, person};
use crate::findings::Findings;
use crate::targets::{Key, Targets};

/// Who has to change levels.
#[derive(Debug, Default)]
pub(crate) struct Moves {
    /// By person: the level to hold.
    pub(crate) to: BTreeMap<ResourceId, Move>,
    /// Everyone whom a rule chose.
    pub(crate) chosen: BTreeSet<ResourceId>,
    /// Everyone whose level a block under `people` names, whether they hold it or not.
    pub(crate) assigned: BTreeSet<ResourceId>,
}

#[derive(Clone, Debug)]
pub(crate) struct Move {
    pub(crate) level: Key,
    pub(crate) reason: Reason,
    /// What asks for it.
    pub(crate) place: Place,
}

impl Moves {
    /// The level that someone will hold after this plan.
    pub(crate) fn level_after(&self, context: &Context<'_>, id: ResourceId) -> Option<Key> {
        self.to.get(&id).map(|to| to.level.clone()).or_else(|| {
            context
                .resources
                .get(&id)
                .map(|resource| Key::Existing(resource.level))
        })
    }

    /// Takes out the people who are protected, and says so.
    pub(crate) fn guard_protected(&mut self, context: &Context<'_>, findings: &mut Findings) {
        self.to.retain(|id, to| {
            let Some(resource) = context.resources.get(id) else {
                return false;
            };
            let protected = context.owned.resource(resource, OwnershipWord::Protect);
            if protected {
                protected_level(&person(*id, resource), &to.place, findings);
            }
            !protected
        });
    }
}

/// Someone protected would get another level.
pub(crate) fn protected_level(who: &attune_model::Person, place: &Place, findings: &mut Findings) {
    findings.problem(
        place,
        ProblemKind::Protected,
        format!("{who} is protected, and would get another security level"),
        "Change the manifest, or take the protection away under `policy` first.",
    );
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
    for (id, to) in &moves.to {
        let (Some(resource), Some(after)) = (
            context.resources.get(id),
            targets.reference(context, &to.level),
        ) else {
            continue;
        };
        let needs = targets
            .get(&to.level)
            .map(|target| &target.step)
            .filter(|id| planned.contains(id))
            .cloned()
            .into_iter()
            .collect();
        steps.push(assign(context, *id, resource, after, needs, to.reason));
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
