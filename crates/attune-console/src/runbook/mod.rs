//! The runbook: what an operator does on which page, and what is checked afterwards, as data.
//!
//! The same data is a Markdown checklist, a page to print, and what a session on a terminal shows step by step. Labels and
//! ways come from the catalogue and the locators, in the tenant's term and language (`security.md` 1-5, 8; `console.md`
//! 1.2); no page was seen on a live tenant by this project.

mod block;
mod escape;
mod hand_over;
mod html;
mod label;
mod level;
mod markdown;
mod protected_data;
mod resource;
mod steering;
pub(crate) mod terminal;
mod text;
mod visit;
mod wording;

use attune_model::{Change, Plan, Proof, RiskKind, Step, StepId};

pub use hand_over::HandOver;
pub use text::{Part, Text};
pub use visit::{Row, Visit};
pub use wording::Wording;

/// What waits for an operator.
#[derive(Clone, Debug)]
pub struct Runbook {
    tenant: String,
    database: i64,
    /// How many steps the plan has.
    planned: usize,
    term: &'static str,
    entries: Vec<Entry>,
    hand_over: Vec<HandOver>,
}

/// A step.
#[derive(Clone, Debug)]
struct Entry {
    number: usize,
    step: StepId,
    title: String,
    /// The numbers of the steps that it needs.
    first: Vec<usize>,
    risks: Vec<(RiskKind, String)>,
    visit: Visit,
    proof: Proof,
}

impl Runbook {
    /// The pending steps of a plan, in its order; ids that the plan does not have are left out. It holds no secret.
    pub fn of(plan: &Plan, pending: &[StepId], wording: &Wording) -> Self {
        let steps: Vec<&Step> = plan
            .steps
            .iter()
            .filter(|step| pending.contains(&step.id))
            .collect();
        let entry = |(index, step): (usize, &&Step)| Entry {
            number: index + 1,
            step: step.id.clone(),
            title: step.change.title(),
            first: steps
                .iter()
                .enumerate()
                .filter(|(_, other)| step.needs.contains(&other.id))
                .map(|(index, _)| index + 1)
                .collect(),
            risks: step
                .risks
                .iter()
                .map(|risk| (risk.kind, risk.what.clone()))
                .collect(),
            visit: visit(&step.change, wording),
            proof: step.proof,
        };
        Self {
            tenant: plan.tenant.to_string(),
            database: plan.database,
            planned: plan.steps.len(),
            term: wording.term(),
            entries: steps.iter().enumerate().map(entry).collect(),
            hand_over: Vec::new(),
        }
    }

    /// With what the vendors get in the end.
    #[must_use]
    pub fn with_hand_over(mut self, hand_over: Vec<HandOver>) -> Self {
        self.hand_over = hand_over;
        self
    }

    /// What stands above all steps.
    fn head(&self) -> Vec<String> {
        match self.entries.len() {
            0 => vec!["Nothing waits for an operator.".to_owned()],
            count => vec![
                format!(
                    "Autotask database {}. {count} of {} steps wait for an operator; work from top to bottom.",
                    self.database, self.planned
                ),
                format!(
                    "Where this list says {}, your Autotask may say Account, Business Unit, Client, Company, Customer, Organization or Site.",
                    self.term
                ),
            ],
        }
    }
}

impl Entry {
    /// `Do first: 1, 3.`
    fn first(&self) -> Option<String> {
        let numbers: Vec<String> = self.first.iter().map(usize::to_string).collect();
        (!numbers.is_empty()).then(|| format!("Do first: {}.", numbers.join(", ")))
    }
}

/// What an operator is told about a change.
pub fn visit(change: &Change, wording: &Wording) -> Visit {
    match change {
        Change::CopyLevel {
            handle: _,
            base,
            name,
            active,
            cells,
        } => level::copy(base, name, *active, cells, wording),
        Change::EditLevel {
            handle: _,
            level,
            rename,
            active,
            cells,
            holders,
        } => level::edit(
            level,
            rename.as_ref(),
            active.as_ref(),
            cells,
            holders.len(),
            wording,
        ),
        Change::CreateApiUser {
            handle: _,
            form,
            credentials,
            replaces: _,
        } => resource::create_api_user(form, credentials, wording),
        Change::RetireApiUser {
            handle: _,
            user,
            successor,
            credentials: _,
        } => resource::retire_api_user(user, successor, wording),
        Change::RotateSecret {
            handle: _,
            user,
            credentials,
            delivered: _,
        } => resource::rotate_secret(user, credentials, wording),
        Change::UpdateApiUser {
            handle: _,
            user,
            fields,
            tracking: _,
        } => resource::update_api_user(user, fields, wording),
        Change::SetProtectedData {
            handle: _,
            user,
            before,
            after,
        } => protected_data::set(user, before.as_ref(), after, wording),
        Change::AssignLevel {
            person,
            before,
            after,
        } => resource::assign_level(person, before, after, wording),
        Change::AdoptLevel { .. } | Change::AdoptApiUser { .. } => resource::adopt(),
        Change::Check(task) => resource::check(task),
    }
}
