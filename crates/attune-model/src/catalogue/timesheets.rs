//! The section `Timesheets` of the level editor: one of its boxes is known by its label.

use crate::catalogue::{CellKind, CellSpec, Presence, Section, Status};

/// The cells of this section.
pub(super) const CELLS: &[CellSpec] = &[CellSpec {
    path: "timesheets.settings.canCreateProjectTimeEntries",
    section: Section::Timesheets,
    group: "",
    row: "Can create new project time entries from Timesheet",
    column: None,
    kind: CellKind::CheckBox,
    on: Presence::EveryLevel,
    requires: None,
    status: Status::Confirmed,
    source: "help: Settings_Timesheet.htm",
}];
