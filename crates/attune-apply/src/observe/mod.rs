//! Looks at a tenant: what REST shows, completed by what ledger and captures know.

mod cells;
mod pages;

use std::collections::BTreeMap;

use attune_model::{
    CredentialSink, Effective, Field, Handle, Observed, Reading, Remembered, Resource, ResourceId,
    Timestamp, Unread,
};

use crate::captures::{CaptureError, Captures};
use crate::day;
use crate::effective::{self, SignIn};
use crate::ledger::Memory;
use crate::ports::{Probe, ReadError, TenantRead};
use crate::sink::SecretSinks;

/// What is at hand beside the connection.
#[derive(Clone, Copy, Debug)]
pub struct Sight<'a> {
    /// What the ledger remembers.
    pub memory: &'a Memory,
    /// What pages showed.
    pub captures: &'a Captures,
    /// How to read credentials.
    pub credentials: &'a SecretSinks,
    /// Where the credentials of API users are: those of the manifest.
    pub sinks: &'a BTreeMap<Handle, CredentialSink>,
    /// The API users whose sign-in was refused at an earlier look, and when.
    pub refused: &'a BTreeMap<ResourceId, Timestamp>,
}

/// For how long a sign-in that was refused is not tried again: refused sign-ins lock an API user, and an hourly look
/// would be the one that does it. How many it takes is not documented.
pub const SIGN_IN_RESTS: jiff::SignedDuration = jiff::SignedDuration::from_hours(24);

/// Why there is no look at all.
#[derive(Debug, thiserror::Error)]
pub enum ObserveError {
    /// The tenant does not answer, or not to this connection.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Captures show another tenant.
    #[error(transparent)]
    Capture(#[from] CaptureError),
}

/// Reads everything that planning needs. `now` gives the day of the look.
///
/// An error means that looking at all is in vain (no connection, refused credentials, another tenant); the reading that
/// fails for a reason of its own is marked as failed, and the planner says so. An API user of the manifest that cannot
/// sign in never ends the look.
pub async fn observe<T: TenantRead + Probe>(
    tenant: &T,
    sight: &Sight<'_>,
    now: Timestamp,
) -> Result<Observed, ObserveError> {
    let identity = tenant.identity().await?;
    sight.captures.require(identity.database)?;
    let (mut levels, fields) = match settle(tenant.resource_metadata().await)? {
        Reading::Read(metadata) => (
            Reading::Read(metadata.levels),
            Reading::Read(metadata.fields),
        ),
        Reading::Failed(why) => (Reading::Failed(why.clone()), Reading::Failed(why)),
    };
    let resources = settle(tenant.resources().await)?;
    let vendors = settle(tenant.vendors().await)?;
    let caller = match &resources {
        Reading::Read(resources) => caller(resources, tenant.caller_key()),
        Reading::Failed(_) => None,
    };
    let mut remembered = sight.memory.remembered.clone();
    pages::overlay(&mut remembered, sight);
    let effective = match &resources {
        Reading::Read(resources) => effective(tenant, resources, &remembered, sight, now).await,
        Reading::Failed(_) => BTreeMap::new(),
    };
    pages::doubt(&mut remembered, &effective, sight);
    if let Reading::Read(levels) = &mut levels {
        cells::fill(levels, sight);
        cells::doubt(levels, &effective, &remembered);
    }
    Ok(Observed {
        tenant: identity,
        today: day(now),
        levels,
        resources,
        fields,
        vendors,
        caller,
        effective,
        remembered,
    })
}

async fn effective<T: Probe>(
    tenant: &T,
    resources: &BTreeMap<ResourceId, Resource>,
    remembered: &Remembered,
    sight: &Sight<'_>,
    now: Timestamp,
) -> BTreeMap<Handle, Effective> {
    let held = |sink: &CredentialSink| sight.credentials.load(sink);
    let mut sign_ins = effective::sign_ins(resources, remembered, sight.sinks, held);
    // Who was never seen to sign in may be bound to an identifier that only its vendor has: each look would be a refusal
    // more. The end of an apply tries, and notes what it saw.
    let seen_at = |user: ResourceId| effective::seen_at(remembered, user);
    sign_ins.retain(|sign_in| seen_at(sign_in.user).is_some());
    let (resting, tried): (Vec<SignIn>, Vec<SignIn>) = sign_ins.into_iter().partition(|sign_in| {
        let pages = sight.memory.pages.get(&sign_in.user);
        let unlocked = pages.and_then(|pages| pages.fields.get(&Field::Locked));
        // What was accepted, or unlocked, since then is tried again.
        let since = seen_at(sign_in.user).max(unlocked.copied());
        let refused = sight.refused.get(&sign_in.user);
        refused.is_some_and(|at| Some(*at) > since && now.duration_since(*at) < SIGN_IN_RESTS)
    });
    let rights = effective::rights(tenant, &tried).await;
    let tried = tried
        .into_iter()
        .zip(rights.into_iter().map(effective::reading));
    let resting = resting.into_iter().map(|sign_in| {
        let why = "its sign-in was refused less than a day ago, and is not tried again before a day is over, so that it does not get locked; `attune verify` tries at once";
        (sign_in, Reading::Failed(Unread::Refused(why.to_owned())))
    });
    tried
        .chain(resting)
        .map(|(sign_in, rights)| {
            let SignIn {
                handle,
                user,
                level,
                ..
            } = sign_in;
            let seen = Effective {
                user,
                level,
                rights,
            };
            (handle, seen)
        })
        .collect()
}

/// A failure that every further request would meet too ends the observation: a wrong secret that is tried again and
/// again locks the API user.
fn settle<T>(result: Result<T, ReadError>) -> Result<Reading<T>, ReadError> {
    match result {
        Ok(value) => Ok(Reading::Read(value)),
        Err(error) => unread(&error).map(Reading::Failed).ok_or(error),
    }
}

/// Why there is no reading; `None` where every further request would fail alike.
fn unread(error: &ReadError) -> Option<Unread> {
    match error {
        ReadError::Unreachable { .. }
        | ReadError::CredentialsRefused { .. }
        | ReadError::IntegrationCodeRefused { .. }
        | ReadError::UnknownZone { .. }
        | ReadError::Throttled { .. }
        | ReadError::Maintenance { .. } => None,
        ReadError::Partial { records, cause } => unread(cause).map(|_| Unread::Partial {
            records: *records,
            why: cause.to_string(),
        }),
        ReadError::RightMissing { .. } => Some(Unread::Refused(error.to_string())),
        ReadError::Answer { .. } | ReadError::Unreadable { .. } => {
            Some(Unread::Failed(error.to_string()))
        }
    }
}

/// REST reports as `userName` the key without its domain (`rest.md` 1.2).
fn caller(resources: &BTreeMap<ResourceId, Resource>, key: &str) -> Option<ResourceId> {
    resources
        .iter()
        .find(|(_, resource)| resource.is_api_user() && is_key_of(key, resource))
        .map(|(id, _)| *id)
}

/// Whether an API user signs in with this key.
pub(crate) fn is_key_of(key: &str, user: &Resource) -> bool {
    let local = |text: &str| text.split('@').next().unwrap_or_default().to_lowercase();
    !key.is_empty() && local(key) == local(&user.user_name)
}
