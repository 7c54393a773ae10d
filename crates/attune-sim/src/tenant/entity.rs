//! The entities that the simulator serves, and their records.

use serde_json::Value;

use crate::fields;

/// A record as REST shows it: every field of its entity, `null` where it has no value.
pub type Record = serde_json::Map<String, Value>;

/// An entity of the REST API, known by the segment of its address; [`Entity::named`] finds any of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entity(&'static str);

/// Declares the entities that code speaks of.
macro_rules! entities {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        #[expect(non_upper_case_globals, reason = "they are written as addresses write them")]
        impl Entity {
            $($(#[$doc])* pub const $name: Self = Self(stringify!($name));)*

            #[cfg(test)]
            const CONSTANTS: &[Self] = &[$(Self::$name),*];
        }
    };
}

entities! {
    /// All attachments of all entities, to read.
    AttachmentInfo,
    /// Customers and the tenant's own company.
    Companies,
    /// Attachments of companies.
    CompanyAttachments,
    /// Notes on companies.
    CompanyNotes,
    /// Tasks of salespeople.
    CompanyToDos,
    /// Webhooks for companies.
    CompanyWebhooks,
    /// Webhooks for configuration items.
    ConfigurationItemWebhooks,
    /// People at companies.
    Contacts,
    /// Webhooks for contacts.
    ContactWebhooks,
    /// Departments of the tenant.
    Departments,
    /// Places of the tenant.
    InternalLocations,
    /// Phases of projects.
    Phases,
    /// Notes on projects.
    ProjectNotes,
    /// Projects.
    Projects,
    /// Who fills which role in which department.
    ResourceRoleDepartments,
    /// Who works on which queue.
    ResourceRoleQueues,
    /// Who fills which role, to read.
    ResourceRoles,
    /// Roles that people have on the service desk.
    ResourceServiceDeskRoles,
    /// Skills of people.
    ResourceSkills,
    /// People and API users.
    Resources,
    /// Roles.
    Roles,
    /// Who goes to a service call for a task.
    ServiceCallTaskResources,
    /// Tasks of service calls.
    ServiceCallTasks,
    /// Who goes to a service call for a ticket.
    ServiceCallTicketResources,
    /// Tickets of service calls.
    ServiceCallTickets,
    /// Service calls.
    ServiceCalls,
    /// Notes on tasks.
    TaskNotes,
    /// Tasks of projects.
    Tasks,
    /// Attachments of tickets.
    TicketAttachments,
    /// Attachments of notes on tickets.
    TicketNoteAttachments,
    /// Notes on tickets.
    TicketNotes,
    /// Webhooks for notes on tickets.
    TicketNoteWebhooks,
    /// Tickets.
    Tickets,
    /// Webhooks for tickets.
    TicketWebhooks,
    /// Time that people worked.
    TimeEntries,
}

impl Entity {
    /// An entity of the table.
    pub(crate) const fn of_segment(segment: &'static str) -> Self {
        Self(segment)
    }

    /// The part of an address that means it.
    pub fn segment(self) -> &'static str {
        self.0
    }

    /// The name in metadata and error texts: singular, and `Account` for companies as in former versions (`rest.md` 3).
    pub(crate) fn name(self) -> &'static str {
        fields::spec(self).name
    }

    /// The name as texts about values have it, such as `ticketNoteType`.
    pub(crate) fn type_name(self) -> String {
        let mut letters = self.name().chars();
        let first = letters.next().map(|letter| letter.to_ascii_lowercase());
        let name: String = first.into_iter().chain(letters).collect();
        format!("{name}Type")
    }

    /// Whether its records are attachments.
    pub(crate) fn is_attachment(self) -> bool {
        self.0.ends_with("Attachments")
    }

    /// Whether its records are webhooks, not parts of webhooks.
    pub(crate) fn is_webhook(self) -> bool {
        self.0.ends_with("Webhooks")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_constant_is_an_entity_of_the_table() {
        for entity in Entity::CONSTANTS {
            assert_eq!(Entity::named(entity.segment()), Some(*entity));
        }
        assert_eq!(Entity::TicketNotes.type_name(), "ticketNoteType");
        assert_eq!(Entity::Companies.type_name(), "accountType");
    }
}
