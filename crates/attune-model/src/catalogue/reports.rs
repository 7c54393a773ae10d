//! The section `Reports` of the level editor: four of its nine categories are known by name.

use crate::catalogue::{CellKind, CellSpec, Presence, Section, Status};

/// The cells of this section.
pub(super) const CELLS: &[CellSpec] = &[
    category("reports.categories.crm", "CRM"),
    category("reports.categories.projects", "Projects"),
    category("reports.categories.serviceDesk", "Service Desk"),
    category("reports.categories.timeExpenses", "Time & Expenses"),
    live_reports(
        "reports.settings.canAccessLiveReportsDesigner",
        "Can access LiveReports Designer",
    ),
    live_reports(
        "reports.settings.canManageLiveReportsFolders",
        "Can manage LiveReports folders",
    ),
    live_reports(
        "reports.settings.canPublishLiveReports",
        "Can publish LiveReports",
    ),
    live_reports(
        "reports.settings.canScheduleLiveReports",
        "Can schedule LiveReports",
    ),
];

const fn category(path: &'static str, row: &'static str) -> CellSpec {
    CellSpec {
        path,
        section: Section::Reports,
        group: "Can view standard reports in the following categories:",
        row,
        column: None,
        kind: CellKind::CheckBox,
        on: Presence::EveryLevel,
        requires: None,
        status: Status::Confirmed,
        source: "help: Settings_Reports.htm",
    }
}

const fn live_reports(path: &'static str, row: &'static str) -> CellSpec {
    CellSpec {
        path,
        section: Section::Reports,
        group: "",
        row,
        column: None,
        kind: CellKind::CheckBox,
        on: Presence::EveryLevel,
        requires: None,
        status: Status::Confirmed,
        source: "help: Configure_LiveReports.htm",
    }
}
