//! The section `Service Desk` of the level editor, where ticket notes have no cells for viewing and adding.

use crate::Scope;
use crate::catalogue::kind::{NONE_ALL, NONE_MINE_ALL};
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
        NONE_ALL,
        Status::Attested,
    ),
    object(
        "serviceDesk.objects.ticketNotes.edit",
        "Ticket Notes",
        Verb::Edit,
        NONE_MINE_ALL,
        Status::Attested,
    ),
    object(
        "serviceDesk.objects.ticketNotes.delete",
        "Ticket Notes",
        Verb::Delete,
        NONE_MINE_ALL,
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
        NONE_ALL,
        Status::Confirmed,
    ),
    object(
        "serviceDesk.objects.charges.view",
        "Charges",
        Verb::View,
        NONE_MINE_ALL,
        Status::Attested,
    ),
    object(
        "serviceDesk.objects.charges.add",
        "Charges",
        Verb::Add,
        CellKind::YesNo,
        Status::Confirmed,
    ),
    object(
        "serviceDesk.objects.charges.edit",
        "Charges",
        Verb::Edit,
        NONE_MINE_ALL,
        Status::Confirmed,
    ),
    object(
        "serviceDesk.objects.charges.delete",
        "Charges",
        Verb::Delete,
        NONE_MINE_ALL,
        Status::Confirmed,
    ),
    object(
        "serviceDesk.objects.expenses.view",
        "Expenses",
        Verb::View,
        NONE_MINE_ALL,
        Status::Attested,
    ),
    object(
        "serviceDesk.objects.expenses.add",
        "Expenses",
        Verb::Add,
        CellKind::YesNo,
        Status::Confirmed,
    ),
    object(
        "serviceDesk.objects.expenses.edit",
        "Expenses",
        Verb::Edit,
        NONE_MINE_ALL,
        Status::Confirmed,
    ),
    object(
        "serviceDesk.objects.expenses.delete",
        "Expenses",
        Verb::Delete,
        NONE_MINE_ALL,
        Status::Confirmed,
    ),
    setting(
        "serviceDesk.settings.canModifyWorkType",
        "Time Entry Permissions",
        "Can modify Work Type on ticket time entries",
    ),
    setting(
        "serviceDesk.settings.canModifyNonBillable",
        "Time Entry Permissions",
        "Can modify Non-Billable setting on ticket time entries",
    ),
    setting(
        "serviceDesk.settings.canModifyShowOnInvoice",
        "Time Entry Permissions",
        "Can modify Show on Invoice setting on ticket time entries",
    ),
    setting(
        "serviceDesk.settings.canViewNonBillableTimeEntries",
        "Other Permissions",
        "Can view non-billable time entries (Resources can see their own time entries)",
    ),
    setting(
        "serviceDesk.settings.canEditStatusOfCompleteTickets",
        "Other Permissions",
        "Can edit Status of complete tickets",
    ),
    setting(
        "serviceDesk.settings.canAdministerTags",
        "Other Permissions",
        "Can administer tags and tag groups",
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
        requires: None,
        status,
        source: "help: Settings_ServiceDesk.htm; guides of MSPBackups and MSP AI",
    }
}

const fn setting(path: &'static str, group: &'static str, row: &'static str) -> CellSpec {
    CellSpec {
        path,
        section: Section::ServiceDesk,
        group,
        row,
        column: None,
        kind: CellKind::CheckBox,
        on: Presence::EveryLevel,
        requires: None,
        status: Status::Attested,
        source: "guides of autoelevate, MSP AI and Gradient MSP",
    }
}
