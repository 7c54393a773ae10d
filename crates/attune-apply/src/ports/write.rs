//! Writing fields of resources over REST.

use std::collections::BTreeMap;

use attune_model::{Field, FieldValue, ResourceId};

/// The write port.
#[expect(
    async_fn_in_trait,
    reason = "only used by generic code of this workspace, on one task"
)]
pub trait ResourceWrite {
    /// Sends one PATCH with these fields. Never repeated: after [`WriteError::Lost`] the caller reads first.
    ///
    /// Success means that Autotask took the request, not that the value changed (`rest.md` 5: 200 is not proof).
    async fn patch_resource(
        &self,
        id: ResourceId,
        fields: &BTreeMap<Field, FieldValue>,
    ) -> Result<(), WriteError>;
}

/// Why a write failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// Autotask said no: nothing was written.
    #[error("refused: {0}")]
    Refused(String),
    /// The answer was lost: it may or may not have been written.
    #[error("the answer was lost ({0})")]
    Lost(String),
}
