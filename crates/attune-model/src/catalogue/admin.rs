//! The section `Admin` of the level editor.

use crate::catalogue::{CellKind, CellSpec, Presence, Section, Status};

/// The cells of this section.
pub(super) const CELLS: &[CellSpec] = &[
    feature("admin.features.resourcesUsersHr", "Resources/Users (HR)"),
    feature(
        "admin.features.serviceDeskTickets",
        "Service Desk (Tickets)",
    ),
    feature(
        "admin.features.otherExtensionsTools",
        "Other Extensions & Tools",
    ),
];

const fn feature(path: &'static str, row: &'static str) -> CellSpec {
    CellSpec {
        path,
        section: Section::Admin,
        group: "Feature Access",
        row,
        column: None,
        kind: CellKind::CheckBox,
        on: Presence::EveryLevel,
        status: Status::Confirmed,
        source: "help: Settings_Admin.htm",
    }
}
