//! What REST lets API users do, seen with their own credentials: the one thing that it shows of a level's content.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{
    CredentialSink, Credentials, EffectiveRights, Field, FieldValue, Handle, LevelId, Reading,
    Remembered, Resource, ResourceId, Unread,
};
use futures_util::stream::{self, StreamExt as _};

use crate::observe::is_key_of;
use crate::ports::{Probe, ReadError};
use crate::sink::CredentialFiles;

/// How many API users sign in at a time: Autotask lets one integration have three requests under way at once.
const AT_ONCE: usize = 3;

/// An API user whose rights stand for those of its level.
pub(crate) struct SignIn {
    pub(crate) handle: Handle,
    pub(crate) user: ResourceId,
    pub(crate) level: LevelId,
    credentials: Credentials,
}

/// For each level the first API user of the ledger that can sign in: active, not known to be locked, and its own key
/// stands in its credential file.
///
/// A file that is missing, of somebody else or unreadable only means that nothing can be seen with it.
pub(crate) fn sign_ins(
    resources: &BTreeMap<ResourceId, Resource>,
    remembered: &Remembered,
    sinks: &BTreeMap<Handle, CredentialSink>,
    files: &CredentialFiles,
) -> Vec<SignIn> {
    let mut levels = BTreeSet::new();
    let mut sign_ins = Vec::new();
    for (handle, sink) in sinks {
        let Some(known) = remembered.api_users.get(handle) else {
            continue;
        };
        // A refused sign-in of a locked user tells nothing new.
        let locked = known.fields.get(&Field::Locked) == Some(&FieldValue::Flag(true));
        let Some(user) = resources.get(&known.id) else {
            continue;
        };
        if !user.active || locked || levels.contains(&user.level) {
            continue;
        }
        let Ok(Some(credentials)) = files.load(sink) else {
            continue;
        };
        if is_key_of(&credentials.key, user) {
            levels.insert(user.level);
            sign_ins.push(SignIn {
                handle: handle.clone(),
                user: known.id,
                level: user.level,
                credentials,
            });
        }
    }
    sign_ins
}

/// The rights of each, in the same order. A failure is one of that API user alone.
pub(crate) async fn rights<T: Probe>(
    tenant: &T,
    sign_ins: &[SignIn],
) -> Vec<Result<EffectiveRights, ReadError>> {
    stream::iter(sign_ins)
        .map(|sign_in| tenant.effective_rights(&sign_in.credentials))
        .buffered(AT_ONCE)
        .collect()
        .await
}

/// A sign-in that was refused tells something about the API user; every other failure tells nothing.
pub(crate) fn reading(rights: Result<EffectiveRights, ReadError>) -> Reading<EffectiveRights> {
    rights.map_or_else(
        |error| {
            Reading::Failed(match error {
                ReadError::CredentialsRefused { .. } | ReadError::IntegrationCodeRefused { .. } => {
                    Unread::Refused(error.to_string())
                }
                ReadError::Partial { records, cause } => Unread::Partial {
                    records,
                    why: cause.to_string(),
                },
                ReadError::Unreachable { .. }
                | ReadError::UnknownZone { .. }
                | ReadError::RightMissing { .. }
                | ReadError::Throttled { .. }
                | ReadError::Maintenance { .. }
                | ReadError::Answer { .. }
                | ReadError::Unreadable { .. } => Unread::Failed(error.to_string()),
            })
        },
        Reading::Read,
    )
}
