//! The end of a run: what the levels that it touched let API users do from now on is noted, so that a later look sees
//! what others changed.

use std::collections::BTreeSet;

use attune_model::{ApplyReport, Change, Field, LevelId, Outcome, Plan, ResourceId, Step};

use crate::effective;
use crate::executor::Executor;
use crate::ledger::Event;
use crate::ports::{ActAs, Console, Probe, ResourceWrite, TenantRead};

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs + Probe,
    C: Console,
{
    /// Notes the rights of levels that were touched, and of those that have none noted.
    ///
    /// It is no step: where something cannot be seen or noted, the next run tries again.
    pub(crate) async fn note_rights(&mut self, plan: &Plan, report: &ApplyReport) {
        let done = plan.steps.iter().filter(|step| is_done(step, report));
        let done: Vec<&Step> = done.collect();
        if done.is_empty() {
            return;
        }
        let mut touched = BTreeSet::new();
        for step in done {
            touched.extend(self.touched(step));
        }
        if self.sinks.is_empty() {
            return;
        }
        let Ok(users) = self.tenant.api_users().await else {
            return;
        };
        let held = touched.iter().filter_map(|id| users.get(id));
        let held: BTreeSet<LevelId> = held.map(|user| user.level).collect();
        let remembered = &self.ledger.memory().remembered;
        // Of a level that this run made or edited none are noted any more.
        let noted = remembered.rights.clone();
        let mut sign_ins =
            effective::sign_ins(&users, remembered, &self.sinks, |sink| self.held(sink));
        sign_ins
            .retain(|sign_in| held.contains(&sign_in.level) || !noted.contains_key(&sign_in.level));
        let rights = effective::rights(self.tenant, &sign_ins).await;
        for (sign_in, rights) in sign_ins.into_iter().zip(rights) {
            let Ok(rights) = rights else {
                continue;
            };
            // A level that was not edited has other rights because somebody else edited it: that is not to be forgotten.
            if let Some(then) = noted.get(&sign_in.level)
                && !rights.changes_since(&then.rights).is_empty()
            {
                continue;
            }
            let event = Event::Rights {
                level: sign_in.level,
                user: sign_in.user,
                rights,
            };
            if self.append(event).is_err() {
                return;
            }
        }
    }

    /// The API user that a step made, or gave a level.
    fn touched(&mut self, step: &Step) -> Option<ResourceId> {
        match &step.change {
            Change::CreateApiUser {
                handle,
                form: _,
                credentials,
                replaces: _,
            } => {
                self.sinks.insert(handle.clone(), credentials.clone());
                self.made.user_of(&step.id)
            }
            Change::UpdateApiUser {
                handle: _,
                user,
                fields,
                tracking: _,
            } => fields.contains_key(&Field::UserType).then_some(user.id),
            Change::AssignLevel {
                person,
                before: _,
                after: _,
            } => Some(person.id),
            Change::CopyLevel { .. }
            | Change::EditLevel { .. }
            | Change::RetireApiUser { .. }
            | Change::RotateSecret { .. }
            | Change::SetProtectedData { .. }
            | Change::AdoptLevel { .. }
            | Change::AdoptApiUser { .. }
            | Change::Check(_) => None,
        }
    }
}

fn is_done(step: &Step, report: &ApplyReport) -> bool {
    report
        .results
        .iter()
        .any(|result| result.step == step.id && matches!(result.outcome, Outcome::Done { .. }))
}
