//! A secret that an operator replaces: the new one is in the sink before the form is saved.

use std::cell::Cell;

use attune_model::{CredentialSink, Credentials, Handle, Person, Plan, Step};

use super::Look;
use super::create_api_user::untidy;
use crate::executor::{Achieved, Executor, Stop};
use crate::ports::{ActAs, ActError, Console, Operator as _, Prompt, ResourceWrite, TenantRead};
use crate::steps::rotation::{Answered, Delivered, Rotation};

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    pub(super) async fn rotate_by_hand(
        &mut self,
        plan: &Plan,
        step: &Step,
        handle: &Handle,
        user: &Person,
        sink: &CredentialSink,
    ) -> Result<Achieved, Stop> {
        let rotation = self.rotation(handle, user, sink).await?;
        let (new, is_in_force) = match self.interrupted(step, &rotation)? {
            Some(new) => {
                let accepted = self.tenant.sign_in(&new.credentials).await.is_ok();
                (new, accepted)
            }
            None => (self.secret_by_hand(plan, step, &rotation).await?, false),
        };
        if !is_in_force {
            self.saved_by_hand(step, &rotation, &new).await?;
        }
        self.prove_secret(step, &rotation, &new, Answered::Saved)
            .await
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
        let key = match &control.key {
            Some(key) => key.clone(),
            None => self.own_key(step, rotation).await?,
        };
        let operator = self.console.operator().ok_or(Stop::Halted)?;
        let mut flaw = None;
        let secret = loop {
            let secret = operator.secret(step, flaw).await.ok_or(Stop::Halted)?;
            flaw = if secret.expose() == key {
                Some("that is the key")
            } else {
                untidy(secret.expose())
            };
            if flaw.is_none() {
                break secret;
            }
        };
        self.exchange(plan, step, rotation, &control, Credentials { key, secret })
    }

    /// The key as the form shows it: REST shows it without its domain.
    async fn own_key(&mut self, step: &Step, rotation: &Rotation<'_>) -> Result<String, Stop> {
        let mut flaw: Option<String> = None;
        loop {
            let operator = self.console.operator().ok_or(Stop::Halted)?;
            let key = operator
                .key(step, flaw.as_deref())
                .await
                .ok_or(Stop::Halted)?;
            flaw = match untidy(&key) {
                Some(flaw) => Some(flaw.to_owned()),
                None if !key.contains('@') => {
                    Some("the key is the whole user name, with @ and domain".to_owned())
                }
                None if rotation.require_own(&key).is_err() => {
                    Some(format!("that is not the key of {}", rotation.user))
                }
                None => return Ok(key),
            };
        }
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
