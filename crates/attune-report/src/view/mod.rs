//! What every format for people shows of a plan: decided once, in an order for reading.
//!
//! Steps keep the numbers of their execution. All text from the tenant is cleaned and cut to a bearable length here; each
//! format then escapes for itself.

mod cells;
mod facts;
mod impact;
mod names;
mod order;
mod risks;
mod step;
mod summary;
mod words;

use attune_model::{Note, Plan};

pub(crate) use cells::{CellGroup, CellRow};
pub(crate) use facts::{Before, Fact, Shift};
pub(crate) use impact::Impact;
pub(crate) use names::{fold, numbers, sentence, words};
pub(crate) use order::{Group, Item, Moves};
pub(crate) use risks::RiskLine;
pub(crate) use step::{StepView, Symbol};
pub(crate) use words::{channel_words, proof_words, risk_words};

/// A plan as it is read.
pub(crate) struct View {
    pub(crate) tenant: String,
    pub(crate) database: i64,
    /// Who is affected, and how.
    pub(crate) impacts: Vec<Impact>,
    /// The kinds of risk, the guarded ones first.
    pub(crate) risks: Vec<RiskLine>,
    /// The steps, by what they are about.
    pub(crate) groups: Vec<Group>,
    /// What is said without being done: the kind and the sentence.
    pub(crate) notes: Vec<(&'static str, String)>,
    /// Why a guard refuses the plan: what, and what would let it pass.
    pub(crate) refused: Vec<(String, &'static str)>,
    /// How much of what, in one sentence.
    pub(crate) summary: String,
}

impl View {
    /// Puts a plan into the order of reading.
    pub(crate) fn of(plan: &Plan) -> Self {
        let Plan {
            tenant,
            database,
            steps,
            problems: _,
            refused,
            notes,
        } = plan;
        Self {
            tenant: tenant.to_string(),
            database: *database,
            impacts: impact::impacts(steps),
            risks: risks::risk_lines(plan),
            groups: order::groups(steps),
            notes: notes
                .iter()
                .map(|note| (mark(note), words(note.text())))
                .collect(),
            refused: refused
                .iter()
                .map(|risk| (words(&risk.what), risk.kind.name()))
                .collect(),
            summary: summary::summary(plan),
        }
    }

    /// Every step that is shown with its details.
    pub(crate) fn detailed(&self) -> impl Iterator<Item = &StepView> {
        let items = self.groups.iter().flat_map(|group| &group.items);
        items.filter_map(|item| match item {
            Item::Step(step) => Some(step),
            Item::Moves(_) => None,
        })
    }
}

fn mark(note: &Note) -> &'static str {
    match note {
        Note::Unmanaged(_) => "unmanaged",
        Note::AlsoAffected(_) => "also affected",
        Note::FromLedger(_) => "from the ledger",
        Note::Captured(_) => "as captured",
        Note::Unseen(_) => "unseen",
        Note::Accepted(_) => "accepted",
        Note::Ignored(_) => "ignored",
        Note::LeftOut(_) => "left out",
        Note::Advice(_) => "advice",
    }
}
