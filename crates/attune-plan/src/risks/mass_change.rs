//! More changes than a review can take in.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{Change, Person, ResourceId, Risk, RiskKind, Step};

use crate::context::Context;

/// So many people are read name by name in a review; a team seldom has more.
const PEOPLE: usize = 20;

/// In a small tenant twenty people may be one team of many, in a large one a change of twenty is nothing: only this share
/// of the active people, in percent, makes it look like a selector that chose too many.
const PERCENT: usize = 30;

/// So many steps fill two screens. What is made new does not count: it takes nothing from anybody, and a first plan is
/// long by nature.
const STEPS: usize = 50;

/// How many causes a message names.
const CAUSES: usize = 3;

/// The risk of the whole plan, where it changes too much at once.
pub(super) fn of(context: &Context<'_>, steps: &[Step]) -> Option<Risk> {
    too_many_people(context, steps)
        .or_else(|| too_many_steps(steps))
        .map(|what| Risk {
            kind: RiskKind::MassChange,
            what,
        })
}

fn too_many_people(context: &Context<'_>, steps: &[Step]) -> Option<String> {
    let is_active_person = |id: &ResourceId| {
        context
            .resources
            .get(id)
            .is_some_and(|resource| resource.active && !resource.is_api_user())
    };
    let all = context
        .resources
        .keys()
        .filter(|id| is_active_person(id))
        .count();
    let mut causes: BTreeMap<String, BTreeSet<ResourceId>> = BTreeMap::new();
    for step in steps {
        let (cause, people) = affected(&step.change);
        let people = people.iter().map(|person| person.id);
        let people = people.filter(is_active_person);
        causes.entry(cause).or_default().extend(people);
    }
    let affected: BTreeSet<&ResourceId> = causes.values().flatten().collect();
    let count = affected.len();
    (count > PEOPLE && count * 100 > all * PERCENT).then(|| {
        let causes = causes.iter().map(|(cause, people)| (cause, people.len()));
        format!(
            "{count} of {all} active people ({} %) are affected, most by: {}",
            count * 100 / all.max(1),
            largest(causes)
        )
    })
}

/// The people whose rights a change may alter, with what alters them.
fn affected(change: &Change) -> (String, &[Person]) {
    match change {
        Change::EditLevel {
            handle: _,
            level,
            rename: _,
            active: _,
            cells: _,
            holders,
        } => (format!("edit \"{}\"", level.name()), holders),
        Change::AssignLevel {
            person,
            before: _,
            after,
        } => (
            format!("move to \"{}\"", after.name()),
            std::slice::from_ref(person),
        ),
        Change::CopyLevel { .. }
        | Change::CreateApiUser { .. }
        | Change::RetireApiUser { .. }
        | Change::RotateSecret { .. }
        | Change::UpdateApiUser { .. }
        | Change::SetProtectedData { .. }
        | Change::AdoptLevel { .. }
        | Change::AdoptApiUser { .. }
        | Change::Check(_) => (String::new(), &[]),
    }
}

fn too_many_steps(steps: &[Step]) -> Option<String> {
    let mut causes: BTreeMap<&str, usize> = BTreeMap::new();
    for kind in steps.iter().filter_map(|step| kind(&step.change)) {
        *causes.entry(kind).or_default() += 1;
    }
    let count: usize = causes.values().sum();
    (count > STEPS).then(|| {
        let causes = causes.into_iter();
        format!(
            "{count} steps change what is there already, most by: {}",
            largest(causes)
        )
    })
}

/// What a step does to something that is there; `None` where it makes or only shows something.
fn kind(change: &Change) -> Option<&'static str> {
    match change {
        Change::EditLevel { .. } => Some("levels edited"),
        Change::UpdateApiUser { .. } => Some("API users updated"),
        Change::RetireApiUser { .. } => Some("API users retired"),
        Change::RotateSecret { .. } => Some("secrets replaced"),
        Change::SetProtectedData { .. } => Some("protected data permissions set"),
        Change::AssignLevel { .. } => Some("levels assigned"),
        Change::CopyLevel { .. }
        | Change::CreateApiUser { .. }
        | Change::AdoptLevel { .. }
        | Change::AdoptApiUser { .. }
        | Change::Check(_) => None,
    }
}

fn largest<N: std::fmt::Display + Ord>(causes: impl Iterator<Item = (N, usize)>) -> String {
    let mut causes: Vec<(N, usize)> = causes.collect();
    causes.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    let named = causes.iter().filter(|(_, count)| *count > 0).take(CAUSES);
    let named = named.map(|(cause, count)| format!("{cause} ({count})"));
    named.collect::<Vec<_>>().join(", ")
}
