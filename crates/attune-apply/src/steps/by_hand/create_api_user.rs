//! A new API user: its key and secret are in the sink before the operator saves the form.

use std::cell::Cell;
use std::collections::BTreeMap;

use attune_model::{
    ApiUserForm, CredentialSink, Credentials, Handle, Person, Plan, Proof, Resource, ResourceId,
    Step,
};

use super::Look;
use super::update_api_user::{apart, differing, proof, word_on_fields};
use crate::executor::{Achieved, Executor, Stop};
use crate::ledger::{Begun, Fact, Known};
use crate::ports::{
    ActAs, ActError, Console, Operator as _, Prompt, ReadError, ResourceWrite, TenantRead,
};
use crate::steps::create_api_user::New;
use crate::steps::delivery::{Hand, with_key};
use crate::steps::form::Values;

/// What was seen of a new API user.
struct Seen {
    id: ResourceId,
    /// What was asked for that the form alone shows.
    of_form: Values,
    signs_in: SignsIn,
}

/// Whether key and secret are accepted.
enum SignsIn {
    Seen,
    /// It is inactive or locked.
    Cannot,
    /// Refused, in these words.
    NotSeen(String),
}

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    pub(super) async fn create_by_hand(
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
            None => {
                self.draft_by_hand(plan, step, &begun, &before, &new)
                    .await?
            }
        };
        let refused = Cell::new(false);
        let look = async |tenant: &T| look_for(tenant, form, &wanted, &hand, &refused).await;
        let found = with_key(&before, hand.key()).map(|(id, _)| id);
        let place = self.credentials.place(sink);
        let (by, seen) = match (found, look(self.tenant).await?) {
            (_, Look::There(seen)) if seen.of_form.is_empty() => (None, seen),
            (_, Look::There(seen)) => {
                let found = format!("REST lists it as resource {} already", seen.id);
                let visit = Prompt::Visit {
                    found: Some(&found),
                };
                let (by, seen) = self.until(step, visit, look).await?;
                (Some(by), seen)
            }
            (Some(_), Look::Missing(missing)) => {
                let again = Prompt::Again { missing: &missing };
                let (by, seen) = self.until(step, again, look).await?;
                (Some(by), seen)
            }
            (None, Look::Missing(_)) => {
                let save = Prompt::Save {
                    key: hand.key(),
                    place: &place,
                };
                let (by, seen) = self.until(step, save, look).await?;
                (Some(by), seen)
            }
        };
        Ok(Achieved {
            proof: match seen.signs_in {
                SignsIn::Seen => proof(&seen.of_form).min(Proof::RestBehaviour),
                SignsIn::Cannot => proof(&seen.of_form),
                SignsIn::NotSeen(_) => Proof::Attested,
            },
            evidence: evidence(&seen, form, &hand, by.as_deref()),
            facts: vec![Fact::ApiUser {
                handle: handle.clone(),
                id: seen.id,
                tracking: Some(form.tracking.clone()),
                fields: seen.of_form,
            }],
        })
    }

    /// Has the form filled, takes key and secret, brings them into the sink.
    async fn draft_by_hand(
        &mut self,
        plan: &Plan,
        step: &Step,
        begun: &Begun,
        before: &BTreeMap<ResourceId, Resource>,
        new: &New<'_>,
    ) -> Result<Hand, Stop> {
        self.prepare_draft(begun, before, new)?;
        self.ask(step, Prompt::Draft).await?;
        let operator = self.console.operator().ok_or(Stop::Halted)?;
        let mut flaw = None;
        let key = loop {
            let key = operator.key(step, flaw.as_deref()).await;
            let key = key.ok_or(Stop::Halted)?;
            flaw = flaw_of_key(&key, new.form, before);
            if flaw.is_none() {
                break key;
            }
        };
        let mut flaw = None;
        let secret = loop {
            let secret = operator.secret(step, flaw).await;
            let secret = secret.ok_or(Stop::Halted)?;
            flaw = if secret.expose() == key {
                Some("that is the key")
            } else {
                untidy(secret.expose())
            };
            if flaw.is_none() {
                break secret;
            }
        };
        self.take_in(plan, step, new, Credentials { key, secret })
    }
}

/// Looks for the new API user by its key, and signs in. A sign-in that is refused counts the second time only: the first
/// may have come too early.
async fn look_for(
    tenant: &(impl TenantRead + ActAs),
    form: &ApiUserForm,
    wanted: &Values,
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
    let (of_rest, of_form) = apart(wanted, user);
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
    if !form.active || form.locked == Some(true) {
        return there(SignsIn::Cannot);
    }
    let credentials = match &hand.credentials {
        Ok(credentials) => credentials,
        Err(why) => {
            return there(SignsIn::NotSeen(format!(
                "key and secret are not at hand ({why})"
            )));
        }
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

/// What keeps a text from being the key.
fn flaw_of_key(
    key: &str,
    form: &ApiUserForm,
    before: &BTreeMap<ResourceId, Resource>,
) -> Option<String> {
    if let Some(flaw) = untidy(key) {
        return Some(flaw.to_owned());
    }
    let Some((local, _)) = key.split_once('@') else {
        return Some("the key is the whole user name, with @ and domain".to_owned());
    };
    if let Some(asked) = &form.key
        && !local.eq_ignore_ascii_case(asked)
    {
        return Some(format!("the key is to begin with {asked}@"));
    }
    let (id, _) = with_key(before, key)?;
    Some(format!("API user {id} has this key already"))
}

/// What no key and no secret is like.
pub(super) fn untidy(text: &str) -> Option<&'static str> {
    if text.is_empty() {
        Some("that is empty")
    } else if text.trim() != text {
        Some("there are spaces around it")
    } else {
        None
    }
}

fn evidence(seen: &Seen, form: &ApiUserForm, hand: &Hand, by: Option<&str>) -> String {
    let id = seen.id;
    let mut evidence = match &seen.signs_in {
        SignsIn::Seen => {
            format!("signs in with the delivered credentials; REST lists it as resource {id}")
        }
        SignsIn::Cannot => format!(
            "REST lists it as resource {id}, {}; credentials are in the sink",
            if form.active { "locked" } else { "inactive" }
        ),
        SignsIn::NotSeen(why) => {
            format!("REST lists it as resource {id}; that it signs in was not seen: {why}")
        }
    };
    evidence.push_str(hand.doubt());
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
