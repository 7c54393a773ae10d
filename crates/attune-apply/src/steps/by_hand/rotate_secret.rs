//! A secret that an operator replaces: the new one is in the sink before the form is saved.

use std::cell::Cell;

use attune_model::{Credentials, Plan, Step};

use super::Look;
use crate::executor::{Executor, Stop};
use crate::ports::{ActAs, ActError, Console, Prompt, ResourceWrite, TenantRead};
use crate::steps::rotation::{Delivered, Rotation};

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    /// Has a new secret made and saved, or the one saved that an earlier attempt left.
    pub(in crate::steps) async fn rotate_by_hand(
        &mut self,
        plan: &Plan,
        step: &Step,
        rotation: &Rotation<'_>,
        interrupted: Option<Delivered>,
    ) -> Result<Delivered, Stop> {
        let new = match interrupted {
            Some(new) if self.tenant.sign_in(&new.credentials).await.is_ok() => return Ok(new),
            Some(new) => new,
            None => self.secret_by_hand(plan, step, rotation).await?,
        };
        self.saved_by_hand(step, rotation, &new).await?;
        Ok(new)
    }

    /// Has a secret generated, takes it, brings it into the sink.
    async fn secret_by_hand(
        &mut self,
        plan: &Plan,
        step: &Step,
        rotation: &Rotation<'_>,
    ) -> Result<Delivered, Stop> {
        let control = self.prepare_secret(rotation).await?;
        self.ask(step, Prompt::Draft).await?;
        let key = if let Some(key) = &control.key {
            key.clone()
        } else {
            // As the form shows it: REST shows it without its domain.
            let flaw_of = |key: &str| {
                let user = rotation.user;
                (!rotation.is_own(key)).then(|| format!("that is not the key of {user}"))
            };
            self.typed_key(step, flaw_of).await?
        };
        let secret = self.typed_secret(step, &key).await?;
        self.exchange(plan, step, rotation, &control, Credentials { key, secret })
    }

    /// Has the form saved. Where that is left, the old secret goes back to its place if it is the one in force.
    async fn saved_by_hand(
        &mut self,
        step: &Step,
        rotation: &Rotation<'_>,
        new: &Delivered,
    ) -> Result<(), Stop> {
        let place = self.credentials.place(rotation.sink);
        let save = Prompt::Save {
            key: &new.credentials.key,
            place: &place,
        };
        let refused = Cell::new(false);
        let look = async |tenant: &T| {
            Ok(match tenant.sign_in(&new.credentials).await {
                Ok(()) | Err(ActError::IdentifierRefused(_)) => Look::There(()),
                // Where attune may not be able to sign in at all, the second refusal is believed to be that.
                Err(ActError::CredentialsRefused) if new.may_be_bound && refused.replace(true) => {
                    Look::There(())
                }
                Err(error) => Look::Missing(format!(
                    "the new secret does not sign in: {error}. It can take some minutes; or the form is not saved, or was saved with another secret"
                )),
            })
        };
        let Err(left) = self.until(step, save, look).await else {
            return Ok(());
        };
        let is_old_in_force = self.old_works(rotation).await;
        let left = match left {
            Stop::Pending(said) if is_old_in_force => Stop::Pending(format!(
                "{said}; the old secret is back in {place}: close the form without saving it"
            )),
            Stop::Pending(said) => Stop::Pending(format!(
                "{said}; the secret in {place} was not seen to work, and neither was the one before it; apply again"
            )),
            Stop::Halted | Stop::Failed(_) | Stop::Ledger(_) => left,
        };
        Err(if is_old_in_force {
            self.taken_back(step, rotation, left)
        } else {
            left
        })
    }
}
