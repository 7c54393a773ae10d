//! What the server itself writes into records, by the names that the models give such fields.

use attune_model::Timestamp;
use serde_json::{Value, json};

use super::acting::Acting;
use crate::fields::{self, Kind};
use crate::tenant::{Entity, Record, Tenant};

/// The fields of a new record that nobody sends.
pub(super) fn of_new(tenant: &Tenant, acting: Acting, entity: Entity, now: Timestamp) -> Record {
    let mut stamps = of_change(acting, entity, now);
    for field in fields::of(entity) {
        let value = match field.name {
            "attachDate" | "createDate" | "createDateTime" | "createdDateTime" => json!(now),
            "attachedByResourceID"
            | "createdByResourceID"
            | "creatorResourceID"
            | "creatorUserID" => acting.creator(),
            "impersonatorCreatorResourceID" => acting.impersonator(),
            // 1 stands for a resource; where models use it, no source tells the list.
            "creatorType" => json!(1),
            "ownerResourceID" if entity.is_webhook() => json!(acting.caller),
            // What nobody calls inactive is active; no source tells.
            "isActive" if field.kind == Kind::Boolean => json!(true),
            "webhookGUID" => json!(guid(tenant, entity)),
            "phaseNumber" | "projectNumber" | "taskNumber" | "ticketNumber" => {
                json!(tenant.next_number(entity))
            }
            _ => continue,
        };
        stamps.insert(field.name.to_owned(), value);
    }
    stamps
}

/// The fields that every change writes.
pub(super) fn of_change(acting: Acting, entity: Entity, now: Timestamp) -> Record {
    let mut stamps = Record::new();
    for field in fields::of(entity) {
        let value = match field.name {
            "lastActivityDate"
            | "lastActivityDateTime"
            | "lastModifiedDate"
            | "lastModifiedDateTime"
            | "lastTrackedModificationDateTime"
            | "lastTrackedModifiedDateTime"
                if field.read_only =>
            {
                json!(now)
            }
            "lastActivityResourceID" | "lastModifiedUserID" => acting.creator(),
            _ => continue,
        };
        stamps.insert(field.name.to_owned(), value);
    }
    stamps
}

/// The field for who changed a record as somebody else; only notes and time entries have it (`rest.md` 7).
pub(super) fn of_impersonated_change(acting: Acting, entity: Entity) -> Option<(String, Value)> {
    let field = fields::find(entity, "impersonatorUpdaterResourceID")?;
    let impersonator = acting.impersonator();
    (!impersonator.is_null()).then(|| (field.name.to_owned(), impersonator))
}

/// An identifier in the usual form that follows from the tenant and the number of the record.
fn guid(tenant: &Tenant, entity: Entity) -> String {
    let next = tenant.next_id(entity);
    let kind = entity.segment().len();
    format!("{:08x}-{kind:04x}-4000-8000-{next:012x}", tenant.database)
}
