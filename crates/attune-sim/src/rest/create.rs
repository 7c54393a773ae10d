//! New records.

use attune_model::catalogue::Verb;
use attune_model::{CellValue, ResourceId};
use serde_json::{Value, json};

use super::acting::{self, Acting};
use super::request::{member, whole};
use super::route::Parent;
use super::{Fault, Request, done, stamps, values};
use crate::fields;
use crate::tenant::{Entity, Record, Tenant};

/// `POST`, at the top or below a parent: then the address, not the body, says which.
pub(super) fn create(
    tenant: &mut Tenant,
    request: &Request<'_>,
    caller: ResourceId,
    entity: Entity,
    parent: Option<Parent>,
) -> Result<Value, Fault> {
    let acting = Acting::authorise(tenant, request, caller, entity, Verb::Add)?;
    let mut values = values::given(tenant, entity, request)?;
    if let Some(Parent { child, id }) = parent {
        for name in child.pointer.into_iter().chain(["parentID"]) {
            if fields::find(entity, name).is_some() {
                values.insert(name.to_owned(), json!(id));
            }
        }
    }
    name_contact(tenant, request, acting, entity, &mut values)?;
    values::require(entity, &values)?;
    if let Some(parent) = parent {
        require_parent(tenant, acting, entity, parent)?;
    }
    if entity.is_webhook() {
        require_room(tenant, caller)?;
    }
    let now = tenant.clock.tick();
    let mut record = fields::record(entity, []);
    record.extend(stamps::of_new(tenant, acting, entity, now));
    record.extend(values);
    if entity.is_attachment() {
        return Ok(done(attach(tenant, entity, record)));
    }
    let id = tenant.insert(entity, record);
    tenant.derive_roles_from(entity);
    Ok(done(id))
}

fn require_parent(
    tenant: &Tenant,
    acting: Acting,
    entity: Entity,
    parent: Parent,
) -> Result<(), Fault> {
    let Parent { child, id } = parent;
    // Three addresses have parents that are no entities of their own.
    let Some(owner) = Entity::named(child.parent) else {
        return Ok(());
    };
    let seen = tenant
        .records(owner)
        .get(&id)
        .is_some_and(|record| acting.sees(tenant, owner, record));
    if seen {
        return Ok(());
    }
    let pointer = child.pointer.unwrap_or("parentId");
    Err(Fault::reference(entity, pointer, owner.name()))
}

/// Contact impersonation: the field counts only where the caller's level has the box, what is written is published to
/// all, and the contact is one of the company's; else it is ignored with 200 (`rest.md` 7). For tickets and
/// attachments the same rules are taken; only those of notes on tickets are documented.
fn name_contact(
    tenant: &Tenant,
    request: &Request<'_>,
    acting: Acting,
    entity: Entity,
    record: &mut Record,
) -> Result<(), Fault> {
    let mut names = values::CONTACTS.into_iter();
    let Some(field) = names.find(|name| fields::find(entity, name).is_some()) else {
        return Ok(());
    };
    let body = request.object("restModelInput")?;
    let published = record.get("publish").is_none_or(|value| *value == json!(1));
    let company = company(tenant, record);
    let contact = member(&body, field).and_then(whole).filter(|contact| {
        let known = tenant.records(Entity::Contacts).get(contact);
        let of = known.and_then(|contact| contact.get("companyID"));
        published
            && acting.may_write_for_contacts(tenant)
            && company.is_some()
            && of.and_then(Value::as_i64) == company
    });
    if let Some(contact) = contact {
        record.insert(field.to_owned(), json!(contact));
    }
    Ok(())
}

/// The company that a record belongs to, itself or by what it hangs on.
fn company(tenant: &Tenant, record: &Record) -> Option<i64> {
    const WAYS: [(&str, Entity); 6] = [
        ("ticketID", Entity::Tickets),
        ("taskID", Entity::Tasks),
        ("projectID", Entity::Projects),
        ("ticketNoteID", Entity::TicketNotes),
        ("taskNoteID", Entity::TaskNotes),
        ("projectNoteID", Entity::ProjectNotes),
    ];
    let number = |field: &str| record.get(field).and_then(Value::as_i64);
    number("companyID").or_else(|| {
        WAYS.into_iter().find_map(|(field, entity)| {
            let owner = tenant.records(entity).get(&number(field)?)?;
            company(tenant, owner)
        })
    })
}

/// That the API user has not as many webhooks as its level permits. No wording was recorded.
fn require_room(tenant: &Tenant, caller: ResourceId) -> Result<(), Fault> {
    let cell = acting::level(tenant, caller).and_then(|level| level.cell("other.webhooks.max"));
    let most = match cell {
        Some(CellValue::Number(most)) => usize::try_from(*most).unwrap_or(usize::MAX),
        Some(CellValue::Flag(_) | CellValue::Scope(_) | CellValue::Word(_)) | None => 0,
    };
    let owner = json!(caller);
    let held = fields::entities()
        .filter(|spec| spec.entity.is_webhook())
        .flat_map(|spec| tenant.records(spec.entity).values())
        .filter(|webhook| webhook.get("ownerResourceID") == Some(&owner))
        .count();
    if held < most {
        return Ok(());
    }
    Err(Fault::Wrong(format!(
        "The maximum number of Webhooks ({most}) has been reached."
    )))
}

/// Stores an attachment, and what `AttachmentInfo` tells about it under the same number.
fn attach(tenant: &mut Tenant, entity: Entity, mut record: Record) -> i64 {
    let length = record
        .get("data")
        .and_then(Value::as_str)
        .map(|data| data.trim_end_matches('=').len() * 3 / 4);
    record.insert("fileSize".to_owned(), json!(length));
    let mut information = fields::record(Entity::AttachmentInfo, []);
    for (name, value) in &mut information {
        if let Some(given) = record.get(name) {
            value.clone_from(given);
        }
    }
    let id = tenant.insert(Entity::AttachmentInfo, information);
    tenant.insert_at(entity, id, record);
    id
}
