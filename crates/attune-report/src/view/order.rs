//! The order of reading: by what steps are about, the riskiest first, moves between the same levels together.

use std::collections::BTreeSet;

use attune_model::{Change, Channel, LevelName, Person, Proof, Reason, RiskKind, Step, StepId};

use super::step::{StepView, risk_sentences};
use super::words;
use super::words::reason_words;

/// Steps about one kind of thing.
pub(crate) struct Group {
    pub(crate) title: &'static str,
    pub(crate) items: Vec<Item>,
}

/// What is shown in one piece.
pub(crate) enum Item {
    Step(StepView),
    Moves(Moves),
}

/// People who move from one level to another.
pub(crate) struct Moves {
    pub(crate) before: String,
    pub(crate) after: String,
    pub(crate) channel: Channel,
    pub(crate) proof: Proof,
    /// Why, where the level's own step has not said it.
    pub(crate) why: Option<&'static str>,
    /// In the order of execution.
    pub(crate) people: Vec<Move>,
}

/// A person who moves.
pub(crate) struct Move {
    /// The step's number in the order of execution.
    pub(crate) number: usize,
    /// Name and address.
    pub(crate) who: String,
    /// Kind and sentence.
    pub(crate) risks: Vec<(RiskKind, String)>,
}

/// What groups are about, in the order in which they are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum About {
    Levels,
    ApiUsers,
    People,
    Checks,
}

impl About {
    const ALL: [Self; 4] = [Self::Levels, Self::ApiUsers, Self::People, Self::Checks];

    fn of(change: &Change) -> Self {
        match change {
            Change::CopyLevel { .. } | Change::EditLevel { .. } | Change::AdoptLevel { .. } => {
                Self::Levels
            }
            Change::CreateApiUser { .. }
            | Change::RetireApiUser { .. }
            | Change::RotateSecret { .. }
            | Change::UpdateApiUser { .. }
            | Change::SetProtectedData { .. }
            | Change::AdoptApiUser { .. } => Self::ApiUsers,
            Change::AssignLevel { .. } => Self::People,
            Change::Check(_) => Self::Checks,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Levels => "Security levels",
            Self::ApiUsers => "API users",
            Self::People => "People",
            Self::Checks => "Checks",
        }
    }
}

/// All steps, each once; groups without any are left out.
pub(super) fn groups(steps: &[Step]) -> Vec<Group> {
    About::ALL
        .into_iter()
        .map(|about| {
            let within: Vec<(usize, &Step)> = (1..)
                .zip(steps)
                .filter(|(_, step)| About::of(&step.change) == about)
                .collect();
            Group {
                title: about.title(),
                items: items(riskiest_first(within)),
            }
        })
        .filter(|group| !group.items.is_empty())
        .collect()
}

/// The riskiest step comes first of those whose needs within the group are already told.
fn riskiest_first(mut steps: Vec<(usize, &Step)>) -> Vec<(usize, &Step)> {
    let mut told = Vec::with_capacity(steps.len());
    let mut waiting: BTreeSet<&StepId> = steps.iter().map(|(_, step)| &step.id).collect();
    steps.sort_by_key(|(number, step)| (rank(step), *number));
    while !steps.is_empty() {
        let next = steps
            .iter()
            .position(|(_, step)| !step.needs.iter().any(|need| waiting.contains(need)))
            // A circle is no order to keep.
            .unwrap_or(0);
        let (number, step) = steps.remove(next);
        waiting.remove(&step.id);
        told.push((number, step));
    }
    told
}

/// 0 for what needs `--allow`, 1 for what widens rights, 2 for the rest.
fn rank(step: &Step) -> u8 {
    let ranks = step
        .risks
        .iter()
        .map(|risk| u8::from(!risk.kind.is_guarded()));
    ranks.min().unwrap_or(2)
}

fn items(steps: Vec<(usize, &Step)>) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    // Moves of one kind, by what they have in common, and where they stand in `items`.
    let mut kinds: Vec<(MoveKind<'_>, usize)> = Vec::new();
    for (number, step) in steps {
        let Some((person, kind)) = move_kind(step) else {
            items.push(Item::Step(StepView::of(number, step)));
            continue;
        };
        let one = Move {
            number,
            who: words(&person.to_string()),
            risks: risk_sentences(&step.risks),
        };
        let at = kinds.iter().find(|(other, _)| *other == kind);
        match at.and_then(|(_, at)| items.get_mut(*at)) {
            Some(Item::Moves(moves)) => moves.people.push(one),
            Some(Item::Step(_)) | None => {
                items.push(Item::Moves(Moves {
                    before: words(kind.before.as_str()),
                    after: words(kind.after.as_str()),
                    channel: kind.channel,
                    proof: kind.proof,
                    why: (kind.reason == Reason::Assignment).then(|| reason_words(kind.reason)),
                    people: vec![one],
                }));
                kinds.push((kind, items.len() - 1));
            }
        }
    }
    items
}

/// What moves have in common that are shown together.
#[derive(PartialEq, Eq)]
struct MoveKind<'a> {
    before: &'a LevelName,
    after: &'a LevelName,
    reason: Reason,
    channel: Channel,
    proof: Proof,
}

fn move_kind(step: &Step) -> Option<(&Person, MoveKind<'_>)> {
    let Change::AssignLevel {
        person,
        before,
        after,
    } = &step.change
    else {
        return None;
    };
    let kind = MoveKind {
        before: before.name(),
        after: after.name(),
        reason: step.reason,
        channel: step.channel,
        proof: step.proof,
    };
    Some((person, kind))
}
