//! Key and secret of a new API user: those of an earlier attempt, or new ones, in the sink before the form is saved.

use std::collections::BTreeMap;

use attune_model::{CredentialSink, Credentials, Plan, Resource, ResourceId, Step};

use super::create_api_user::New;
use crate::executor::{Executor, Stop};
use crate::ledger::{Begun, Fact, LedgerError};
use crate::observe::is_key_of;
use crate::ports::{ActAs, Console, ResourceWrite, TenantRead};
use crate::sink::{Held, ReadBack};

/// The key of the API user that is made, and what attune has of its credentials.
pub(super) struct Hand {
    key: String,
    /// Why they are not at hand, where they are not.
    pub(super) credentials: Result<Credentials, String>,
    read_back: ReadBack,
}

impl Hand {
    fn full(credentials: Credentials, read_back: ReadBack) -> Self {
        Self {
            key: credentials.key.clone(),
            credentials: Ok(credentials),
            read_back,
        }
    }

    pub(super) fn key(&self) -> &str {
        &self.key
    }

    /// What a proof has to add about them.
    pub(super) fn doubt(&self) -> &'static str {
        match self.read_back {
            ReadBack::Same => "",
            ReadBack::NotAsked => "; that the command keeps them was not seen",
        }
    }
}

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    /// The credentials that an earlier attempt, or an operator, put into the sink.
    ///
    /// Those of an earlier attempt are recognised by the key that it noted; those of an operator belong to an API user
    /// that is there and is like the form. Those of the API user that is replaced are nobody's new ones. Any other content
    /// is someone else's. Where the sink shows nothing, the noted key is all there is.
    pub(super) fn earlier(
        &mut self,
        step: &Step,
        begun: &Begun,
        before: &BTreeMap<ResourceId, Resource>,
        new: &New<'_>,
    ) -> Result<Option<Hand>, Stop> {
        match self.held(new.sink)? {
            Held::AtHand(held) => self.held_earlier(step, begun, before, new, held),
            Held::NotThere => Ok(None),
            Held::NotAtHand(why) => self.noted_earlier(begun, new, why),
        }
    }

    fn held_earlier(
        &mut self,
        step: &Step,
        begun: &Begun,
        before: &BTreeMap<ResourceId, Resource>,
        new: &New<'_>,
        held: Credentials,
    ) -> Result<Option<Hand>, Stop> {
        let New {
            handle: _,
            form,
            sink,
            replaced,
        } = *new;
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
                self.credentials.place(sink)
            )));
        }
        let drafted = begun
            .facts
            .iter()
            .any(|fact| matches!(fact, Fact::Drafted { key } if *key == held.key));
        let by_hand = with_key(before, &held.key).is_some_and(|(_, user)| form.is_like(user));
        if !drafted && !by_hand {
            return Err(self.occupied(sink));
        }
        if !drafted {
            self.note(
                step,
                Fact::Drafted {
                    key: held.key.clone(),
                },
            )?;
        }
        Ok(Some(Hand::full(held, ReadBack::Same)))
    }

    fn noted_earlier(
        &self,
        begun: &Begun,
        new: &New<'_>,
        why: String,
    ) -> Result<Option<Hand>, Stop> {
        match drafted(begun) {
            Some(key) => Ok(Some(Hand {
                key: key.clone(),
                credentials: Err(why),
                read_back: ReadBack::Same,
            })),
            // A file is there: it would not be overwritten.
            None if new.replaced.is_none() && new.sink.file().is_some() => {
                Err(self.occupied(new.sink))
            }
            None => Ok(None),
        }
    }

    fn occupied(&self, sink: &CredentialSink) -> Stop {
        Stop::Failed(format!(
            "{} is there already; move it away, attune does not overwrite credentials",
            self.credentials.place(sink)
        ))
    }

    /// Why an interrupted creation cannot go on.
    pub(super) fn out_of_reach(&self, sink: &CredentialSink, key: &str, why: &str) -> Stop {
        Stop::Pending(format!(
            "key and secret of an earlier attempt ({key}) went to {} and are not at hand: {why}. Let attune read them, remove \
             them where it can see that they are gone, or save the form with them by hand",
            self.credentials.place(sink)
        ))
    }

    /// Generates key and secret and delivers them.
    pub(super) async fn draft(
        &mut self,
        plan: &Plan,
        step: &Step,
        begun: &Begun,
        before: &BTreeMap<ResourceId, Resource>,
        new: &New<'_>,
    ) -> Result<Hand, Stop> {
        self.prepare_draft(begun, before, new)?;
        let key = new.form.key.as_deref();
        let credentials = self.console.draft_api_user(key).await?;
        self.take_in(plan, step, new, credentials)
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
            .find(|(id, user)| !begun.known.api_users.contains(id) && form.is_like(user))
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
            self.credentials.prepare_aside(sink, &sink.aside(id))?;
        }
        Ok(())
    }

    /// Brings a new key and secret into the sink, and reads them back where it can.
    pub(super) fn take_in(
        &mut self,
        plan: &Plan,
        step: &Step,
        new: &New<'_>,
        credentials: Credentials,
    ) -> Result<Hand, Stop> {
        // The key is noted first: a file whose key the ledger does not know is never taken for attune's own.
        self.note(
            step,
            Fact::Drafted {
                key: credentials.key.clone(),
            },
        )?;
        match self.deliver(plan, new, &credentials) {
            Ok(read_back) => Ok(Hand::full(credentials, read_back)),
            Err(error) => {
                self.discard(step, &credentials.key)?;
                Err(error)
            }
        }
    }

    fn deliver(
        &mut self,
        plan: &Plan,
        new: &New<'_>,
        credentials: &Credentials,
    ) -> Result<ReadBack, Stop> {
        let New {
            handle,
            form: _,
            sink,
            replaced,
        } = *new;
        // Not before: without a new key the old one is the one that works.
        if let Some((id, old)) = replaced {
            self.credentials
                .set_aside(sink, &sink.aside(id), |key| is_key_of(key, old))?;
        }
        let read_back = self
            .credentials
            .deliver(sink, &plan.tenant, handle, credentials)?;
        self.delivered.push((sink.clone(), credentials.clone()));
        Ok(read_back)
    }

    /// Notes that the form with a key was not saved.
    pub(super) fn discard(&mut self, step: &Step, key: &str) -> Result<(), LedgerError> {
        let key = key.to_owned();
        self.note(step, Fact::Discarded { key })
    }
}

/// The key whose secret an earlier attempt brought towards the sink, where it did not take that back.
pub(super) fn drafted(begun: &Begun) -> Option<&String> {
    let mut drafted = None;
    for fact in &begun.facts {
        match fact {
            Fact::Drafted { key } => drafted = Some(key),
            Fact::Discarded { key } if drafted == Some(key) => drafted = None,
            Fact::Discarded { .. }
            | Fact::Copied { .. }
            | Fact::Level { .. }
            | Fact::Copy { .. }
            | Fact::Cells { .. }
            | Fact::ApiUser { .. }
            | Fact::ProtectedData { .. }
            | Fact::Ticket { .. }
            | Fact::Passed { .. } => {}
        }
    }
    drafted
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
