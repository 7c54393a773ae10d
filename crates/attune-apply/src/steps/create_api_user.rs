//! Creates an API user; its credentials are in the sink before the form is saved.

use std::collections::BTreeMap;

use attune_model::{
    ApiUserForm, CredentialSink, Credentials, Handle, Plan, Proof, Resource, ResourceId, Step,
};

use crate::executor::{Achieved, Executor, Stop};
use crate::ledger::{Begun, Fact, Known};
use crate::observe::is_key_of;
use crate::ports::{ActAs, Console, ConsoleError, ResourceWrite, TenantRead};

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
    ) -> Result<Achieved, Stop> {
        let level = self.level_id(&form.level)?;
        let before = self.tenant.api_users().await?;
        let known = Known {
            api_users: before.keys().copied().collect(),
            ..Known::default()
        };
        let begun = self.begin(step, known)?;
        let credentials = match self.delivered(&begun, &before, form, sink)? {
            Some(credentials) => credentials,
            None => {
                self.draft(plan, step, handle, &begun, &before, form, sink)
                    .await?
            }
        };
        if with_key(&before, &credentials.key).is_none() {
            match self.console.save_api_user(form, level, &credentials).await {
                // Whether it was saved shows in the list.
                Ok(()) | Err(ConsoleError::Lost(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        let after = self.tenant.api_users().await?;
        let Some((id, user)) = with_key(&after, &credentials.key) else {
            return Err(Stop::Failed(
                "REST does not list the new API user yet; it can take some minutes. Apply again"
                    .to_owned(),
            ));
        };
        if user.level != level {
            return Err(Stop::Failed(format!(
                "the new API user holds level {}, not \"{}\"",
                user.level,
                form.level.name()
            )));
        }
        let fact = Fact::ApiUser {
            handle: handle.clone(),
            id,
            integration_vendor: form.integration_vendor.clone(),
        };
        if !form.active {
            return Ok(Achieved {
                proof: Proof::RestFact,
                evidence: format!(
                    "REST lists it as resource {id}, inactive; credentials are in the sink"
                ),
                facts: vec![fact],
            });
        }
        self.tenant.sign_in(&credentials).await.map_err(|error| {
            Stop::Failed(format!(
                "the new API user {id} cannot sign in ({error}); it can take some minutes. Apply again"
            ))
        })?;
        Ok(Achieved {
            proof: Proof::RestBehaviour,
            evidence: format!(
                "signs in with the delivered credentials; REST lists it as resource {id}"
            ),
            facts: vec![fact],
        })
    }

    /// The credentials that an earlier attempt, or an operator, put into the sink.
    ///
    /// Those of an earlier attempt are recognised by the key that it noted; those of an operator belong to an API user
    /// that is there and is like the form. Any other content is someone else's.
    fn delivered(
        &self,
        begun: &Begun,
        before: &BTreeMap<ResourceId, Resource>,
        form: &ApiUserForm,
        sink: &CredentialSink,
    ) -> Result<Option<Credentials>, Stop> {
        let Some(held) = self.credentials.load(sink)? else {
            return Ok(None);
        };
        let drafted = begun
            .facts
            .iter()
            .any(|fact| matches!(fact, Fact::Drafted { key } if *key == held.key));
        let by_hand = with_key(before, &held.key).is_some_and(|(_, user)| is_like(user, form));
        if drafted || by_hand {
            Ok(Some(held))
        } else {
            Err(Stop::Failed(format!(
                "{} is there already; move it away, attune does not overwrite credentials",
                self.credentials.path(sink).display()
            )))
        }
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "the parts of one decision; a struct would only rename them"
    )]
    async fn draft(
        &mut self,
        plan: &Plan,
        step: &Step,
        handle: &Handle,
        begun: &Begun,
        before: &BTreeMap<ResourceId, Resource>,
        form: &ApiUserForm,
        sink: &CredentialSink,
    ) -> Result<Credentials, Stop> {
        if let Some((id, _)) = before
            .iter()
            .find(|(id, user)| !begun.known.api_users.contains(id) && is_like(user, form))
        {
            return Err(Stop::Failed(format!(
                "API user {id} with this name and address appeared since this step was begun, and its credentials are not in the sink; \
                 inactivate it, or give this one another name"
            )));
        }
        self.credentials.prepare(sink)?;
        let credentials = self.console.draft_api_user().await?;
        // The key is noted first: a file whose key the ledger does not know is never taken for attune's own.
        self.note(
            step,
            Fact::Drafted {
                key: credentials.key.clone(),
            },
        )?;
        self.credentials
            .deliver(sink, &plan.tenant, handle, &credentials)?;
        Ok(credentials)
    }
}

fn with_key<'a>(
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
