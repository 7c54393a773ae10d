//! The entities that the simulator serves, and their records.

use serde_json::Value;

/// A record as REST shows it: every field of its entity, `null` where it has no value.
pub type Record = serde_json::Map<String, Value>;

/// An entity of the REST API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entity {
    /// Customers and the tenant's own company.
    Companies,
    /// People and API users.
    Resources,
    /// Notes on tickets.
    TicketNotes,
    /// Tickets.
    Tickets,
}

impl Entity {
    /// All of them.
    pub(crate) const ALL: [Self; 4] = [
        Self::Companies,
        Self::Resources,
        Self::TicketNotes,
        Self::Tickets,
    ];

    /// The part of an address that means it.
    pub(crate) fn segment(self) -> &'static str {
        match self {
            Self::Companies => "Companies",
            Self::Resources => "Resources",
            Self::TicketNotes => "TicketNotes",
            Self::Tickets => "Tickets",
        }
    }

    /// The name in metadata and error texts: singular, and `Account` for companies as in former versions (`rest.md` 3).
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Companies => "Account",
            Self::Resources => "Resource",
            Self::TicketNotes => "TicketNote",
            Self::Tickets => "Ticket",
        }
    }

    /// The name as texts about values have it, such as `ticketNoteType`.
    pub(crate) fn type_name(self) -> &'static str {
        match self {
            Self::Companies => "accountType",
            Self::Resources => "resourceType",
            Self::TicketNotes => "ticketNoteType",
            Self::Tickets => "ticketType",
        }
    }
}
