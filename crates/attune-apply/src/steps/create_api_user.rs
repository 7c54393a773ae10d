//! Creates an API user; its credentials are in the sink before the form is saved.
//!
//! What an operator typed by hand, or an earlier attempt left, is mended rather than made again.

use attune_model::{
    ApiUserForm, CredentialSink, Handle, Person, Plan, Proof, Resource, ResourceId, Step,
};

use super::delivery::{Hand, with_key};
use super::form::{self, Seen, Values};
use crate::executor::{Achieved, Executor, Stop};
use crate::ledger::{Fact, Known};
use crate::ports::{ActAs, ActError, Console, ConsoleError, ResourceWrite, TenantRead};

/// The API user that is made.
#[derive(Clone, Copy)]
pub(super) struct New<'a> {
    pub(super) handle: &'a Handle,
    pub(super) form: &'a ApiUserForm,
    pub(super) sink: &'a CredentialSink,
    /// The one whose place it takes, as REST lists it.
    pub(super) replaced: Option<(ResourceId, &'a Resource)>,
}

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    pub(crate) async fn create_api_user(
        &mut self,
        plan: &Plan,
        step: &Step,
        handle: &Handle,
        form: &ApiUserForm,
        sink: &CredentialSink,
        replaces: Option<&Person>,
    ) -> Result<Achieved, Stop> {
        let level = self.level_id(&form.level)?;
        let wanted = self.wanted(form, level).await?;
        let before = self.tenant.api_users().await?;
        let known = Known {
            api_users: self.api_users_before(&before),
            ..Known::default()
        };
        let begun = self.begin(step, known)?;
        let new = New {
            handle,
            form,
            sink,
            replaced: replaces.and_then(|person| {
                let known = before.get(&person.id)?;
                Some((person.id, known))
            }),
        };
        let hand = match self.earlier(step, &begun, &before, &new)? {
            Some(hand) => hand,
            None => self.draft(plan, step, &begun, &before, &new).await?,
        };
        let saved = match (with_key(&before, hand.key()), &hand.credentials) {
            (Some((id, user)), _) => self.complete(id, user, &wanted).await?,
            (None, Ok(credentials)) => {
                let saved = self.console.save_api_user(form, level, credentials).await;
                if let Err(ConsoleError::Refused(_)) = saved {
                    self.discard(step, hand.key())?;
                }
                saved
            }
            (None, Err(why)) => return Err(self.out_of_reach(sink, hand.key(), why)),
        };
        match saved {
            // Whether it was saved shows in the list.
            Ok(()) | Err(ConsoleError::Lost(_)) => {}
            Err(error) => return Err(error.into()),
        }
        let after = self.tenant.api_users().await?;
        let Some((id, user)) = with_key(&after, hand.key()) else {
            return Err(Stop::Failed(
                "REST does not list the new API user yet; it can take some minutes. Apply again"
                    .to_owned(),
            ));
        };
        let seen = self.look(id, user, wanted.keys().copied()).await?;
        require(id, form, &wanted, &seen)?;
        let facts = vec![Fact::ApiUser {
            handle: handle.clone(),
            id,
            tracking: Some(form.tracking.clone()),
            fields: seen.form_values(),
        }];
        let (proof, evidence) = self.prove(form, &hand, id, &seen).await?;
        Ok(Achieved {
            proof,
            evidence,
            facts,
        })
    }

    /// What shows that the new API user works.
    async fn prove(
        &self,
        form: &ApiUserForm,
        hand: &Hand,
        id: ResourceId,
        seen: &Seen,
    ) -> Result<(Proof, String), Stop> {
        let doubt = hand.doubt();
        if !form.active || form.locked == Some(true) {
            let state = if form.active { "locked" } else { "inactive" };
            let evidence = format!(
                "REST lists it as resource {id}, {state}; credentials are in the sink{doubt}"
            );
            return Ok((seen.proof, evidence));
        }
        let credentials = match &hand.credentials {
            Ok(credentials) => credentials,
            Err(why) => {
                let evidence = format!(
                    "REST lists it as resource {id}; that it signs in was not seen: key and secret are not at hand ({why})"
                );
                return Ok((seen.proof, evidence));
            }
        };
        match self.tenant.sign_in(credentials).await {
            Ok(()) => {}
            // Nothing shows that key or secret are wrong: attune has no identifier but its own, and a new user can take
            // some minutes. Failing here would keep a tenant that binds identifiers from ever being in sync.
            Err(error @ (ActError::CredentialsRefused | ActError::IdentifierRefused(_))) => {
                let evidence = format!(
                    "REST lists it as resource {id}; that it signs in was not seen: with attune's own tracking identifier {error}, and only the vendor knows its identifier{doubt}"
                );
                return Ok((seen.proof, evidence));
            }
            Err(error) => {
                return Err(Stop::Failed(format!(
                    "the new API user {id} cannot sign in ({error}); it can take some minutes. Apply again"
                )));
            }
        }
        let form_seen = if seen.of_form.is_empty() {
            ""
        } else {
            "; opened again, its form shows what REST does not"
        };
        let evidence = format!(
            "signs in with the delivered credentials; REST lists it as resource {id}{doubt}{form_seen}"
        );
        Ok((seen.proof.min(Proof::RestBehaviour), evidence))
    }

    /// Mends an API user that an earlier attempt, or an operator, saved with other values.
    async fn complete(
        &mut self,
        id: ResourceId,
        user: &Resource,
        wanted: &Values,
    ) -> Result<Result<(), ConsoleError>, Stop> {
        let seen = self.look(id, user, wanted.keys().copied()).await?;
        let missing: Values = form::differing(wanted, &seen.values)
            .map(|(field, value, _)| (field, value.clone()))
            .collect();
        if missing.is_empty() {
            return Ok(Ok(()));
        }
        Ok(self.console.update_api_user(id, &missing).await)
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
