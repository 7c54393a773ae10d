//! Looking at a tenant with the eyes of an API user, or of a person: reading only.

use attune_model::{Credentials, EffectiveRights, ResourceId};

use crate::ports::{ActError, ReadError};

/// What somebody else than the connection's own API user may see.
#[expect(
    async_fn_in_trait,
    reason = "only used by generic code of this workspace, on one task"
)]
pub trait Probe {
    /// What the level of an API user lets it do over REST: `userAccessFor*` of every entity (`rest.md` 3).
    ///
    /// One request where the call for all entities answers, else one an entity.
    async fn effective_rights(
        &self,
        credentials: &Credentials,
    ) -> Result<EffectiveRights, ReadError>;

    /// Queries one row of an entity as an API user, or by it as `person`. One request; nothing is kept of the row.
    ///
    /// [`ActError::Refused`] means that a right is missing; whatever else goes wrong is [`ActError::Lost`].
    async fn peek(
        &self,
        credentials: &Credentials,
        entity: &str,
        person: Option<ResourceId>,
    ) -> Result<(), ActError>;
}
