//! `entityInformation`: what can be done with an entity, and its fields.

use attune_model::ResourceId;
use attune_model::catalogue::Verb;
use serde_json::{Value, json};

use super::{Fault, acting};
use crate::fields::{self, Choice, FieldSpec};
use crate::rights;
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
    let access = |verb| rights::access(level, entity, verb).label();
    // Recorded in 2021 for one tenant; the company has no delete there, though its level has a cell for it.
    let (create, update, delete) = match entity {
        Entity::Companies => (true, true, false),
        Entity::Resources => (false, true, false),
        Entity::TicketNotes | Entity::Tickets => (true, true, true),
    };
    let deleting = if delete { access(Verb::Delete) } else { "None" };
    let has_user_defined_fields = matches!(entity, Entity::Companies | Entity::Tickets);
    Ok(json!({"info": {
        "name": entity.name(),
        "canCreate": create,
        "canDelete": delete,
        "canQuery": true,
        "canUpdate": update,
        "userAccessForCreate": access(Verb::Add),
        "userAccessForDelete": deleting,
        "userAccessForQuery": access(Verb::View),
        "userAccessForUpdate": access(Verb::Edit),
        "hasUserDefinedFields": has_user_defined_fields,
        "supportsWebhookCallouts": entity != Entity::Resources,
    }}))
}

/// `{Entity}/entityInformation/fields`.
pub(super) fn fields(tenant: &Tenant, entity: Entity) -> Value {
    let fields: Vec<Value> = fields::of(entity)
        .iter()
        .map(|field| describe(tenant, entity, field))
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
