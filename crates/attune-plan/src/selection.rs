//! A part of a plan: the steps that come from chosen places of the manifest, with all that they need.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{Change, Desired, Note, Place, Step, StepId};

use crate::api_users::ApiUsers;
use crate::moves::Moves;
use crate::prune::{self, Prune};
use crate::targets::Targets;

/// Which places of the manifest a plan is for. By default it is for all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Only steps that come from here, and what they need; empty: from everywhere.
    pub targets: BTreeSet<Place>,
    /// No step that comes from here, and none that needs one.
    pub excludes: BTreeSet<Place>,
}

/// The places of the manifest that each step comes from.
pub type Origins = BTreeMap<StepId, BTreeSet<Place>>;

impl Selection {
    /// Whether everything is chosen.
    pub fn is_everything(&self) -> bool {
        self.targets.is_empty() && self.excludes.is_empty()
    }

    /// The places that have to do with no block of the manifest: slips of the pen.
    pub fn unknown(&self, desired: &Desired) -> Vec<&Place> {
        let blocks = blocks(desired);
        self.targets
            .iter()
            .chain(&self.excludes)
            .filter(|place| !blocks.iter().any(|block| meet(place, block)))
            .collect()
    }

    /// The chosen steps, and a note on how many are left out.
    ///
    /// A step is never cut: a place within a block means the steps that the block has a part in.
    pub(crate) fn take(&self, steps: Vec<Step>, origins: &Origins) -> (Vec<Step>, Option<Note>) {
        if self.is_everything() {
            return (steps, None);
        }
        let from = |step: &Step, places: &BTreeSet<Place>| {
            origins
                .get(&step.id)
                .is_some_and(|origins| places.iter().any(|at| origins.iter().any(|o| meet(at, o))))
        };
        let mut chosen: BTreeSet<StepId> = steps
            .iter()
            .filter(|step| self.targets.is_empty() || from(step, &self.targets))
            .map(|step| step.id.clone())
            .collect();
        // Steps stand behind what they need, so that from the end on every need is known in time.
        for step in steps.iter().rev() {
            if chosen.contains(&step.id) {
                chosen.extend(step.needs.iter().cloned());
            }
        }
        let mut left_out: BTreeSet<StepId> = BTreeSet::new();
        for step in &steps {
            let waits_in_vain = step.needs.iter().any(|need| left_out.contains(need));
            if !chosen.contains(&step.id) || from(step, &self.excludes) || waits_in_vain {
                left_out.insert(step.id.clone());
            }
        }
        let all = steps.len();
        let taken: Vec<Step> = steps
            .into_iter()
            .filter(|step| !left_out.contains(&step.id))
            .collect();
        let note = Note::LeftOut(format!(
            "{}: {} of {all} steps are left out.",
            self.in_words(),
            all - taken.len()
        ));
        (taken, Some(note))
    }

    fn in_words(&self) -> String {
        let list = |places: &BTreeSet<Place>| {
            places
                .iter()
                .map(|place| place.0.as_str())
                .collect::<Vec<_>>()
                .join(", ")
        };
        match (self.targets.is_empty(), self.excludes.is_empty()) {
            (_, true) => format!("Only {} and what it needs", list(&self.targets)),
            (true, false) => format!("Without {} and what needs it", list(&self.excludes)),
            (false, false) => format!(
                "Only {} and what it needs, without {}",
                list(&self.targets),
                list(&self.excludes)
            ),
        }
    }
}

/// Whether one of two places lies within the other.
fn meet(one: &Place, other: &Place) -> bool {
    one.covers(other) || other.covers(one)
}

fn blocks(desired: &Desired) -> Vec<Place> {
    let section = |name: &str| Place(name.to_owned());
    let levels = desired.security_levels.keys();
    let rules = desired.impersonation.keys();
    let people = desired.people.keys();
    let users = desired.api_users.keys();
    let checks = desired.checks.keys();
    levels
        .map(|handle| section("securityLevels").key(handle))
        .chain(rules.map(|handle| section("impersonation").key(handle)))
        .chain(people.map(|handle| section("people").key(handle)))
        .chain(users.map(|handle| section("apiUsers").key(handle)))
        .chain(checks.map(|handle| section("checks").key(handle)))
        .chain(desired.ownership.prune.then(prune::place))
        .collect()
}

/// Where every step comes from.
pub(crate) fn origins(
    targets: &Targets,
    moves: &Moves,
    api_users: &ApiUsers,
    prune: &Prune,
    steps: &[Step],
) -> Origins {
    let mut origins = targets.origins();
    for step in &prune.steps {
        origins.insert(step.id.clone(), [prune::place()].into());
    }
    for (id, place) in &api_users.origins {
        origins.entry(id.clone()).or_default().insert(place.clone());
    }
    for (id, to) in &moves.to {
        let step = StepId(format!("assign/{id}"));
        origins.entry(step).or_default().insert(to.place.clone());
    }
    for step in steps {
        if let Change::Check(task) = &step.change {
            let place = Place("checks".to_owned()).key(&task.handle);
            origins.entry(step.id.clone()).or_default().insert(place);
        }
    }
    let planned: BTreeSet<&StepId> = steps.iter().map(|step| &step.id).collect();
    origins.retain(|id, _| planned.contains(id));
    origins
}
