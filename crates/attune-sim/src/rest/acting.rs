//! Who does something, and whether they may.

use attune_model::ResourceId;
use attune_model::catalogue::{ALLOW_IMPERSONATION, Verb};
use serde_json::{Value, json};

use super::{Fault, Request};
use crate::rights::{self, Access};
use crate::tenant::{Entity, Level, Record, Tenant, is_active, license_of};

/// An API user, by itself or as a person.
#[derive(Clone, Copy, Debug)]
pub(super) struct Acting {
    caller: ResourceId,
    person: Option<ResourceId>,
}

impl Acting {
    /// Checks that the caller, and the person that the request names, may do this with an entity.
    ///
    /// What counts is what both may do (`rest.md` 7). An entity that does not support impersonation ignores the header.
    pub(super) fn authorise(
        tenant: &Tenant,
        request: &Request<'_>,
        caller: ResourceId,
        entity: Entity,
        verb: Verb,
    ) -> Result<Self, Fault> {
        let refused = Fault::NotPermitted(verb);
        let level = level(tenant, caller).ok_or(Fault::Unauthorized)?;
        if rights::access(level, entity, verb) == Access::None {
            return Err(refused);
        }
        let header = request.header("ImpersonationResourceId");
        let person = match (header, rights::may_impersonate(level, entity, verb)) {
            (None, _) | (Some(_), None) => None,
            (Some(_), Some(false)) => return Err(refused),
            (Some(id), Some(true)) => {
                let id = id.trim().parse().map(ResourceId).ok();
                let person = id.filter(|id| lets_act(tenant, *id, entity, verb));
                Some(person.ok_or(refused)?)
            }
        };
        Ok(Self { caller, person })
    }

    /// Whether all who act see a record.
    pub(super) fn sees(self, tenant: &Tenant, entity: Entity, record: &Record) -> bool {
        [Some(self.caller), self.person]
            .into_iter()
            .flatten()
            .all(|who| rights::sees(tenant, who, entity, record))
    }

    /// `creatorResourceID`: the person, or else the API user.
    pub(super) fn creator(self) -> Value {
        json!(self.person.unwrap_or(self.caller))
    }

    /// `impersonatorCreatorResourceID`: the API user that acts as a person.
    pub(super) fn impersonator(self) -> Value {
        json!(self.person.map(|_| self.caller))
    }
}

/// The level of a resource.
pub(super) fn level(tenant: &Tenant, id: ResourceId) -> Option<&Level> {
    Some(tenant.level_of(tenant.resource(id)?)?.1)
}

/// Whether somebody can be impersonated for this: an active person whose level allows it, and may do it.
fn lets_act(tenant: &Tenant, id: ResourceId, entity: Entity, verb: Verb) -> bool {
    tenant.resource(id).is_some_and(|record| {
        is_active(record)
            && rights::can_be_impersonated(license_of(record), entity)
            && tenant.level_of(record).is_some_and(|(_, level)| {
                level.is_ticked(ALLOW_IMPERSONATION)
                    && rights::access(level, entity, verb) != Access::None
            })
    })
}
