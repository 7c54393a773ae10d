//! What steps made, by number: a reference to a step that is done becomes one to what is there.

use std::collections::BTreeMap;

use attune_model::{
    ApiUserRef, ApplyReport, Change, LevelId, LevelRef, Outcome, Person, Plan, ResourceId, Step,
    StepId,
};

use crate::ledger::{Entry, Event, Fact};

/// The levels and API users that steps made.
#[derive(Clone, Debug, Default)]
pub(crate) struct Made {
    levels: BTreeMap<StepId, LevelId>,
    users: BTreeMap<StepId, ResourceId>,
}

/// A plan whose references to what its steps made stand by number. `entries` is the ledger after the run.
pub fn settled(plan: &Plan, entries: &[Entry]) -> Plan {
    let made = Made::of(entries);
    let mut plan = plan.clone();
    for step in &mut plan.steps {
        made.settle(step);
    }
    plan
}

/// What of a plan was not done in a run.
pub fn remaining(plan: &Plan, report: &ApplyReport) -> Plan {
    let done: Vec<&StepId> = report
        .results
        .iter()
        .filter(|result| matches!(result.outcome, Outcome::Done { .. }))
        .map(|result| &result.step)
        .collect();
    let mut rest = plan.clone();
    rest.steps.retain(|step| !done.contains(&&step.id));
    for step in &mut rest.steps {
        step.needs.retain(|need| !done.contains(&need));
    }
    rest
}

impl Made {
    /// What the steps of a ledger made, the latest of each name.
    pub(crate) fn of(entries: &[Entry]) -> Self {
        let mut made = Self::default();
        for entry in entries {
            let Event::Done {
                step,
                proof: _,
                evidence: _,
                facts,
            } = &entry.event
            else {
                continue;
            };
            for fact in facts {
                made.note(step, fact);
            }
        }
        made
    }

    /// Remembers what a fact says that a step made.
    pub(crate) fn note(&mut self, step: &StepId, fact: &Fact) {
        match fact {
            Fact::Level { id, .. } | Fact::Copy { base: _, id } => {
                self.levels.insert(step.clone(), *id);
            }
            Fact::ApiUser { id, .. } => {
                self.users.insert(step.clone(), *id);
            }
            Fact::Copied { .. }
            | Fact::Cells { .. }
            | Fact::Drafted { .. }
            | Fact::Discarded { .. }
            | Fact::ProtectedData { .. }
            | Fact::Ticket { .. }
            | Fact::Passed { .. } => {}
        }
    }

    /// The level that a step made.
    pub(crate) fn level_of(&self, step: &StepId) -> Option<LevelId> {
        self.levels.get(step).copied()
    }

    /// The API user that a step made.
    pub(crate) fn user_of(&self, step: &StepId) -> Option<ResourceId> {
        self.users.get(step).copied()
    }

    /// The number behind a level's reference; `None` where its step made none.
    pub(crate) fn level_id(&self, reference: &LevelRef) -> Option<LevelId> {
        match reference {
            LevelRef::Existing { id, name: _ } => Some(*id),
            LevelRef::Planned { step, name: _ } => self.level_of(step),
        }
    }

    /// The number behind an API user's reference; `None` where its step made none.
    pub(crate) fn user_id(&self, reference: &ApiUserRef) -> Option<ResourceId> {
        match reference {
            ApiUserRef::Existing(person) => Some(person.id),
            ApiUserRef::Planned {
                step,
                name: _,
                email: _,
            } => self.user_of(step),
        }
    }

    /// Puts numbers into a step, where its references were made.
    pub(crate) fn settle(&self, step: &mut Step) {
        match &mut step.change {
            Change::CopyLevel { base, .. } => self.level(base),
            Change::EditLevel { level, .. } => self.level(level),
            Change::CreateApiUser { form, .. } => self.level(&mut form.level),
            Change::RetireApiUser { successor, .. } => self.user(successor),
            Change::SetProtectedData { user, .. } => self.user(user),
            Change::AssignLevel {
                person: _,
                before,
                after,
            } => {
                self.level(before);
                self.level(after);
            }
            Change::UpdateApiUser { .. }
            | Change::RotateSecret { .. }
            | Change::AdoptLevel { .. }
            | Change::AdoptApiUser { .. }
            | Change::Check(_) => {}
        }
    }

    fn level(&self, reference: &mut LevelRef) {
        if let LevelRef::Planned { step, name } = reference
            && let Some(id) = self.level_of(step)
        {
            let name = name.clone();
            *reference = LevelRef::Existing { id, name };
        }
    }

    fn user(&self, reference: &mut ApiUserRef) {
        if let ApiUserRef::Planned { step, name, email } = reference
            && let Some(id) = self.user_of(step)
        {
            *reference = ApiUserRef::Existing(Person {
                id,
                name: name.clone(),
                email: email.clone(),
            });
        }
    }
}
