//! From a step's change to what carries it out.

use attune_model::{Change, Channel, FieldChange, FieldValue, Plan, Step};

use super::level::{EditedLevel, LevelCopy};
use super::new_api_user::ApiUserAsked;
use crate::executor::{Achieved, Executor, Stop};
use crate::ports::{ActAs, Console, ResourceWrite, TenantRead};

/// Who carries a step out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    /// Attune itself: over REST, or at pages that it can read.
    Attune,
    /// Somebody who is told what to do there, and asked what came of it.
    Operator,
}

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    pub(super) fn who(&mut self, step: &Step) -> Who {
        match step.channel {
            Channel::Operator if self.console.operator().is_some() => Who::Operator,
            Channel::Operator | Channel::Rest => Who::Attune,
        }
    }

    pub(crate) async fn carry_out(&mut self, plan: &Plan, step: &Step) -> Result<Achieved, Stop> {
        match self.who(step) {
            Who::Attune => self.carry_out_as_is(plan, step).await,
            // Who is told to open what an earlier step made needs its number.
            Who::Operator => {
                let mut settled = step.clone();
                self.made.settle(&mut settled);
                self.carry_out_as_is(plan, &settled).await
            }
        }
    }

    async fn carry_out_as_is(&mut self, plan: &Plan, step: &Step) -> Result<Achieved, Stop> {
        match &step.change {
            Change::CopyLevel {
                handle,
                base,
                name,
                active,
                cells,
            } => {
                let asked = LevelCopy {
                    handle: handle.as_ref(),
                    base,
                    name,
                    active: *active,
                    cells,
                };
                self.copy_level(step, asked).await
            }
            Change::EditLevel {
                handle,
                level,
                rename,
                active,
                cells,
                holders: _,
            } => {
                let on = |change: &FieldChange| change.after == FieldValue::Flag(true);
                let asked = EditedLevel {
                    handle: handle.as_ref(),
                    level,
                    rename: rename.as_ref(),
                    active: active.as_ref().map(on),
                    cells,
                };
                self.edit_level(step, &asked).await
            }
            Change::CreateApiUser {
                handle,
                form,
                credentials,
                replaces,
            } => {
                let asked = ApiUserAsked {
                    handle,
                    form,
                    sink: credentials,
                    replaces: replaces.as_ref(),
                };
                self.create_api_user(plan, step, asked).await
            }
            Change::RetireApiUser {
                handle: _,
                user,
                successor,
                credentials,
            } => {
                self.retire_api_user(step, user, successor, credentials)
                    .await
            }
            Change::RotateSecret {
                handle,
                user,
                credentials,
                delivered: _,
            } => {
                self.rotate_secret(plan, step, handle, user, credentials)
                    .await
            }
            Change::UpdateApiUser {
                handle,
                user,
                fields,
                tracking,
            } => {
                self.update_api_user(step, handle, user, fields, tracking.as_ref())
                    .await
            }
            Change::SetProtectedData {
                handle,
                user,
                before,
                after,
            } => {
                self.set_protected_data(step, handle, user, before.as_ref(), after)
                    .await
            }
            Change::AssignLevel {
                person,
                before,
                after,
            } => self.assign_level(step, person, before, after).await,
            Change::AdoptLevel { handle, id, name } => self.adopt_level(handle, *id, name).await,
            Change::AdoptApiUser {
                handle,
                user,
                tracking,
            } => self.adopt_api_user(handle, user, tracking.as_ref()).await,
            Change::Check(task) => self.check(step, task).await,
        }
    }
}
