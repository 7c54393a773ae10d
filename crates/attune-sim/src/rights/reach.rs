//! Whose a record is: what `Mine` means, entity by entity. The help describes it for tickets and projects only.

use attune_model::catalogue::Verb;
use attune_model::{CellValue, ResourceId, Scope};
use serde_json::Value;

use crate::tenant::{Entity, Level, Record, Tenant};

/// The fields that name whose a record is.
fn owners(entity: Entity) -> &'static [&'static str] {
    match entity {
        Entity::Companies => &["ownerResourceID"],
        Entity::Resources => &["id"],
        Entity::Projects => &[
            "projectLeadResourceID",
            "creatorResourceID",
            "companyOwnerResourceID",
        ],
        Entity::TimeEntries => &["resourceID", "creatorUserID"],
        _ => &["assignedResourceID", "creatorResourceID"],
    }
}

/// The record that another belongs to: whose that is, it is theirs too.
fn owner_record<'t>(
    tenant: &'t Tenant,
    entity: Entity,
    record: &Record,
) -> Option<(Entity, &'t Record)> {
    let (field, owner) = match entity {
        Entity::CompanyNotes | Entity::CompanyAttachments | Entity::Contacts => {
            ("companyID", Entity::Companies)
        }
        Entity::Phases | Entity::ProjectNotes | Entity::Tasks => ("projectID", Entity::Projects),
        Entity::TaskNotes => ("taskID", Entity::Tasks),
        Entity::ServiceCallTasks | Entity::ServiceCallTickets => {
            ("serviceCallID", Entity::ServiceCalls)
        }
        Entity::TicketAttachments | Entity::TicketNotes => ("ticketID", Entity::Tickets),
        Entity::TicketNoteAttachments => ("ticketNoteID", Entity::TicketNotes),
        _ => return None,
    };
    let id = number(record, field)?;
    Some((owner, tenant.records(owner).get(&id)?))
}

/// Whether a record is within `Mine`, or within `Mine + Organizations` where the level says so.
pub(super) fn is_theirs(
    tenant: &Tenant,
    who: ResourceId,
    level: &Level,
    entity: Entity,
    verb: Verb,
    record: &Record,
) -> bool {
    let points_at = |record: &Record, field: &str| number(record, field) == Some(who.0);
    if owners(entity).iter().any(|field| points_at(record, field)) {
        return true;
    }
    let organizations = entity == Entity::Tickets
        && level.cell("serviceDesk.objects.tickets.view")
            == Some(&CellValue::Scope(Scope::MineAndOrganizations));
    if organizations {
        return number(record, "companyID")
            .and_then(|company| tenant.records(Entity::Companies).get(&company))
            .is_some_and(|company| points_at(company, "ownerResourceID"));
    }
    // Somebody else's note stays theirs, whosever the ticket is.
    let note = matches!(
        entity,
        Entity::TicketNotes | Entity::TaskNotes | Entity::ProjectNotes | Entity::CompanyNotes
    );
    if note && verb != Verb::View {
        return false;
    }
    owner_record(tenant, entity, record)
        .is_some_and(|(owner, record)| is_theirs(tenant, who, level, owner, verb, record))
}

fn number(record: &Record, field: &str) -> Option<i64> {
    record.get(field).and_then(Value::as_i64)
}
