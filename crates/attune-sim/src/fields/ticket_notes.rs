//! The fields of `TicketNotes`.

use super::Kind::{DateTime, Integer, Long};
use super::{FieldSpec, Picklist, field, text};

/// The fields. `createdByContactID` claims to be writable although a write has no effect (`rest.md` 3).
pub(super) const FIELDS: &[FieldSpec] = &[
    field("id", Long).required().read_only(),
    field("createDateTime", DateTime).read_only(),
    field("createdByContactID", Integer).refers_to("Contact"),
    field("creatorResourceID", Integer)
        .read_only()
        .refers_to("Resource"),
    text("description", 32_000).required(),
    field("impersonatorCreatorResourceID", Integer)
        .read_only()
        .refers_to("Resource"),
    field("impersonatorUpdaterResourceID", Integer)
        .read_only()
        .refers_to("Resource"),
    field("lastActivityDate", DateTime).read_only(),
    field("noteType", Integer)
        .required()
        .picks(Picklist::Fixed(&[
            ("1", "Task Summary"),
            ("2", "Task Detail"),
            ("3", "Task Notes"),
        ])),
    field("publish", Integer)
        .required()
        .picks(Picklist::Fixed(&[
            ("1", "All Autotask Users"),
            ("2", "Internal Project Team"),
        ])),
    field("ticketID", Integer).required().refers_to("Ticket"),
    text("title", 250),
];
