//! Who does something, and whether they may.

use attune_model::ResourceId;
use attune_model::catalogue::{ALLOW_IMPERSONATION, Verb};
use serde_json::{Value, json};

use super::{Fault, Request};
use crate::rights::{self, Access};
use crate::tenant::{
    Entity, Leniency, Level, QueryAsPerson, Record, Tenant, is_active, license_of,
};

/// An API user, by itself or as a person, who may do something with an entity.
#[derive(Clone, Copy, Debug)]
pub(super) struct Acting {
    /// The API user.
    pub(super) caller: ResourceId,
    person: Option<ResourceId>,
    entity: Entity,
    verb: Verb,
    /// Whether that is so for every record.
    everywhere: bool,
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
        let refused = || Fault::NotPermitted(verb, entity);
        let level = level(tenant, caller).ok_or(Fault::Unauthorized)?;
        let mut access = rights::access(level, entity, verb);
        if access == Access::None {
            return Err(refused());
        }
        let heeded =
            verb != Verb::View || tenant.behaviour.query_as_person == QueryAsPerson::Enforced;
        let header = request.header("ImpersonationResourceId").filter(|_| heeded);
        let person = match (header, rights::may_impersonate(level, entity, verb)) {
            (None, _) => None,
            (Some(_), None) => {
                let strict = tenant.behaviour.tasks_impersonation == Leniency::Refused;
                if entity == Entity::Tasks && strict {
                    return Err(refused());
                }
                None
            }
            (Some(_), Some(false)) => return Err(refused()),
            (Some(id), Some(true)) => {
                let id = id.trim().parse().map(ResourceId).ok();
                let person = id.ok_or_else(refused)?;
                let allowed = acts_for(tenant, person, entity, verb).ok_or_else(refused)?;
                access = access.min(allowed);
                Some(person)
            }
        };
        Ok(Self {
            caller,
            person,
            entity,
            verb,
            everywhere: access == Access::All,
        })
    }

    /// Whether all who act may do it with this record.
    pub(super) fn reaches(self, tenant: &Tenant, record: &Record) -> bool {
        self.everywhere || self.all(tenant, self.entity, self.verb, record)
    }

    /// Whether all who act see a record of any entity.
    pub(super) fn sees(self, tenant: &Tenant, entity: Entity, record: &Record) -> bool {
        self.all(tenant, entity, Verb::View, record)
    }

    fn all(self, tenant: &Tenant, entity: Entity, verb: Verb, record: &Record) -> bool {
        [Some(self.caller), self.person]
            .into_iter()
            .flatten()
            .all(|who| rights::reaches(tenant, who, entity, verb, record))
    }

    /// `creatorResourceID`: the person, or else the API user.
    pub(super) fn creator(self) -> Value {
        json!(self.person.unwrap_or(self.caller))
    }

    /// `impersonatorCreatorResourceID`: the API user that acts as a person.
    pub(super) fn impersonator(self) -> Value {
        json!(self.person.map(|_| self.caller))
    }

    /// Whether the API user may write in the name of contacts.
    pub(super) fn may_write_for_contacts(self, tenant: &Tenant) -> bool {
        level(tenant, self.caller)
            .is_some_and(|level| rights::may_write_for_contacts(level, self.entity))
    }
}

/// The level of a resource.
pub(super) fn level(tenant: &Tenant, id: ResourceId) -> Option<&Level> {
    Some(tenant.level_of(tenant.resource(id)?)?.1)
}

/// What somebody may do who can be impersonated for this: an active person whose level allows it, and may do it.
fn acts_for(tenant: &Tenant, id: ResourceId, entity: Entity, verb: Verb) -> Option<Access> {
    let record = tenant.resource(id).filter(|record| is_active(record))?;
    let (_, level) = tenant.level_of(record)?;
    let allowed = rights::can_be_impersonated(license_of(record), entity)
        && level.is_ticked(ALLOW_IMPERSONATION);
    Some(rights::access(level, entity, verb)).filter(|access| allowed && *access != Access::None)
}
