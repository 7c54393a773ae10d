//! Creates an API user; its credentials are in the sink before the form is saved.
//!
//! What an operator typed by hand, or an earlier attempt left, is mended rather than made again.

use std::collections::BTreeMap;

use attune_model::{
    ApiUserForm, CredentialSink, Credentials, Handle, Person, Plan, Proof, Resource, ResourceId,
    Step,
};

use super::form::{self, Seen, Values};
use crate::executor::{Achieved, Executor, Stop};
use crate::ledger::{Begun, Fact, Known};
use crate::observe::is_key_of;
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
        let credentials = match self.delivered(step, &begun, &before, &new)? {
            Some(credentials) => credentials,
            None => self.draft(plan, step, &begun, &before, &new).await?,
        };
        let saved = match with_key(&before, &credentials.key) {
            None => self.console.save_api_user(form, level, &credentials).await,
            Some((id, user)) => self.complete(id, user, &wanted).await?,
        };
        match saved {
            // Whether it was saved shows in the list.
            Ok(()) | Err(ConsoleError::Lost(_)) => {}
            Err(error) => return Err(error.into()),
        }
        let after = self.tenant.api_users().await?;
        let Some((id, user)) = with_key(&after, &credentials.key) else {
            return Err(Stop::Failed(
                "REST does not list the new API user yet; it can take some minutes. Apply again"
                    .to_owned(),
            ));
        };
        let seen = self.look(id, user, wanted.keys().copied()).await?;
        require(id, form, &wanted, &seen)?;
        self.made_user(&step.id, id);
        let facts = vec![Fact::ApiUser {
            handle: handle.clone(),
            id,
            tracking: Some(form.tracking.clone()),
            fields: seen.form_values(),
        }];
        if !form.active || form.locked == Some(true) {
            return Ok(Achieved {
                proof: seen.proof,
                evidence: format!(
                    "REST lists it as resource {id}, {}; credentials are in the sink",
                    if form.active { "locked" } else { "inactive" }
                ),
                facts,
            });
        }
        match self.tenant.sign_in(&credentials).await {
            Ok(()) => {}
            // Nothing shows that key or secret are wrong: attune has no identifier but its own, and a new user can take
            // some minutes. Failing here would keep a tenant that binds identifiers from ever being in sync.
            Err(error @ (ActError::CredentialsRefused | ActError::IdentifierRefused(_))) => {
                return Ok(Achieved {
                    proof: seen.proof,
                    evidence: format!(
                        "REST lists it as resource {id}; that it signs in was not seen: with attune's own tracking identifier {error}, and only the vendor knows its identifier"
                    ),
                    facts,
                });
            }
            Err(error) => {
                return Err(Stop::Failed(format!(
                    "the new API user {id} cannot sign in ({error}); it can take some minutes. Apply again"
                )));
            }
        }
        Ok(Achieved {
            proof: seen.proof.min(Proof::RestBehaviour),
            evidence: format!(
                "signs in with the delivered credentials; REST lists it as resource {id}{}",
                if seen.of_form.is_empty() {
                    ""
                } else {
                    "; opened again, its form shows what REST does not"
                }
            ),
            facts,
        })
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

    /// The credentials that an earlier attempt, or an operator, put into the sink.
    ///
    /// Those of an earlier attempt are recognised by the key that it noted; those of an operator belong to an API user
    /// that is there and is like the form. Those of the API user that is replaced are nobody's new ones. Any other content
    /// is someone else's.
    pub(super) fn delivered(
        &mut self,
        step: &Step,
        begun: &Begun,
        before: &BTreeMap<ResourceId, Resource>,
        new: &New<'_>,
    ) -> Result<Option<Credentials>, Stop> {
        let New {
            handle: _,
            form,
            sink,
            replaced,
        } = *new;
        let Some(held) = self.credentials.load(sink)? else {
            return Ok(None);
        };
        if replaced.is_some_and(|(_, old)| is_key_of(&held.key, old)) {
            return Ok(None);
        }
        if let Some(key) = &form.key
            && !held
                .key
                .split('@')
                .next()
                .is_some_and(|local| local.eq_ignore_ascii_case(key))
        {
            return Err(Stop::Failed(format!(
                "{} holds another key than {key}; move it away, or name the key that it holds",
                self.credentials.path(sink).display()
            )));
        }
        let drafted = begun
            .facts
            .iter()
            .any(|fact| matches!(fact, Fact::Drafted { key } if *key == held.key));
        let by_hand = with_key(before, &held.key).is_some_and(|(_, user)| is_like(user, form));
        if drafted {
            Ok(Some(held))
        } else if by_hand {
            self.note(
                step,
                Fact::Drafted {
                    key: held.key.clone(),
                },
            )?;
            Ok(Some(held))
        } else {
            Err(Stop::Failed(format!(
                "{} is there already; move it away, attune does not overwrite credentials",
                self.credentials.path(sink).display()
            )))
        }
    }

    async fn draft(
        &mut self,
        plan: &Plan,
        step: &Step,
        begun: &Begun,
        before: &BTreeMap<ResourceId, Resource>,
        new: &New<'_>,
    ) -> Result<Credentials, Stop> {
        self.prepare_draft(begun, before, new)?;
        let key = new.form.key.as_deref();
        let credentials = self.console.draft_api_user(key).await?;
        self.take_in(plan, step, new, &credentials)?;
        Ok(credentials)
    }

    /// Refuses before anything is generated that would be lost otherwise.
    pub(super) fn prepare_draft(
        &self,
        begun: &Begun,
        before: &BTreeMap<ResourceId, Resource>,
        new: &New<'_>,
    ) -> Result<(), Stop> {
        let New {
            handle: _,
            form,
            sink,
            replaced,
        } = *new;
        if let Some((id, _)) = before
            .iter()
            .find(|(id, user)| !begun.known.api_users.contains(id) && is_like(user, form))
        {
            return Err(Stop::Failed(format!(
                "API user {id} with this name and address appeared since this step was begun, and its credentials are not in the sink; \
                 inactivate it, or give this one another name"
            )));
        }
        if let Some(key) = &form.key
            && let Some((id, _)) = with_key(before, key)
        {
            return Err(Stop::Failed(format!(
                "API user {id} has the key {key} already; keys are never used twice, not even those of inactive users"
            )));
        }
        self.credentials.prepare(sink)?;
        if let Some((id, _)) = replaced {
            self.credentials.prepare_aside(sink, id)?;
        }
        Ok(())
    }

    /// Brings a new key and secret into the sink, and reads them back.
    pub(super) fn take_in(
        &mut self,
        plan: &Plan,
        step: &Step,
        new: &New<'_>,
        credentials: &Credentials,
    ) -> Result<(), Stop> {
        let New {
            handle,
            form: _,
            sink,
            replaced,
        } = *new;
        // The key is noted first: a file whose key the ledger does not know is never taken for attune's own.
        self.note(
            step,
            Fact::Drafted {
                key: credentials.key.clone(),
            },
        )?;
        // Not before: without a new key the old one is the one that works.
        if let Some((id, old)) = replaced {
            self.credentials
                .set_aside(sink, id, |key| is_key_of(key, old))?;
        }
        self.credentials
            .deliver(sink, &plan.tenant, handle, credentials)?;
        Ok(())
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

pub(super) fn with_key<'a>(
    users: &'a BTreeMap<ResourceId, Resource>,
    key: &str,
) -> Option<(ResourceId, &'a Resource)> {
    users
        .iter()
        .find(|(_, user)| is_key_of(key, user))
        .map(|(id, user)| (*id, user))
}

fn is_like(user: &Resource, form: &ApiUserForm) -> bool {
    user.email.eq_ignore_ascii_case(&form.email)
        && user.first_name == form.first_name
        && user.last_name == form.last_name
}
