//! The fields of `Tickets`: those that integrations use most, of the model's 76.

use super::Kind::{DateTime, Integer, Long};
use super::{FieldSpec, Picklist, field, text};

/// The fields. Values of the fixed picklists are this simulator's; every tenant has its own.
pub(super) const FIELDS: &[FieldSpec] = &[
    field("id", Long).required().read_only(),
    field("apiVendorID", Integer)
        .read_only()
        .picks(Picklist::Vendors),
    field("assignedResourceID", Integer).refers_to("Resource"),
    field("assignedResourceRoleID", Integer).refers_to("Role"),
    field("companyID", Integer).required().refers_to("Account"),
    field("contactID", Integer).refers_to("Contact"),
    field("createDate", DateTime).read_only(),
    field("createdByContactID", Integer)
        .read_only()
        .refers_to("Contact"),
    field("creatorResourceID", Integer)
        .read_only()
        .refers_to("Resource"),
    text("description", 8000),
    field("dueDateTime", DateTime),
    field("impersonatorCreatorResourceID", Integer)
        .read_only()
        .refers_to("Resource"),
    field("issueType", Integer).picks(Picklist::Fixed(&[
        ("10", "Computer"),
        ("11", "Network"),
        ("12", "Software"),
    ])),
    field("lastActivityDate", DateTime).read_only(),
    field("lastActivityResourceID", Integer)
        .read_only()
        .refers_to("Resource"),
    field("priority", Integer)
        .required()
        .picks(Picklist::Fixed(&[
            ("1", "High"),
            ("2", "Medium"),
            ("3", "Low"),
            ("4", "Critical"),
        ])),
    field("queueID", Integer).picks(Picklist::Fixed(&[
        ("5", "Client Portal"),
        ("8", "Monitoring Alert"),
        ("29682833", "Level I Support"),
    ])),
    field("source", Integer).picks(Picklist::Fixed(&[
        ("2", "Phone"),
        ("4", "Email"),
        ("11", "API"),
    ])),
    field("status", Integer).required().picks(Picklist::Fixed(&[
        ("1", "New"),
        ("5", "Complete"),
        ("7", "Waiting Customer"),
        ("8", "In Progress"),
    ])),
    text("ticketNumber", 50).read_only(),
    field("ticketType", Integer).picks(Picklist::Fixed(&[
        ("1", "Service Request"),
        ("2", "Incident"),
        ("3", "Problem"),
        ("4", "Change Request"),
    ])),
    text("title", 255).required(),
];
