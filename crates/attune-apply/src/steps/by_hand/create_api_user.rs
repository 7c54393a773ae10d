//! A new API user: its key and secret are in the sink before the operator saves the form.

use std::cell::Cell;

use attune_model::{Credentials, Plan, Proof, ResourceId, Step};

use super::Look;
use super::update_api_user::{apart, differing, proof, word_on_fields};
use crate::executor::{Executor, Stop};
use crate::ports::{ActAs, ActError, Console, Prompt, ReadError, ResourceWrite, TenantRead};
use crate::steps::delivery::{Hand, begins_with};
use crate::steps::form::Values;
use crate::steps::new_api_user::{MadeApiUser, NewApiUser, with_key};
use crate::steps::sign_in::{SignsIn, to_try};

/// What was seen of a new API user.
struct Seen {
    id: ResourceId,
    /// What was asked for that the form alone shows.
    of_form: Values,
    signs_in: SignsIn,
}

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    pub(in crate::steps) async fn create_by_hand(
        &mut self,
        plan: &Plan,
        step: &Step,
        new: &NewApiUser<'_>,
    ) -> Result<MadeApiUser, Stop> {
        let hand = match self.earlier(step, new)? {
            Some(hand) => hand,
            None => self.draft_by_hand(plan, step, new).await?,
        };
        let refused = Cell::new(false);
        let look = async |tenant: &T| look_for(tenant, new, &hand, &refused).await;
        let place = self.credentials.place(new.asked.sink);
        let is_listed = with_key(&new.before, hand.key()).is_some();
        let (by, seen) = match look(self.tenant).await? {
            Look::There(seen) if seen.of_form.is_empty() => (None, seen),
            first @ (Look::There(_) | Look::Missing(_)) => {
                let already;
                let prompt = match &first {
                    Look::There(seen) => {
                        already = format!("REST lists it as resource {} already", seen.id);
                        Prompt::Visit {
                            found: Some(&already),
                        }
                    }
                    Look::Missing(missing) if is_listed => Prompt::Again { missing },
                    Look::Missing(_) => Prompt::Save {
                        key: hand.key(),
                        place: &place,
                    },
                };
                let (by, seen) = self.until(step, prompt, look).await?;
                (Some(by), seen)
            }
        };
        Ok(MadeApiUser {
            id: seen.id,
            proof: match seen.signs_in {
                SignsIn::Seen => proof(&seen.of_form).min(Proof::RestBehaviour),
                SignsIn::Cannot => proof(&seen.of_form),
                SignsIn::NotSeen(_) => Proof::Attested,
            },
            evidence: evidence(&seen, new, &hand, by.as_deref()),
            of_form: seen.of_form,
        })
    }

    /// Has the form filled, takes key and secret, brings them into the sink.
    async fn draft_by_hand(
        &mut self,
        plan: &Plan,
        step: &Step,
        new: &NewApiUser<'_>,
    ) -> Result<Hand, Stop> {
        self.prepare_draft(new)?;
        self.ask(step, Prompt::Draft).await?;
        let key = self.typed_key(step, |key| flaw_of_key(key, new)).await?;
        let secret = self.typed_secret(step, &key).await?;
        self.take_in(plan, step, new, Credentials { key, secret })
    }
}

/// Looks for the new API user by its key, and signs in. A sign-in that is refused counts the second time only: the first
/// may have come too early.
async fn look_for(
    tenant: &(impl TenantRead + ActAs),
    new: &NewApiUser<'_>,
    hand: &Hand,
    refused: &Cell<bool>,
) -> Result<Look<Seen>, ReadError> {
    let users = tenant.api_users().await?;
    let Some((id, user)) = with_key(&users, hand.key()) else {
        return Ok(Look::Missing(format!(
            "REST lists no API user with the key {} yet; it can take up to five minutes",
            hand.key()
        )));
    };
    let (of_rest, of_form) = apart(&new.wanted, user);
    if let Some(difference) = differing(&of_rest, user) {
        return Ok(Look::Missing(difference));
    }
    let there = |signs_in| {
        Ok(Look::There(Seen {
            id,
            of_form,
            signs_in,
        }))
    };
    let credentials = match to_try(new.asked.form, hand) {
        Ok(credentials) => credentials,
        Err(nothing) => return there(nothing),
    };
    let with_own = |error: ActError| format!("with attune's own tracking identifier {error}");
    match tenant.sign_in(credentials).await {
        Ok(()) => there(SignsIn::Seen),
        Err(error @ ActError::IdentifierRefused(_)) => there(SignsIn::NotSeen(with_own(error))),
        Err(error @ ActError::CredentialsRefused) if refused.replace(true) => {
            there(SignsIn::NotSeen(with_own(error)))
        }
        Err(error) => Ok(Look::Missing(format!(
            "REST lists it as resource {id}, and it does not sign in: {error}. It can take some minutes; or the secret is \
             another one than that on the form"
        ))),
    }
}

/// What keeps a whole key from being the one of this API user.
fn flaw_of_key(key: &str, new: &NewApiUser<'_>) -> Option<String> {
    if let Some(asked) = &new.asked.form.key
        && !begins_with(key, asked)
    {
        return Some(format!("the key is to begin with {asked}@"));
    }
    let (id, _) = with_key(&new.before, key)?;
    Some(format!("API user {id} has this key already"))
}

fn evidence(seen: &Seen, new: &NewApiUser<'_>, hand: &Hand, by: Option<&str>) -> String {
    let mut evidence = seen.signs_in.evidence(seen.id, new.asked.form, hand);
    if let Some(by) = by {
        if !seen.of_form.is_empty() {
            evidence.push_str("; ");
            evidence.push_str(&word_on_fields(by, &seen.of_form));
        }
        evidence.push_str("; the tracking identifier stands on the word of ");
        evidence.push_str(by);
    }
    evidence
}
