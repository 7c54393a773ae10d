//! `entityInformation`: what can be done with an entity, and its fields.

use attune_model::ResourceId;
use attune_model::catalogue::Verb;
use serde_json::{Value, json};

use super::{Fault, acting};
use crate::fields::{self, Choice, FieldSpec, Kind};
use crate::rights::{self, Access};
use crate::tenant::{Entity, Tenant};

/// `{Entity}/entityInformation`: what the entity supports, and what the caller's own level lets it do.
///
/// Whether an impersonated person's level counts here is not established; here the header is ignored.
pub(super) fn information(
    tenant: &Tenant,
    caller: ResourceId,
    entity: Entity,
) -> Result<Value, Fault> {
    let level = acting::level(tenant, caller).ok_or(Fault::Unauthorized)?;
    let can = |verb| rights::supports(entity, verb);
    let access = |verb| {
        let access = rights::access(level, entity, verb);
        let able = can(verb).then_some(access);
        able.unwrap_or(Access::None).label()
    };
    Ok(json!({"info": {
        "name": entity.name(),
        "canCreate": can(Verb::Add),
        "canDelete": can(Verb::Delete),
        "canQuery": can(Verb::View),
        "canUpdate": can(Verb::Edit),
        "userAccessForCreate": access(Verb::Add),
        "userAccessForDelete": access(Verb::Delete),
        "userAccessForQuery": access(Verb::View),
        "userAccessForUpdate": access(Verb::Edit),
        "hasUserDefinedFields": has_user_defined_fields(entity),
        "supportsWebhookCallouts": CALLED_OUT.contains(&entity.segment()),
    }}))
}

/// The entities that webhooks exist for (`rest.md` 8).
const CALLED_OUT: [&str; 5] = [
    "Companies",
    "ConfigurationItems",
    "Contacts",
    "TicketNotes",
    "Tickets",
];

/// As recorded, or else as the model has a place for them.
fn has_user_defined_fields(entity: Entity) -> bool {
    let spec = fields::spec(entity);
    let place = || {
        let mut kinds = spec.fields.iter().map(|field| field.kind);
        kinds.any(|kind| kind == Kind::UserDefined)
    };
    spec.recorded
        .map_or_else(place, |recorded| recorded.user_defined)
}

/// `EntityInformation`: all entities in one call. The shape is that of the `OpenAPI` document; nobody was seen using it.
pub(super) fn all(tenant: &Tenant, caller: ResourceId) -> Result<Value, Fault> {
    let descriptions: Result<Vec<Value>, Fault> = fields::entities()
        .map(|spec| information(tenant, caller, spec.entity))
        .collect();
    Ok(json!({"entityDescriptions": descriptions?}))
}

/// `{Entity}/entityInformation/fields`.
pub(super) fn fields(tenant: &Tenant, entity: Entity) -> Value {
    let fields: Vec<Value> = fields::of(entity)
        .iter()
        .filter(|field| field.kind != Kind::UserDefined)
        .map(|field| describe(tenant, entity, field))
        .collect();
    json!({"fields": fields})
}

/// `{Entity}/entityInformation/userDefinedFields`: as for fields, but `type` and a label, and `null` for what is not
/// there (`rest.md` 3).
pub(super) fn user_defined(tenant: &Tenant, entity: Entity) -> Value {
    let fields: Vec<Value> = tenant
        .user_defined(entity)
        .iter()
        .map(|field| {
            json!({
                "name": field.name,
                "label": field.name,
                "type": field.kind.label(),
                "length": 0,
                "description": null,
                "isRequired": false,
                "isReadOnly": false,
                "isQueryable": true,
                "isReference": false,
                "referenceEntityType": null,
                "isPickList": false,
                "picklistValues": null,
                "picklistParentValueField": null,
                "defaultValue": null,
                "isSupportedWebhookField": false,
            })
        })
        .collect();
    json!({"fields": fields})
}

fn describe(tenant: &Tenant, entity: Entity, field: &FieldSpec) -> Value {
    let values = field.picklist.map(|picklist| {
        let choices = picklist.choices(tenant).into_iter();
        choices.zip(1..).map(choice).collect::<Vec<_>>()
    });
    json!({
        "name": field.name,
        "dataType": field.kind.label(),
        "length": field.length,
        "isRequired": field.required,
        "isReadOnly": tenant.is_read_only(entity, field),
        "isQueryable": field.queryable,
        "isReference": field.reference.is_some(),
        "referenceEntityType": field.reference.unwrap_or_default(),
        "isPickList": field.picklist.is_some(),
        "picklistValues": values,
        "picklistParentValueField": "",
        "isSupportedWebhookField": false,
    })
}

fn choice((choice, order): (Choice, u32)) -> Value {
    let Choice {
        value,
        label,
        active,
        system,
    } = choice;
    json!({
        "value": value,
        "label": label,
        "isDefaultValue": false,
        "sortOrder": order,
        "parentValue": "",
        "isActive": active,
        "isSystem": system,
    })
}

impl Tenant {
    /// Whether a field ignores writes in this tenant.
    pub(super) fn is_read_only(&self, entity: Entity, field: &FieldSpec) -> bool {
        let user_type = entity == Entity::Resources && field.name == "userType";
        field.read_only && !(user_type && self.behaviour.user_type_writable)
    }
}
