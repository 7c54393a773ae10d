//! What the cells of a level let its holders do over REST.
//!
//! One table leads from entity and verb to the cell that decides. Accesses that no cell is known for are fixed as they
//! were recorded (`rest.md` 3). The cells `crm.access` are not looked at.

use attune_model::catalogue::{LicenseType, RESOURCE_IMPERSONATION, Verb};
use attune_model::{CellValue, ResourceId, Scope};
use serde_json::Value;

use crate::tenant::{Entity, Level, Record, Tenant};

/// How far a right reaches, in the words of `userAccessFor...`, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Access {
    /// Never.
    None,
    /// Depends on the record.
    Restricted,
    /// Always.
    All,
}

impl Access {
    /// The word on the wire.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::None => "None",
            Self::Restricted => "Restricted",
            Self::All => "All",
        }
    }
}

impl From<CellValue> for Access {
    fn from(value: CellValue) -> Self {
        match value {
            CellValue::Flag(true) | CellValue::Scope(Scope::All | Scope::Full) => Self::All,
            CellValue::Flag(false) | CellValue::Number(_) | CellValue::Scope(Scope::None) => {
                Self::None
            }
            CellValue::Scope(
                Scope::Mine
                | Scope::MineAndOrganizations
                | Scope::MyTerritories
                | Scope::Organizations
                | Scope::Limited,
            ) => Self::Restricted,
        }
    }
}

/// What decides about an entity and a verb.
#[derive(Clone, Copy)]
enum Rule {
    /// A cell of the level.
    Cell(&'static str),
    /// Nothing: it is the same for every level.
    Fixed(Access),
}

/// The table. Whoever sees a ticket sees its notes and may add to them: the editor has no cells for that.
fn rule(entity: Entity, verb: Verb) -> Rule {
    match (entity, verb) {
        (Entity::Companies, Verb::View) => Rule::Cell("crm.objects.accounts.view"),
        (Entity::Companies, Verb::Add) => Rule::Cell("crm.objects.accounts.add"),
        (Entity::Companies, Verb::Edit) => Rule::Cell("crm.objects.accounts.edit"),
        (Entity::Companies, Verb::Delete) => Rule::Cell("crm.objects.accounts.delete"),
        (Entity::Resources, Verb::View) => Rule::Fixed(Access::All),
        (Entity::Resources, Verb::Edit) => Rule::Cell("admin.features.resourcesUsersHr"),
        (Entity::Resources, Verb::Add | Verb::Delete) => Rule::Fixed(Access::None),
        (Entity::TicketNotes | Entity::Tickets, Verb::View) | (Entity::TicketNotes, Verb::Add) => {
            Rule::Cell("serviceDesk.objects.tickets.view")
        }
        (Entity::TicketNotes, Verb::Edit) => Rule::Cell("serviceDesk.objects.ticketNotes.edit"),
        (Entity::TicketNotes, Verb::Delete) => Rule::Cell("serviceDesk.objects.ticketNotes.delete"),
        (Entity::Tickets, Verb::Add) => Rule::Cell("serviceDesk.objects.tickets.add"),
        (Entity::Tickets, Verb::Edit) => Rule::Cell("serviceDesk.objects.tickets.edit"),
        (Entity::Tickets, Verb::Delete) => Rule::Cell("serviceDesk.objects.tickets.delete"),
    }
}

/// How far holders of a level may go.
pub(crate) fn access(level: &Level, entity: Entity, verb: Verb) -> Access {
    match rule(entity, verb) {
        Rule::Cell(path) => level.cell(path).map_or(Access::None, Access::from),
        Rule::Fixed(access) => access,
    }
}

/// The row of the table `Resource Impersonation` for an entity; none where it does not support impersonation.
fn impersonation_row(entity: Entity) -> Option<&'static str> {
    match entity {
        Entity::Companies => Some("crm.accounts"),
        Entity::Resources => None,
        Entity::TicketNotes => Some("serviceDesk.ticketNotes"),
        Entity::Tickets => Some("serviceDesk.tickets"),
    }
}

/// Whether holders of an API-only level may do this as somebody else; none where the entity does not support it.
pub(crate) fn may_impersonate(level: &Level, entity: Entity, verb: Verb) -> Option<bool> {
    let row = impersonation_row(entity)?;
    let column = match verb {
        Verb::View => "view",
        Verb::Add => "add",
        Verb::Edit => "edit",
        Verb::Delete => "delete",
    };
    Some(level.is_ticked(&format!("{RESOURCE_IMPERSONATION}.{row}.{column}")))
}

