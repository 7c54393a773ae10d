//! What REST lets API users do, seen with their own credentials: the one thing that it shows of a level's content.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{
    CredentialSink, Credentials, EffectiveRights, Field, FieldValue, Handle, LevelId, Reading,
    Remembered, Resource, ResourceId, Timestamp, Unread,
};
use futures_util::stream::{self, StreamExt as _};

use crate::observe::is_key_of;
use crate::ports::{Probe, ReadError};
use crate::sink::{Held, SinkError};

/// How many API users sign in at a time: Autotask lets one integration have three requests under way at once.
const AT_ONCE: usize = 3;

/// An API user whose rights stand for those of its level.
pub(crate) struct SignIn {
    pub(crate) handle: Handle,
    pub(crate) user: ResourceId,
    pub(crate) level: LevelId,
    credentials: Credentials,
}

/// When an API user was last seen to sign in, whichever level it held then.
pub(crate) fn seen_at(remembered: &Remembered, user: ResourceId) -> Option<Timestamp> {
    let seen = remembered.rights.values().filter(|then| then.user == user);
    seen.map(|then| then.at).max()
}

/// For each level the first API user of the ledger that can sign in: active, not known to be locked, and its own
/// credentials are `held` for it.
///
/// Credentials that are missing, of somebody else or out of reach only mean that nothing can be seen with them.
pub(crate) fn sign_ins(
    resources: &BTreeMap<ResourceId, Resource>,
    remembered: &Remembered,
    sinks: &BTreeMap<Handle, CredentialSink>,
    held: impl Fn(&CredentialSink) -> Result<Held, SinkError>,
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
        let Ok(Held::AtHand(credentials)) = held(sink) else {
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

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use attune_model::Secret;

    use super::*;
    use crate::ports::ActError;

    /// Counts who is being asked, and how many at once.
    #[derive(Default)]
    struct Counting {
        asked: Cell<usize>,
        most: Cell<usize>,
    }

    impl Probe for Counting {
        async fn effective_rights(
            &self,
            credentials: &Credentials,
        ) -> Result<EffectiveRights, ReadError> {
            self.asked.set(self.asked.get() + 1);
            self.most.set(self.most.get().max(self.asked.get()));
            tokio::task::yield_now().await;
            self.asked.set(self.asked.get() - 1);
            Err(ReadError::UnknownZone {
                key: credentials.key.clone(),
            })
        }

        async fn peek(
            &self,
            _credentials: &Credentials,
            _entity: &str,
            _person: Option<ResourceId>,
        ) -> Result<(), ActError> {
            Ok(())
        }
    }

    fn sign_in(number: i64) -> SignIn {
        SignIn {
            handle: Handle::parse("tasky").unwrap(),
            user: ResourceId(number),
            level: LevelId(number),
            credentials: Credentials {
                key: format!("key{number}"),
                secret: Secret::new("a secret"),
            },
        }
    }

    #[tokio::test(flavor = "current_thread")]
    async fn three_at_a_time_and_answers_in_order() {
        let tenant = Counting::default();
        let sign_ins: Vec<SignIn> = (0..7).map(sign_in).collect();
        let keys: Vec<String> = rights(&tenant, &sign_ins)
            .await
            .into_iter()
            .map(|answer| answer.unwrap_err().to_string())
            .collect();
        let expected: Vec<String> = (0..7)
            .map(|number| format!("no zone is known for the API user key{number}"))
            .collect();
        assert_eq!(keys, expected);
        assert_eq!(tenant.most.get(), 3);
    }

    #[test]
    fn only_a_refused_sign_in_is_refused() {
        let (host, key, what, answer) = (
            "rest.example".to_owned(),
            "tasky".to_owned(),
            "EntityInformation".to_owned(),
            "no".to_owned(),
        );
        let credentials = ReadError::CredentialsRefused {
            host: host.clone(),
            key: key.clone(),
        };
        let identifier = ReadError::IntegrationCodeRefused {
            host: host.clone(),
            key: key.clone(),
        };
        for error in [credentials.clone(), identifier] {
            let refused = Unread::Refused(error.to_string());
            assert_eq!(reading(Err(error)), Reading::Failed(refused));
        }
        let right = ReadError::RightMissing { key, what, answer };
        let failed = Unread::Failed(right.to_string());
        assert_eq!(reading(Err(right)), Reading::Failed(failed));
        let partial = ReadError::Partial {
            records: 4,
            cause: Box::new(credentials.clone()),
        };
        let why = credentials.to_string();
        let partly = Unread::Partial { records: 4, why };
        assert_eq!(reading(Err(partial)), Reading::Failed(partly));
    }
}
