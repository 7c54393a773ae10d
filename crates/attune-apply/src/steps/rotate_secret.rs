//! Replaces the secret of an API user, at the console's pages where no operator does it.

use attune_model::{CredentialSink, Handle, Person, Plan, Step};

use super::dispatch::Who;
use super::rotation::{Delivered, Rotation};
use super::rotation_proof::Answered;
use crate::executor::{Achieved, Executor, Stop};
use crate::ledger::Known;
use crate::ports::{ActAs, Console, ConsoleError, ResourceWrite, TenantRead};

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    pub(super) async fn rotate_secret(
        &mut self,
        plan: &Plan,
        step: &Step,
        handle: &Handle,
        user: &Person,
        sink: &CredentialSink,
    ) -> Result<Achieved, Stop> {
        let rotation = self.rotation(handle, user, sink).await?;
        let interrupted = self.interrupted(step, &rotation)?;
        let (new, answered) = match (self.who(step), interrupted) {
            (Who::Attune, Some(new)) => {
                let answered = self.resumed(step, &rotation, &new).await?;
                (new, answered)
            }
            (Who::Attune, None) => self.rotate_at_page(plan, step, &rotation).await?,
            (Who::Operator, interrupted) => {
                let new = self
                    .rotate_by_hand(plan, step, &rotation, interrupted)
                    .await?;
                (new, Answered::Saved)
            }
        };
        self.prove_secret(step, &rotation, &new, answered).await
    }

    async fn rotate_at_page(
        &mut self,
        plan: &Plan,
        step: &Step,
        rotation: &Rotation<'_>,
    ) -> Result<(Delivered, Answered), Stop> {
        let new = self.new_secret(plan, step, rotation).await?;
        match self.save_new(rotation, &new).await {
            Ok(answered) => Ok((new, answered)),
            Err(refused) => Err(self.taken_back(step, rotation, refused.into())),
        }
    }

    /// Has one generated and brings it into the sink. Until then nothing was begun that the ledger would have to know.
    async fn new_secret(
        &mut self,
        plan: &Plan,
        step: &Step,
        rotation: &Rotation<'_>,
    ) -> Result<Delivered, Stop> {
        let control = self.prepare_secret(rotation).await?;
        let new = self.console.draft_secret(rotation.user.id).await?;
        rotation.require_own(&new.key)?;
        self.exchange(plan, step, rotation, &control, new)
    }

    /// Looks whether what an earlier attempt brought into the sink is in force, and saves it where it is not.
    async fn resumed(
        &mut self,
        step: &Step,
        rotation: &Rotation<'_>,
        new: &Delivered,
    ) -> Result<Answered, Stop> {
        if self.tenant.sign_in(&new.credentials).await.is_ok() {
            return Ok(Answered::Saved);
        }
        self.begin(step, Known::default())?;
        match self.save_new(rotation, new).await {
            Ok(answered) => Ok(answered),
            Err(refused) if self.old_works(rotation).await => {
                Err(self.taken_back(step, rotation, refused.into()))
            }
            // Which of the two is in force nobody knows: both stay.
            Err(refused) => Err(refused.into()),
        }
    }

    /// Saves the form, once; an error where it was not saved.
    async fn save_new(
        &mut self,
        rotation: &Rotation<'_>,
        new: &Delivered,
    ) -> Result<Answered, ConsoleError> {
        let secret = &new.credentials.secret;
        match self.console.save_secret(rotation.user.id, secret).await {
            Ok(()) => Ok(Answered::Saved),
            Err(ConsoleError::Lost(_)) => Ok(Answered::Lost),
            Err(
                error @ (ConsoleError::Refused(_) | ConsoleError::Nobody | ConsoleError::Stopped),
            ) => Err(error),
        }
    }
}
