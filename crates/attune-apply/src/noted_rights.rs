//! The end of a run: what the levels that it touched let API users do from now on is noted, so that a later look sees
//! what others changed.

use std::collections::BTreeSet;

use attune_model::{ApplyReport, Change, Field, LevelId, Outcome, Plan, ResourceId, Step};

use crate::effective;
use crate::executor::Executor;
use crate::ledger::Event;
use crate::ports::{ActAs, Console, Probe, ResourceWrite, TenantRead};

/// What a run changed.
#[derive(Default)]
struct Touched {
    /// The levels that it made or edited.
    levels: BTreeSet<LevelId>,
    /// The API users that it made or gave a level.
    users: BTreeSet<ResourceId>,
}

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
        let mut touched = Touched::default();
        for step in done {
            self.touch(&mut touched, step);
        }
        let Ok(users) = self.tenant.api_users().await else {
            return;
        };
        let remembered = &self.ledger.memory().remembered;
        let noted = remembered.rights.clone();
        let mut sign_ins = effective::sign_ins(&users, remembered, &self.sinks, self.credentials);
        let held = touched.users.iter().filter_map(|id| users.get(id));
        let held: BTreeSet<LevelId> = held.map(|user| user.level).collect();
        sign_ins.retain(|sign_in| {
            let level = &sign_in.level;
            touched.levels.contains(level) || held.contains(level) || !noted.contains_key(level)
        });
        let rights = effective::rights(self.tenant, &sign_ins).await;
        for (sign_in, rights) in sign_ins.into_iter().zip(rights) {
            let Ok(rights) = rights else {
                continue;
            };
            // A level that was not edited has other rights because somebody else edited it: that is not to be forgotten.
            let changed_outside = !touched.levels.contains(&sign_in.level)
                && noted
                    .get(&sign_in.level)
                    .is_some_and(|then| !rights.changes_since(&then.rights).is_empty());
            if changed_outside {
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

    fn touch(&mut self, touched: &mut Touched, step: &Step) {
        match &step.change {
            Change::CopyLevel { .. } => touched.levels.extend(self.levels.get(&step.id)),
            Change::EditLevel {
                handle: _,
                level,
                rename: _,
                active: _,
                cells: _,
                holders: _,
            } => touched.levels.extend(self.level_id(level).ok()),
            Change::CreateApiUser {
                handle,
                form: _,
                credentials,
                replaces: _,
            } => {
                touched.users.extend(self.users.get(&step.id));
                self.sinks.insert(handle.clone(), credentials.clone());
            }
            Change::UpdateApiUser {
                handle: _,
                user,
                fields,
                tracking: _,
            } => {
                if fields.contains_key(&Field::UserType) {
                    touched.users.insert(user.id);
                }
            }
            Change::AssignLevel {
                person,
                before: _,
                after: _,
            } => {
                touched.users.insert(person.id);
            }
            Change::RetireApiUser { .. }
            | Change::SetProtectedData { .. }
            | Change::AdoptLevel { .. }
            | Change::AdoptApiUser { .. }
            | Change::Check(_) => {}
        }
    }
}

fn is_done(step: &Step, report: &ApplyReport) -> bool {
    report
        .results
        .iter()
        .any(|result| result.step == step.id && matches!(result.outcome, Outcome::Done { .. }))
}
