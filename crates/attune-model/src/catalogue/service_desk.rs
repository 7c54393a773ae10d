//! The section `Service Desk` of the level editor, where ticket notes have no cells for viewing and adding.

use crate::Scope;
use crate::catalogue::{CellKind, CellSpec, Presence, Section, Status, Verb};

/// The cells of this section.
pub(super) const CELLS: &[CellSpec] = &[
    object(
        "serviceDesk.objects.tickets.view",
        "Tickets",
        Verb::View,
        CellKind::Choice(&[Scope::Mine, Scope::MineAndOrganizations, Scope::All]),
        Status::Confirmed,
    ),
    object(
        "serviceDesk.objects.tickets.add",
        "Tickets",
        Verb::Add,
        CellKind::YesNo,
        Status::Confirmed,
    ),
    object(
        "serviceDesk.objects.tickets.edit",
        "Tickets",
        Verb::Edit,
        CellKind::YesNo,
        Status::Confirmed,
    ),
    object(
        "serviceDesk.objects.tickets.delete",
        "Tickets",
        Verb::Delete,
        CellKind::Choice(&[Scope::None, Scope::All]),
        Status::Attested,
    ),
    object(
        "serviceDesk.objects.ticketNotes.edit",
        "Ticket Notes",
        Verb::Edit,
        CellKind::Choice(&[Scope::None, Scope::Mine, Scope::All]),
        Status::Attested,
    ),
    object(
        "serviceDesk.objects.ticketNotes.delete",
        "Ticket Notes",
        Verb::Delete,
        CellKind::Choice(&[Scope::None, Scope::Mine, Scope::All]),
        Status::Confirmed,
    ),
    object(
        "serviceDesk.objects.serviceCalls.view",
        "Service Calls",
        Verb::View,
        CellKind::Choice(&[Scope::Mine, Scope::All]),
        Status::Confirmed,
    ),
    object(
        "serviceDesk.objects.serviceCalls.add",
        "Service Calls",
        Verb::Add,
        CellKind::YesNo,
        Status::Confirmed,
    ),
    object(
        "serviceDesk.objects.serviceCalls.edit",
        "Service Calls",
        Verb::Edit,
        CellKind::YesNo,
        Status::Confirmed,
    ),
    object(
        "serviceDesk.objects.serviceCalls.delete",
        "Service Calls",
        Verb::Delete,
        CellKind::Choice(&[Scope::None, Scope::All]),
        Status::Confirmed,
    ),
];

const fn object(
    path: &'static str,
    row: &'static str,
    column: Verb,
    kind: CellKind,
    status: Status,
) -> CellSpec {
    CellSpec {
        path,
        section: Section::ServiceDesk,
        group: "Object Permissions",
        row,
        column: Some(column),
        kind,
        on: Presence::EveryLevel,
        status,
        source: "help: Settings_ServiceDesk.htm; guides of MSPBackups and autoelevate",
    }
}
