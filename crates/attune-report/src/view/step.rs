//! A step with everything that is shown of it.

use attune_model::{Change, Channel, Proof, Risk, RiskKind, Step};

use super::cells::{CellGroup, cell_groups};
use super::facts::{Fact, facts};
use super::names::sentence;
use super::words;
use super::words::reason_words;

/// A step.
pub(crate) struct StepView {
    /// Its number in the order of execution.
    pub(crate) number: usize,
    pub(crate) symbol: Symbol,
    /// One line with names.
    pub(crate) title: String,
    pub(crate) channel: Channel,
    pub(crate) proof: Proof,
    pub(crate) why: &'static str,
    pub(crate) facts: Vec<Fact>,
    pub(crate) cells: Vec<CellGroup>,
    /// The names of all who hold the level.
    pub(crate) holders: Vec<String>,
    /// Kind and sentence.
    pub(crate) risks: Vec<(RiskKind, String)>,
}

/// What a step does to its thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Symbol {
    /// Makes it.
    Makes,
    /// Changes it.
    Changes,
    /// Only notes in the ledger that it is attune's.
    Notes,
    /// Only shows something.
    Checks,
}

impl Symbol {
    /// One character, so that nothing depends on colour.
    pub(crate) fn mark(self) -> &'static str {
        match self {
            Self::Makes => "+",
            Self::Changes => "~",
            Self::Notes => "=",
            Self::Checks => "?",
        }
    }

    /// For those who see the mark for the first time.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Makes => "new",
            Self::Changes => "change",
            Self::Notes => "note",
            Self::Checks => "check",
        }
    }

    fn of(change: &Change) -> Self {
        match change {
            Change::CopyLevel { .. } | Change::CreateApiUser { .. } => Self::Makes,
            Change::EditLevel { .. }
            | Change::RetireApiUser { .. }
            | Change::RotateSecret { .. }
            | Change::UpdateApiUser { .. }
            | Change::SetProtectedData { .. }
            | Change::AssignLevel { .. } => Self::Changes,
            Change::AdoptLevel { .. } | Change::AdoptApiUser { .. } => Self::Notes,
            Change::Check(_) => Self::Checks,
        }
    }
}

impl StepView {
    pub(super) fn of(number: usize, step: &Step) -> Self {
        let Step {
            id: _,
            change,
            reason,
            channel,
            proof,
            risks,
            needs: _,
        } = step;
        Self {
            number,
            symbol: Symbol::of(change),
            title: words(&change.title()),
            channel: *channel,
            proof: *proof,
            why: reason_words(*reason),
            facts: facts(change),
            cells: change
                .cells()
                .map(|(_, cells)| cell_groups(cells))
                .unwrap_or_default(),
            holders: holders(change),
            risks: risk_sentences(risks),
        }
    }
}

pub(super) fn risk_sentences(risks: &[Risk]) -> Vec<(RiskKind, String)> {
    risks
        .iter()
        .map(|Risk { kind, what }| (*kind, sentence(what)))
        .collect()
}

fn holders(change: &Change) -> Vec<String> {
    match change {
        Change::EditLevel {
            handle: _,
            level: _,
            rename: _,
            active: _,
            cells: _,
            holders,
        } => holders.iter().map(|person| words(&person.name)).collect(),
        Change::CopyLevel { .. }
        | Change::CreateApiUser { .. }
        | Change::RetireApiUser { .. }
        | Change::RotateSecret { .. }
        | Change::UpdateApiUser { .. }
        | Change::SetProtectedData { .. }
        | Change::AssignLevel { .. }
        | Change::AdoptLevel { .. }
        | Change::AdoptApiUser { .. }
        | Change::Check(_) => Vec::new(),
    }
}