/// Whether somebody with this licence can be impersonated for an entity (`rest.md` 7).
pub(crate) fn can_be_impersonated(license: LicenseType, entity: Entity) -> bool {
    match license {
        LicenseType::ApiUser
        | LicenseType::TimeAndAttendanceOnly
        | LicenseType::DashboardUser
        | LicenseType::Other(_) => false,
        LicenseType::Contractor => !matches!(entity, Entity::Tickets | Entity::TicketNotes),
        LicenseType::CoManagedHelpDesk => entity != Entity::Tickets,
        LicenseType::Administrator
        | LicenseType::Executive
        | LicenseType::Professional
        | LicenseType::TeamMember => true,
    }
}

/// Whether a resource sees a record.
pub(crate) fn sees(tenant: &Tenant, who: ResourceId, entity: Entity, record: &Record) -> bool {
    let Some((_, level)) = tenant.resource(who).and_then(|it| tenant.level_of(it)) else {
        return false;
    };
    match access(level, entity, Verb::View) {
        Access::All => true,
        Access::None => false,
        Access::Restricted => is_theirs(tenant, who, level, entity, record),
    }
}

/// Whether a record is within `Mine`, or within `Mine + Organizations` where the level says so.
fn is_theirs(
    tenant: &Tenant,
    who: ResourceId,
    level: &Level,
    entity: Entity,
    record: &Record,
) -> bool {
    let points_at = |record: &Record, field: &str| number(record, field) == Some(who.0);
    match entity {
        Entity::Companies => points_at(record, "ownerResourceID"),
        Entity::Resources => number(record, "id") == Some(who.0),
        Entity::TicketNotes => number(record, "ticketID")
            .and_then(|ticket| tenant.records(Entity::Tickets).get(&ticket))
            .is_some_and(|ticket| is_theirs(tenant, who, level, Entity::Tickets, ticket)),
        Entity::Tickets => {
            let organizations = level.cell("serviceDesk.objects.tickets.view")
                == Some(CellValue::Scope(Scope::MineAndOrganizations));
            points_at(record, "assignedResourceID")
                || points_at(record, "creatorResourceID")
                || organizations
                    && number(record, "companyID")
                        .and_then(|company| tenant.records(Entity::Companies).get(&company))
                        .is_some_and(|company| points_at(company, "ownerResourceID"))
        }
    }
}

fn number(record: &Record, field: &str) -> Option<i64> {
    record.get(field).and_then(Value::as_i64)
}

#[cfg(test)]
mod tests {
    use attune_model::{CellId, catalogue};

    use super::*;

    const VERBS: [Verb; 4] = [Verb::View, Verb::Add, Verb::Edit, Verb::Delete];

    #[test]
    fn every_cell_of_the_tables_is_in_the_catalogue() {
        for entity in Entity::ALL {
            for verb in VERBS {
                if let Rule::Cell(path) = rule(entity, verb) {
                    assert!(catalogue::cell(&CellId::new(path)).is_some(), "{path}");
                }
            }
            if let Some(row) = impersonation_row(entity) {
                let path = format!("{RESOURCE_IMPERSONATION}.{row}");
                assert_eq!(catalogue::cells_below(&path).count(), 4, "{path}");
            }
        }
    }

    #[test]
    fn a_salesperson_sees_the_tickets_of_the_own_organizations() {
        let tenant = Tenant::contoso();
        let sofia = tenant.resource_of_login("sofia.rossi").expect("is there");
        let seen: Vec<_> = tenant
            .records(Entity::Tickets)
            .iter()
            .filter(|(_, ticket)| sees(&tenant, sofia, Entity::Tickets, ticket))
            .map(|(id, _)| *id)
            .collect();
        assert_eq!(seen, [8001, 8002]);
    }

    #[test]
    fn some_licences_cannot_be_impersonated() {
        let tickets: Vec<_> = LicenseType::KNOWN
            .into_iter()
            .filter(|license| can_be_impersonated(*license, Entity::Tickets))
            .map(LicenseType::number)
            .collect();
        assert_eq!(tickets, [1, 2, 3, 4]);
    }
}
