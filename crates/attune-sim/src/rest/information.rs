//! `entityInformation`: what can be done with an entity, and its fields.

use attune_model::ResourceId;
use attune_model::catalogue::Verb;
use serde_json::{Value, json};

use super::{Fault, Request, acting};
use crate::fields::{self, Choice, FieldSpec, Kind, Picklist};
use crate::rights::{self, Access};
use crate::tenant::{
    AccessWords, BulkInformation, Entity, InactiveLevels, InformationAsPerson, Level,
    PicklistValues, Tenant,
};

/// `{Entity}/entityInformation`: what the entity supports, and what the caller's own level lets it do.
///
/// Whether an impersonated person's level counts here is not established: [`InformationAsPerson`].
pub(super) fn information(
    tenant: &Tenant,
    request: &Request<'_>,
    caller: ResourceId,
    entity: Entity,
) -> Result<Value, Fault> {
    let level = told_of(tenant, request, caller).ok_or(Fault::Unauthorized)?;
    let can = |verb| rights::supports(entity, verb);
    let access = |verb| {
        let access = rights::access(level, entity, verb);
        let able = can(verb).then_some(access);
        let access = able.unwrap_or(Access::None);
        match tenant.behaviour.access_words {
            AccessWords::Words => json!(access.label()),
            AccessWords::Numbers => json!(access.number()),
        }
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

/// The level whose access is told.
fn told_of<'t>(tenant: &'t Tenant, request: &Request<'_>, caller: ResourceId) -> Option<&'t Level> {
    let person = match tenant.behaviour.information_as_person {
        InformationAsPerson::Caller => None,
        InformationAsPerson::Person => request.header("ImpersonationResourceId"),
    };
    let person = person.and_then(|id| acting::level(tenant, ResourceId(id.trim().parse().ok()?)));
    person.or_else(|| acting::level(tenant, caller))
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
pub(super) fn all(
    tenant: &Tenant,
    request: &Request<'_>,
    caller: ResourceId,
) -> Result<Value, Fault> {
    if tenant.behaviour.bulk_information == BulkInformation::Missing {
        return Err(Fault::NoRoute);
    }
    let descriptions: Result<Vec<Value>, Fault> = fields::entities()
        .map(|spec| information(tenant, request, caller, spec.entity))
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
        let hides_inactive = matches!(picklist, Picklist::Levels)
            && tenant.behaviour.inactive_levels == InactiveLevels::LeftOut;
        let choices = picklist.choices(tenant).into_iter();
        let shown = choices.filter(|choice| choice.active || !hides_inactive);
        let described = shown.zip(1..).map(|(choice, order)| {
            let value = value(tenant, field, &choice.value);
            describe_choice(&choice, &value, order)
        });
        described.collect::<Vec<_>>()
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

/// A value of a picklist as the tenant writes it.
fn value(tenant: &Tenant, field: &FieldSpec, value: &str) -> Value {
    let is_number = matches!(field.kind, Kind::Integer | Kind::Long)
        && tenant.behaviour.picklist_values == PicklistValues::Numbers;
    let number = value.parse::<i64>().ok().filter(|_| is_number);
    number.map_or_else(|| json!(value), |number| json!(number))
}

fn describe_choice(choice: &Choice, value: &Value, order: u32) -> Value {
    let Choice {
        value: _,
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
        let writable = match field.name {
            "userType" => self.behaviour.user_type_writable,
            "isActive" => self.behaviour.is_active_writable,
            "userName" => self.behaviour.user_name_writable,
            "locationID" => self.behaviour.location_writable,
            _ => return field.read_only,
        };
        if entity == Entity::Resources {
            !writable
        } else {
            field.read_only
        }
    }
}
