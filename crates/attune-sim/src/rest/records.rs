//! Reading and writing single records.

use attune_model::ResourceId;
use attune_model::catalogue::Verb;
use serde_json::{Value, json};

use super::acting::Acting;
use super::{Fault, Request, values};
use crate::fields;
use crate::tenant::{Entity, Record, Tenant};

/// `GET {Entity}/{id}`: `null` where there is none, or none that is seen.
pub(super) fn item(
    tenant: &Tenant,
    request: &Request<'_>,
    caller: ResourceId,
    entity: Entity,
    id: i64,
) -> Result<Value, Fault> {
    let acting = Acting::authorise(tenant, request, caller, entity, Verb::View)?;
    let record = tenant
        .records(entity)
        .get(&id)
        .filter(|record| acting.sees(tenant, entity, record));
    Ok(json!({"item": record}))
}

/// `PATCH {Entity}`: sets the fields that the body names and leaves the others.
pub(super) fn patch(
    tenant: &mut Tenant,
    request: &Request<'_>,
    caller: ResourceId,
    entity: Entity,
) -> Result<Value, Fault> {
    let acting = Acting::authorise(tenant, request, caller, entity, Verb::Edit)?;
    let id = values::target(request)?;
    let values = values::given(tenant, entity, request)?;
    let seen = tenant
        .records(entity)
        .get(&id)
        .is_some_and(|record| acting.sees(tenant, entity, record));
    if !seen {
        return Err(Fault::no_record());
    }
    let now = tenant.clock.tick();
    let record = tenant.record_mut(entity, id).ok_or_else(Fault::no_record)?;
    record.extend(values);
    if entity == Entity::Tickets {
        record.insert("lastActivityDate".to_owned(), json!(now));
        record.insert("lastActivityResourceID".to_owned(), acting.creator());
    }
    Ok(json!({"itemId": id}))
}

/// `POST Tickets`.
pub(super) fn create_ticket(
    tenant: &mut Tenant,
    request: &Request<'_>,
    caller: ResourceId,
) -> Result<Value, Fault> {
    let acting = Acting::authorise(tenant, request, caller, Entity::Tickets, Verb::Add)?;
    let values = values::given(tenant, Entity::Tickets, request)?;
    values::require(Entity::Tickets, &values)?;
    let now = tenant.clock.tick();
    let mut record = fields::record(
        Entity::Tickets,
        [
            ("createDate", json!(now)),
            ("creatorResourceID", acting.creator()),
            ("impersonatorCreatorResourceID", acting.impersonator()),
            ("lastActivityDate", json!(now)),
            ("lastActivityResourceID", acting.creator()),
            ("ticketNumber", json!(tenant.next_ticket_number())),
        ],
    );
    record.extend(values);
    Ok(json!({"itemId": tenant.insert(Entity::Tickets, record)}))
}

/// `POST Tickets/{id}/Notes`: the address, not the body, says which ticket.
pub(super) fn create_note(
    tenant: &mut Tenant,
    request: &Request<'_>,
    caller: ResourceId,
    ticket: i64,
) -> Result<Value, Fault> {
    let acting = Acting::authorise(tenant, request, caller, Entity::TicketNotes, Verb::Add)?;
    let mut values = values::given(tenant, Entity::TicketNotes, request)?;
    values.insert("ticketID".to_owned(), json!(ticket));
    // Its metadata says that it is writable, and a write has no effect (`rest.md` 3).
    values.remove("createdByContactID");
    values::require(Entity::TicketNotes, &values)?;
    let seen = tenant
        .records(Entity::Tickets)
        .get(&ticket)
        .is_some_and(|record| acting.sees(tenant, Entity::Tickets, record));
    if !seen {
        let ticket = Entity::Tickets.name();
        return Err(Fault::reference(Entity::TicketNotes, "ticketID", ticket));
    }
    let now = tenant.clock.tick();
    let mut record = fields::record(
        Entity::TicketNotes,
        [
            ("createDateTime", json!(now)),
            ("creatorResourceID", acting.creator()),
            ("impersonatorCreatorResourceID", acting.impersonator()),
            ("lastActivityDate", json!(now)),
        ],
    );
    record.extend(values);
    Ok(json!({"itemId": tenant.insert(Entity::TicketNotes, record)}))
}

/// `GET Tickets/{id}/Notes`.
pub(super) fn notes(
    tenant: &Tenant,
    request: &Request<'_>,
    caller: ResourceId,
    ticket: i64,
) -> Result<Value, Fault> {
    let acting = Acting::authorise(tenant, request, caller, Entity::TicketNotes, Verb::View)?;
    let items: Vec<&Record> = tenant
        .records(Entity::TicketNotes)
        .values()
        .filter(|note| note.get("ticketID") == Some(&json!(ticket)))
        .filter(|note| acting.sees(tenant, Entity::TicketNotes, note))
        .collect();
    Ok(json!({
        "pageDetails": {
            "count": items.len(),
            "requestCount": 500,
            "prevPageUrl": null,
            "nextPageUrl": null,
        },
        "items": items,
    }))
}
