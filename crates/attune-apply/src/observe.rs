//! Looks at a tenant: what REST shows, completed by what the ledger remembers.

use std::collections::BTreeMap;

use attune_model::{
    LevelId, Observed, ObservedLevel, Reading, Resource, ResourceId, Timestamp, Unread,
};

use crate::day;
use crate::ledger::Memory;
use crate::ports::{ReadError, TenantRead};

/// Reads everything that planning needs. `now` gives the day of the look.
///
/// An error means that looking at all is in vain (no connection, refused credentials); the reading that fails for a
/// reason of its own is marked as failed, and the planner says so.
pub async fn observe<T: TenantRead>(
    tenant: &T,
    memory: &Memory,
    now: Timestamp,
) -> Result<Observed, ReadError> {
    let identity = tenant.identity().await?;
    let (levels, fields) = match settle(tenant.resource_metadata().await)? {
        Reading::Read(metadata) => (
            Reading::Read(with_memory(metadata.levels, memory)),
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
    Ok(Observed {
        tenant: identity,
        today: day(now),
        levels,
        resources,
        fields,
        vendors,
        caller,
        effective: BTreeMap::new(),
        remembered: memory.remembered.clone(),
    })
}

/// A failure that every further request would meet too ends the observation: a wrong secret that is tried again and
/// again locks the API user.
fn settle<T>(result: Result<T, ReadError>) -> Result<Reading<T>, ReadError> {
    match result {
        Ok(value) => Ok(Reading::Read(value)),
        Err(
            error @ (ReadError::Unreachable { .. }
            | ReadError::CredentialsRefused { .. }
            | ReadError::IntegrationCodeRefused { .. }
            | ReadError::UnknownZone { .. }
            | ReadError::Throttled { .. }
            | ReadError::Maintenance { .. }),
        ) => Err(error),
        Err(error @ ReadError::RightMissing { .. }) => {
            Ok(Reading::Failed(Unread::Refused(error.to_string())))
        }
        Err(ReadError::Partial { records, cause }) => Ok(Reading::Failed(Unread::Partial {
            records,
            why: cause.to_string(),
        })),
        Err(error @ (ReadError::Answer { .. } | ReadError::Unreadable { .. })) => {
            Ok(Reading::Failed(Unread::Failed(error.to_string())))
        }
    }
}

fn with_memory(
    mut levels: BTreeMap<LevelId, ObservedLevel>,
    memory: &Memory,
) -> BTreeMap<LevelId, ObservedLevel> {
    for (id, cells) in &memory.cells {
        if let Some(level) = levels.get_mut(id) {
            level.cells.extend(cells.clone());
        }
    }
    levels
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
