//! What of a record is shown to whom.

use attune_model::ResourceId;
use serde_json::Value;

use super::acting;
use crate::fields::{self, FieldSpec, Kind};
use crate::tenant::{Entity, Record, Tenant};

/// The fields of an entity that a caller is shown as `null`: costs where the level hides them, and the content of
/// attachments where they come in lists.
pub(super) struct Hidden(Vec<&'static FieldSpec>);

impl Hidden {
    /// What an API user is not shown; `whole` where the content of attachments is asked for.
    ///
    /// The level `API User (system) Can't Read Costs` and its copies hide costs. What they hide beyond the internal cost
    /// is not established (`security.md` 10).
    pub(super) fn from(tenant: &Tenant, caller: ResourceId, entity: Entity, whole: bool) -> Self {
        let costs = acting::level(tenant, caller).is_some_and(|level| tenant.hides_costs(level));
        let hidden = fields::of(entity)
            .iter()
            .filter(|field| costs && field.cost || !whole && field.kind == Kind::Bytes);
        Self(hidden.collect())
    }

    /// The record without them.
    pub(super) fn shown(&self, record: &Record) -> Record {
        record
            .iter()
            .map(|(name, value)| (name.clone(), self.value(name, value)))
            .collect()
    }

    /// Whether a field is hidden.
    pub(super) fn covers(&self, name: &str) -> bool {
        self.0.iter().any(|field| field.name == name)
    }

    /// A field's value as it is shown.
    fn value(&self, name: &str, value: &Value) -> Value {
        if self.covers(name) {
            Value::Null
        } else {
            value.clone()
        }
    }
}
