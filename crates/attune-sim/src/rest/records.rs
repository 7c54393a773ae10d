//! Single records: reading, changing, replacing and removing them.

use attune_model::ResourceId;
use attune_model::catalogue::Verb;
use serde_json::{Value, json};

use super::acting::Acting;
use super::route::Parent;
use super::shown::Hidden;
use super::{Fault, Request, done, stamps, values};
use crate::fields;
use crate::tenant::{Entity, Record, Tenant};

/// `GET .../{id}`: the record, or `null` where there is none, or none that is seen.
pub(super) fn item(
    tenant: &Tenant,
    request: &Request<'_>,
    caller: ResourceId,
    entity: Entity,
    parent: Option<Parent>,
    id: i64,
) -> Result<Value, Fault> {
    let acting = Acting::authorise(tenant, request, caller, entity, Verb::View)?;
    let hidden = Hidden::from(tenant, caller, entity, true);
    let record = tenant
        .records(entity)
        .get(&id)
        .filter(|record| is_below(record, parent) && acting.reaches(tenant, record))
        .map(|record| hidden.shown(record));
    Ok(json!({"item": record}))
}

/// `GET {Parent}/{id}/{Entity}`.
pub(super) fn list(
    tenant: &Tenant,
    request: &Request<'_>,
    caller: ResourceId,
    entity: Entity,
    parent: Parent,
) -> Result<Value, Fault> {
    let acting = Acting::authorise(tenant, request, caller, entity, Verb::View)?;
    let hidden = Hidden::from(tenant, caller, entity, false);
    let records = tenant.records(entity).values();
    let items = records
        .filter(|record| is_below(record, Some(parent)) && acting.reaches(tenant, record))
        .map(|record| Value::Object(hidden.shown(record)));
    Ok(collection(items.collect()))
}

/// `GET {Parent}/{id}/Attachments/{id}`: with its content, and as a collection of one (`rest.md` 5).
pub(super) fn attachment(
    tenant: &Tenant,
    request: &Request<'_>,
    caller: ResourceId,
    entity: Entity,
    parent: Parent,
    id: i64,
) -> Result<Value, Fault> {
    let mut found = item(tenant, request, caller, entity, Some(parent), id)?;
    let record = Some(found["item"].take()).filter(|record| !record.is_null());
    Ok(collection(record.into_iter().collect()))
}

fn collection(items: Vec<Value>) -> Value {
    json!({
        "pageDetails": {
            "count": items.len(),
            "requestCount": 500,
            "prevPageUrl": null,
            "nextPageUrl": null,
        },
        "items": Value::Array(items),
    })
}

/// `PATCH`: sets the fields that the body names and leaves the others.
pub(super) fn patch(
    tenant: &mut Tenant,
    request: &Request<'_>,
    caller: ResourceId,
    entity: Entity,
    parent: Option<Parent>,
) -> Result<Value, Fault> {
    let acting = Acting::authorise(tenant, request, caller, entity, Verb::Edit)?;
    let id = values::target(request)?;
    let values = values::given(tenant, entity, request)?;
    change(tenant, acting, entity, parent, id, values)
}

/// `PUT`: sets the fields that the body names, and every other writable one to nothing (`rest.md` 5).
pub(super) fn put(
    tenant: &mut Tenant,
    request: &Request<'_>,
    caller: ResourceId,
    entity: Entity,
    parent: Option<Parent>,
) -> Result<Value, Fault> {
    let acting = Acting::authorise(tenant, request, caller, entity, Verb::Edit)?;
    let id = values::target(request)?;
    let mut values = values::given(tenant, entity, request)?;
    if let Some(pointer) = parent.and_then(|parent| parent.child.pointer) {
        values.insert(pointer.to_owned(), json!(parent.map(|parent| parent.id)));
    }
    values::require(entity, &values)?;
    for field in fields::of(entity) {
        let writable =
            !tenant.is_read_only(entity, field) && !values::CONTACTS.contains(&field.name);
        if writable && !values.contains_key(field.name) {
            values.insert(field.name.to_owned(), field.kind.nothing());
        }
    }
    change(tenant, acting, entity, parent, id, values)
}

fn change(
    tenant: &mut Tenant,
    acting: Acting,
    entity: Entity,
    parent: Option<Parent>,
    id: i64,
    values: Record,
) -> Result<Value, Fault> {
    let missing = || Fault::no_record("update");
    let record = tenant.records(entity).get(&id).ok_or_else(missing)?;
    if !is_below(record, parent)
        || !acting.sees(tenant, entity, record)
        || !acting.reaches(tenant, record)
    {
        return Err(missing());
    }
    let now = tenant.clock.tick();
    let record = tenant.record_mut(entity, id).ok_or_else(missing)?;
    values::merge(record, values);
    record.extend(stamps::of_change(acting, entity, now));
    record.extend(stamps::of_impersonated_change(acting, entity));
    tenant.derive_roles_from(entity);
    Ok(done(id))
}

/// `DELETE .../{id}`, where the `OpenAPI` document has it.
pub(super) fn delete(
    tenant: &mut Tenant,
    request: &Request<'_>,
    caller: ResourceId,
    entity: Entity,
    parent: Option<Parent>,
    id: i64,
) -> Result<Value, Fault> {
    let acting = Acting::authorise(tenant, request, caller, entity, Verb::Delete)?;
    let missing = || Fault::no_record("delete");
    let record = tenant.records(entity).get(&id).ok_or_else(missing)?;
    if !is_below(record, parent) || !acting.sees(tenant, entity, record) {
        return Err(missing());
    }
    if !acting.reaches(tenant, record) {
        return Err(if entity == Entity::TimeEntries {
            Fault::Wrong(
                "You do not have permission to delete time entries that you did not create."
                    .to_owned(),
            )
        } else {
            missing()
        });
    }
    tenant.clock.tick();
    tenant.remove(entity, id);
    if entity.is_attachment() {
        tenant.remove(Entity::AttachmentInfo, id);
    }
    Ok(done(id))
}

/// Whether a record belongs to the one that the address names.
fn is_below(record: &Record, parent: Option<Parent>) -> bool {
    parent.is_none_or(|Parent { child, id }| {
        let pointer = child.pointer.and_then(|pointer| record.get(pointer));
        pointer.and_then(Value::as_i64) == Some(id)
    })
}
