//! What the blocks under `people` demand: who is to hold which level.
//!
//! A block that chooses by `levels` may choose nobody once everyone has moved; that is no problem, as long as somebody
//! fits it but for the level.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{LevelName, Place, ProblemKind, Reason, Resource, ResourceId};

use crate::context::Context;
use crate::findings::Findings;
use crate::level_choice::{Choice, Holder, resolve};
use crate::moves::{Move, Moves};
use crate::people::Selector;
use crate::standing::{Standing, holds};
use crate::targets::{Key, Targets};

/// What the blocks come to: by person, the level they are to hold.
#[derive(Debug, Default)]
pub(crate) struct Assigned(BTreeMap<ResourceId, Wanted>);

#[derive(Debug)]
struct Wanted {
    level: Key,
    place: Place,
    names: BTreeSet<LevelName>,
}

/// A block whose level is known.
struct Block<'a> {
    place: Place,
    who: Selector<'a>,
    level: Key,
}

/// The blocks, those apart that choose by nothing but addresses.
struct Blocks<'a> {
    all: Vec<Block<'a>>,
    /// By address in lower case: which of them.
    by_email: BTreeMap<String, Vec<usize>>,
    others: Vec<usize>,
}

impl<'a> Blocks<'a> {
    fn new(all: Vec<Block<'a>>) -> Self {
        let mut by_email: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut others = Vec::new();
        for (at, block) in all.iter().enumerate() {
            match block.who.addresses() {
                Some(addresses) => {
                    for email in addresses {
                        by_email.entry(email.clone()).or_default().push(at);
                    }
                }
                None => others.push(at),
            }
        }
        Self {
            all,
            by_email,
            others,
        }
    }

    /// The blocks that choose a person, whatever their level, in the order of the manifest.
    fn fitting(&self, person: &Resource) -> Vec<&Block<'a>> {
        let by_email = self.by_email.get(&person.email.to_lowercase());
        let mut at: Vec<usize> = by_email.into_iter().flatten().copied().collect();
        at.extend(&self.others);
        at.sort_unstable();
        at.into_iter()
            .filter_map(|at| self.all.get(at))
            .filter(|block| block.who.fits_but_for_level(person))
            .collect()
    }
}

impl Assigned {
    /// Everyone who does not hold the level that they are to hold.
    pub(crate) fn moves(&self, context: &Context<'_>) -> Moves {
        let mut moves = Moves {
            assigned: self.0.keys().copied().collect(),
            ..Moves::default()
        };
        for (id, wanted) in &self.0 {
            if let Some(resource) = context.resources.get(id)
                && !holds(context, resource, &wanted.level)
            {
                let to = Move {
                    level: wanted.level.clone(),
                    reason: Reason::Assignment,
                    place: wanted.place.clone(),
                };
                moves.to.insert(*id, to);
            }
        }
        moves
    }

    /// The names that a rule chooses someone by.
    pub(crate) fn names(
        &self,
        standing: &Standing,
        id: ResourceId,
        resource: &Resource,
    ) -> BTreeSet<LevelName> {
        match self.0.get(&id) {
            Some(wanted) => wanted.names.clone(),
            None => standing.names(&Key::Existing(resource.level)),
        }
    }
}

/// Resolves every block, and says where two of them want different things.
pub(crate) fn demand(
    context: &Context<'_>,
    targets: &Targets,
    standing: &Standing,
    findings: &mut Findings,
) -> Assigned {
    let blocks = Blocks::new(blocks(context, targets, findings));
    let mut assigned = Assigned::default();
    let mut conflicts: BTreeMap<(Place, Place), Vec<String>> = BTreeMap::new();
    for (id, resource) in context.people() {
        let fitting = blocks.fitting(resource);
        if fitting.is_empty() {
            continue;
        }
        let held = standing.names(&Key::Existing(resource.level));
        let choosing = fitting.iter().find(|block| block.who.fits_level(&held));
        // Whom a block has moved already, it need not choose again.
        let moved = || {
            fitting
                .iter()
                .find(|block| holds(context, resource, &block.level))
        };
        let Some(first) = choosing.or_else(moved) else {
            continue;
        };
        let given = standing.names(&first.level);
        for other in fitting.iter().filter(|other| other.level != first.level) {
            // One that would choose them after the move would undo it on the next plan.
            if other.who.fits_level(&held) || other.who.fits_level(&given) {
                let places = (&first.place, &other.place);
                let (earlier, later) = (places.0.min(places.1), places.0.max(places.1));
                conflicts
                    .entry((later.clone(), earlier.clone()))
                    .or_default()
                    .push(resource.full_name());
            }
        }
        let original = standing.original(&first.level);
        let wanted = Wanted {
            level: first.level.clone(),
            place: first.place.clone(),
            names: fitting
                .iter()
                .filter(|block| standing.original(&block.level) == original)
                .flat_map(|block| {
                    let chosen_by = block.who.levels().unwrap_or_default().iter().cloned();
                    standing.names(&block.level).into_iter().chain(chosen_by)
                })
                .collect(),
        };
        assigned.0.insert(id, wanted);
    }
    for ((later, earlier), names) in conflicts {
        findings.problem(
            &later,
            ProblemKind::Conflict,
            format!(
                "{} would get one level here, and another at {earlier}",
                names.join(", ")
            ),
            "Let one of the two leave them out with `except`.",
        );
    }
    assigned
}

fn blocks<'a>(context: &Context<'a>, targets: &Targets, findings: &mut Findings) -> Vec<Block<'a>> {
    let mut blocks = Vec::new();
    for (handle, assignment) in &context.desired.people {
        let block = Place("people".to_owned()).key(handle);
        let place = block.key("securityLevel");
        let who = Selector::new(&assignment.who);
        let fits_nobody = who.chosen(context).is_empty();
        who.check(context, targets, fits_nobody, &block.key("who"), findings);
        let choice = resolve(
            context,
            targets,
            &assignment.security_level,
            Holder::Person,
            &place,
            findings,
        );
        match choice {
            Choice::Level(level) => blocks.push(Block { place, who, level }),
            Choice::NotMade | Choice::Unclear => {}
        }
    }
    blocks
}
