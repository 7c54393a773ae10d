//! Key and secret of a new API user: those of an earlier attempt, or new ones, in the sink before the form is saved.

use attune_model::{CredentialSink, Credentials, Plan, Step};

use super::new_api_user::{ApiUserAsked, NewApiUser, with_key};
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
        new: &NewApiUser<'_>,
    ) -> Result<Option<Hand>, Stop> {
        match self.held(new.asked.sink)? {
            Held::AtHand(held) => self.held_earlier(step, new, held),
            Held::NotThere => Ok(None),
            Held::NotAtHand(why) => self.noted_earlier(new, why),
        }
    }

    fn held_earlier(
        &mut self,
        step: &Step,
        new: &NewApiUser<'_>,
        held: Credentials,
    ) -> Result<Option<Hand>, Stop> {
        let ApiUserAsked { form, sink, .. } = new.asked;
        if new
            .replaced()
            .is_some_and(|(_, old)| is_key_of(&held.key, old))
        {
            return Ok(None);
        }
        if let Some(key) = &form.key
            && !begins_with(&held.key, key)
        {
            return Err(Stop::Failed(format!(
                "{} holds another key than {key}; move it away, or name the key that it holds",
                self.credentials.place(sink)
            )));
        }
        let drafted = new
            .begun
            .facts
            .iter()
            .any(|fact| matches!(fact, Fact::Drafted { key } if *key == held.key));
        let by_hand = with_key(&new.before, &held.key).is_some_and(|(_, user)| form.is_like(user));
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

    fn noted_earlier(&self, new: &NewApiUser<'_>, why: String) -> Result<Option<Hand>, Stop> {
        match drafted(&new.begun) {
            Some(key) => Ok(Some(Hand {
                key: key.clone(),
                credentials: Err(why),
                read_back: ReadBack::Same,
            })),
            // A file is there: it would not be overwritten.
            None if new.replaced().is_none() && new.asked.sink.file().is_some() => {
                Err(self.occupied(new.asked.sink))
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
        new: &NewApiUser<'_>,
    ) -> Result<Hand, Stop> {
        self.prepare_draft(new)?;
        let key = new.asked.form.key.as_deref();
        let credentials = self.console.draft_api_user(key).await?;
        self.take_in(plan, step, new, credentials)
    }

    /// Refuses before anything is generated that would be lost otherwise.
    pub(super) fn prepare_draft(&self, new: &NewApiUser<'_>) -> Result<(), Stop> {
        let ApiUserAsked { form, sink, .. } = new.asked;
        let known = &new.begun.known.api_users;
        if let Some((id, _)) = new
            .before
            .iter()
            .find(|(id, user)| !known.contains(id) && form.is_like(user))
        {
            return Err(Stop::Failed(format!(
                "API user {id} with this name and address appeared since this step was begun, and its credentials are not in the sink; \
                 inactivate it, or give this one another name"
            )));
        }
        if let Some(key) = &form.key
            && let Some((id, _)) = with_key(&new.before, key)
        {
            return Err(Stop::Failed(format!(
                "API user {id} has the key {key} already; keys are never used twice, not even those of inactive users"
            )));
        }
        self.credentials.prepare(sink)?;
        if let Some((id, _)) = new.replaced() {
            self.credentials.prepare_aside(sink, &sink.aside(id))?;
        }
        Ok(())
    }

    /// Brings a new key and secret into the sink, and reads them back where it can.
    pub(super) fn take_in(
        &mut self,
        plan: &Plan,
        step: &Step,
        new: &NewApiUser<'_>,
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
        new: &NewApiUser<'_>,
        credentials: &Credentials,
    ) -> Result<ReadBack, Stop> {
        let ApiUserAsked { handle, sink, .. } = new.asked;
        // Not before: without a new key the old one is the one that works.
        if let Some((id, old)) = new.replaced() {
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
        if let Fact::Drafted { key } = fact {
            drafted = Some(key);
        } else if let Fact::Discarded { key } = fact
            && drafted == Some(key)
        {
            drafted = None;
        }
    }
    drafted
}

/// Whether this is what stands before the `@` of a key.
pub(super) fn begins_with(key: &str, local: &str) -> bool {
    key.split('@')
        .next()
        .is_some_and(|own| own.eq_ignore_ascii_case(local))
}
