//! What the cells of a level let its holders do over REST.
//!
//! One table leads from entity and verb to the cell that decides. Accesses that no cell is known for are fixed as they
//! were recorded (`rest.md` 3). The cells `crm.access` are not looked at.

mod reach;
mod table;

use attune_model::catalogue::{CONTACT_IMPERSONATION, LicenseType, RESOURCE_IMPERSONATION, Verb};
use attune_model::{CellValue, ResourceId, Scope};
use serde_json::{Value, json};

use self::table::Established;
use crate::fields::{self, Operation};
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

    /// The number that the help page gives for it (`rest.md` 3).
    pub(crate) fn number(self) -> u8 {
        match self {
            Self::None => 0,
            Self::All => 1,
            Self::Restricted => 2,
        }
    }
}

impl From<&CellValue> for Access {
    fn from(value: &CellValue) -> Self {
        match value {
            CellValue::Flag(true) | CellValue::Scope(Scope::All | Scope::Full) => Self::All,
            CellValue::Flag(false)
            | CellValue::Number(_)
            | CellValue::Scope(Scope::None)
            | CellValue::Word(_) => Self::None,
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

/// The cell that decides about an entity and a verb; none where it is the same for every level.
fn deciding(entity: Entity, verb: Verb) -> Option<&'static str> {
    if entity.segment().contains("Webhook") {
        return Some(table::WEBHOOKS);
    }
    table::ROWS
        .iter()
        .find(|row| row.entity == entity && row.verb == verb)
        .map(|row| row.cell)
}

/// Whether an entity takes a verb at all, by the recording or else by the `OpenAPI` document.
pub(crate) fn supports(entity: Entity, verb: Verb) -> bool {
    let spec = fields::spec(entity);
    if let Some(recorded) = spec.recorded {
        return recorded.can[place(verb)];
    }
    let below = fields::children()
        .iter()
        .filter(|child| child.entity == entity);
    let mut operations = below
        .map(|child| &child.operations)
        .chain([&spec.operations]);
    operations.any(|operations| match verb {
        Verb::View => {
            operations.contains(&Operation::Query) || operations.contains(&Operation::List)
        }
        Verb::Add => operations.contains(&Operation::Post),
        Verb::Edit => operations.contains(&Operation::Patch),
        Verb::Delete => operations.contains(&Operation::Delete),
    })
}

/// The place of a verb in recorded lists.
fn place(verb: Verb) -> usize {
    match verb {
        Verb::Add => 0,
        Verb::View => 1,
        Verb::Edit => 2,
        Verb::Delete => 3,
    }
}

/// How far holders of a level may go.
///
/// What the recorded API user could not do although the entity takes it is inventory and purchasing: that tenant seems to
/// have had no such module. Tenants here have it.
pub(crate) fn access(level: &Level, entity: Entity, verb: Verb) -> Access {
    if let Some(path) = deciding(entity, verb) {
        return level.cell(path).map_or(Access::None, Access::from);
    }
    match fields::spec(entity).recorded {
        Some(recorded) if recorded.access[place(verb)] != Access::None => {
            recorded.access[place(verb)]
        }
        Some(_) | None if supports(entity, verb) => Access::All,
        Some(_) | None => Access::None,
    }
}

/// Whether holders of an API-only level may do this as somebody else; none where the entity does not support it.
///
/// Those support it whose model has a field for the impersonator. Where no row of the table is known, no box can allow it.
pub(crate) fn may_impersonate(level: &Level, entity: Entity, verb: Verb) -> Option<bool> {
    fields::find(entity, "impersonatorCreatorResourceID")?;
    let row = table::IMPERSONATION
        .iter()
        .find(|row| row.entity == entity)
        .map(|row| row.row)
        .or_else(|| entity.is_attachment().then_some(table::ATTACHMENTS));
    let column = match verb {
        Verb::View => "view",
        Verb::Add => "add",
        Verb::Edit => "edit",
        Verb::Delete => "delete",
    };
    let ticked = |row| level.is_ticked(&format!("{RESOURCE_IMPERSONATION}.{row}.{column}"));
    Some(row.is_some_and(ticked))
}

/// Whether holders of an API-only level may write in the name of contacts.
pub(crate) fn may_write_for_contacts(level: &Level, entity: Entity) -> bool {
    table::contact_row(entity)
        .is_some_and(|row| level.is_ticked(&format!("{CONTACT_IMPERSONATION}.{row}.add")))
}

/// Whether somebody with this licence can be impersonated for an entity (`rest.md` 7).
pub(crate) fn can_be_impersonated(license: LicenseType, entity: Entity) -> bool {
    match license {
        LicenseType::ApiUser
        | LicenseType::TimeAndAttendanceOnly
        | LicenseType::DashboardUser
        | LicenseType::Other(_) => false,
        LicenseType::Contractor => !matches!(
            entity,
            Entity::Tickets
                | Entity::Projects
                | Entity::ServiceCalls
                | Entity::TimeEntries
                | Entity::TicketNotes
                | Entity::TaskNotes
        ),
        LicenseType::CoManagedHelpDesk => !matches!(
            entity,
            Entity::Tickets | Entity::Projects | Entity::TaskNotes
        ),
        LicenseType::TeamMember => !matches!(entity, Entity::Projects | Entity::TaskNotes),
        LicenseType::Administrator | LicenseType::Executive | LicenseType::Professional => true,
    }
}

/// Whether a resource may do this with a record.
pub(crate) fn reaches(
    tenant: &Tenant,
    who: ResourceId,
    entity: Entity,
    verb: Verb,
    record: &Record,
) -> bool {
    let Some((_, level)) = tenant.resource(who).and_then(|it| tenant.level_of(it)) else {
        return false;
    };
    match access(level, entity, verb) {
        Access::All => true,
        Access::None => false,
        Access::Restricted => reach::is_theirs(tenant, who, level, entity, verb, record),
    }
}

/// The tables: which cell decides about which entity and verb, and which row lets an API user act for others.
pub(crate) fn report() -> Value {
    let established = |it| match it {
        Established::Yes => "yes",
        Established::Guessed => "guessed",
    };
    let cells = table::ROWS.iter().map(|row| {
        json!({
            "entity": row.entity.segment(),
            "verb": row.verb.label(),
            "cell": row.cell,
            "established": established(row.established),
            "source": row.source,
        })
    });
    let rows = table::IMPERSONATION.iter().map(|row| {
        json!({
            "entity": row.entity.segment(),
            "row": row.row,
            "established": established(row.established),
        })
    });
    json!({
        "cells": cells.collect::<Vec<_>>(),
        "impersonation": rows.collect::<Vec<_>>(),
        "webhooks": table::WEBHOOKS,
    })
}

#[cfg(test)]
mod tests {
    use attune_model::{CellId, catalogue};

    use super::*;

    #[test]
    fn every_cell_of_the_tables_is_in_the_catalogue() {
        let cells = table::ROWS.iter().map(|row| row.cell);
        for path in cells.chain([table::WEBHOOKS]) {
            assert!(catalogue::cell(&CellId::new(path)).is_some(), "{path}");
        }
        for row in table::IMPERSONATION {
            let path = format!("{RESOURCE_IMPERSONATION}.{}", row.row);
            assert_eq!(catalogue::cells_below(&path).count(), 4, "{path}");
        }
    }

    #[test]
    fn every_row_is_about_an_entity_that_takes_the_verb() {
        for row in table::ROWS {
            assert_eq!(
                Entity::named(row.entity.segment()),
                Some(row.entity),
                "{row:?}"
            );
            assert!(!row.source.is_empty(), "{row:?}");
        }
        for row in table::IMPERSONATION {
            let field = fields::find(row.entity, "impersonatorCreatorResourceID");
            assert!(field.is_some(), "{row:?}");
        }
    }

    #[test]
    fn what_is_guessed_is_counted() {
        let guessed = |established: &Established| *established == Established::Guessed;
        let rows = table::ROWS.iter().map(|row| &row.established);
        assert_eq!(rows.filter(|it| guessed(it)).count(), 70);
        let rows = table::IMPERSONATION.iter().map(|row| &row.established);
        assert_eq!(rows.filter(|it| guessed(it)).count(), 3);
    }

    #[test]
    fn entities_that_support_impersonation_without_a_known_row_are_listed() {
        let without: Vec<_> = fields::entities()
            .map(|spec| spec.entity)
            .filter(|entity| fields::find(*entity, "impersonatorCreatorResourceID").is_some())
            .filter(|entity| !entity.is_attachment())
            .filter(|entity| !table::IMPERSONATION.iter().any(|row| row.entity == *entity))
            .map(Entity::segment)
            .collect();
        assert_eq!(
            without,
            [
                "ConfigurationItemNotes",
                "ConfigurationItems",
                "ContractNotes",
                "InventoryItems",
                "InventoryLocations",
                "ProductNotes",
                "Products",
                "PurchaseOrders",
                "Subscriptions",
            ]
        );
    }

    #[test]
    fn a_salesperson_sees_the_tickets_of_the_own_organizations() {
        let tenant = Tenant::contoso();
        let sofia = tenant.resource_of_login("sofia.rossi").expect("is there");
        let seen: Vec<_> = tenant
            .records(Entity::Tickets)
            .iter()
            .filter(|(_, ticket)| reaches(&tenant, sofia, Entity::Tickets, Verb::View, ticket))
            .map(|(id, _)| *id)
            .collect();
        assert_eq!(seen, [8001, 8002]);
    }

    #[test]
    fn some_licences_cannot_be_impersonated() {
        let numbers = |entity| -> Vec<i64> {
            LicenseType::KNOWN
                .into_iter()
                .filter(|license| can_be_impersonated(*license, entity))
                .map(LicenseType::number)
                .collect()
        };
        assert_eq!(numbers(Entity::Tickets), [1, 2, 3, 4]);
        assert_eq!(numbers(Entity::Projects), [1, 2, 3]);
        assert_eq!(numbers(Entity::TicketNotes), [1, 2, 3, 4, 9]);
    }
}
