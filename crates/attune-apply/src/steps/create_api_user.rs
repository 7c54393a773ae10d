//! Creates an API user; its credentials are in the sink before the form is saved.
//!
//! What an operator typed by hand, or an earlier attempt left, is mended rather than made again.

use attune_model::{ApiUserForm, Plan, Proof, Resource, ResourceId, Step};

use super::answer;
use super::delivery::Hand;
use super::dispatch::Who;
use super::form::{self, Seen, Values};
use super::new_api_user::{ApiUserAsked, MadeApiUser, NewApiUser, with_key};
use super::sign_in::{SignsIn, to_try};
use crate::executor::{Achieved, Executor, Stop};
use crate::ledger::Fact;
use crate::ports::{ActAs, ActError, Console, ConsoleError, ResourceWrite, TenantRead};

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    pub(super) async fn create_api_user(
        &mut self,
        plan: &Plan,
        step: &Step,
        asked: ApiUserAsked<'_>,
    ) -> Result<Achieved, Stop> {
        let new = self.begin_creation(step, asked).await?;
        let made = match self.who(step) {
            Who::Attune => self.create_at_page(plan, step, &new).await?,
            Who::Operator => self.create_by_hand(plan, step, &new).await?,
        };
        let MadeApiUser {
            id,
            of_form,
            proof,
            evidence,
        } = made;
        Ok(Achieved {
            proof,
            evidence,
            facts: vec![Fact::ApiUser {
                handle: asked.handle.clone(),
                id,
                tracking: Some(asked.form.tracking.clone()),
                fields: of_form,
            }],
        })
    }

    async fn create_at_page(
        &mut self,
        plan: &Plan,
        step: &Step,
        new: &NewApiUser<'_>,
    ) -> Result<MadeApiUser, Stop> {
        let form = new.asked.form;
        let hand = match self.earlier(step, new)? {
            Some(hand) => hand,
            None => self.draft(plan, step, new).await?,
        };
        self.save_with(step, new, &hand).await?;
        let after = self.tenant.api_users().await?;
        let Some((id, user)) = with_key(&after, hand.key()) else {
            return Err(Stop::Failed(
                "REST does not list the new API user yet; it can take some minutes. Apply again"
                    .to_owned(),
            ));
        };
        let seen = self.look(id, user, new.wanted.keys().copied()).await?;
        require(id, form, &new.wanted, &seen)?;
        let signs_in = self.try_out(form, &hand, id).await?;
        let mut evidence = signs_in.evidence(id, form, &hand);
        let proof = match signs_in {
            SignsIn::Seen => {
                if !seen.of_form.is_empty() {
                    evidence.push_str("; opened again, its form shows what REST does not");
                }
                seen.proof.min(Proof::RestBehaviour)
            }
            SignsIn::Cannot | SignsIn::NotSeen(_) => seen.proof,
        };
        Ok(MadeApiUser {
            id,
            of_form: seen.form_values(),
            proof,
            evidence,
        })
    }

    /// Saves the form, or mends what was saved with this key. Whether that was done shows in the list.
    async fn save_with(
        &mut self,
        step: &Step,
        new: &NewApiUser<'_>,
        hand: &Hand,
    ) -> Result<(), Stop> {
        if let Some((id, user)) = with_key(&new.before, hand.key()) {
            return self.complete(id, user, &new.wanted).await;
        }
        let credentials = hand
            .credentials
            .as_ref()
            .map_err(|why| self.out_of_reach(new.asked.sink, hand.key(), why))?;
        let form = new.asked.form;
        let saved = self
            .console
            .save_api_user(form, new.level, credentials)
            .await;
        if let Err(ConsoleError::Refused(_)) = saved {
            self.discard(step, hand.key())?;
        }
        answer::of_page(saved)
    }

    /// Signs in with the new credentials.
    async fn try_out(
        &self,
        form: &ApiUserForm,
        hand: &Hand,
        id: ResourceId,
    ) -> Result<SignsIn, Stop> {
        let credentials = match to_try(form, hand) {
            Ok(credentials) => credentials,
            Err(nothing) => return Ok(nothing),
        };
        match self.tenant.sign_in(credentials).await {
            Ok(()) => Ok(SignsIn::Seen),
            // Nothing shows that key or secret are wrong: attune has no identifier but its own, and a new user can take
            // some minutes. Failing here would keep a tenant that binds identifiers from ever being in sync.
            Err(error @ (ActError::CredentialsRefused | ActError::IdentifierRefused(_))) => {
                Ok(SignsIn::NotSeen(format!(
                    "with attune's own tracking identifier {error}, and only the vendor knows its identifier"
                )))
            }
            Err(error) => Err(Stop::Failed(format!(
                "the new API user {id} cannot sign in ({error}); it can take some minutes. Apply again"
            ))),
        }
    }

    /// Mends an API user that an earlier attempt, or an operator, saved with other values.
    async fn complete(
        &mut self,
        id: ResourceId,
        user: &Resource,
        wanted: &Values,
    ) -> Result<(), Stop> {
        let seen = self.look(id, user, wanted.keys().copied()).await?;
        let missing: Values = form::differing(wanted, &seen.values)
            .map(|(field, value, _)| (field, value.clone()))
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        answer::of_page(self.console.update_api_user(id, &missing).await)
    }
}

/// Refuses where the new API user is not as the form was to be filled.
fn require(id: ResourceId, asked: &ApiUserForm, wanted: &Values, seen: &Seen) -> Result<(), Stop> {
    if let Some(tracking) = &seen.tracking
        && *tracking != asked.tracking
    {
        return Err(Stop::Failed(format!(
            "the new API user {id} has the tracking identifier of {tracking}, not of {}, which cannot be changed; \
             inactivate it, and describe another one",
            asked.tracking
        )));
    }
    let differences = form::differences(wanted, &seen.values);
    if differences.is_empty() {
        Ok(())
    } else {
        Err(Stop::Failed(format!(
            "the new API user {id} is not as it was to be saved: {differences}. Apply again"
        )))
    }
}
