//! The section `Other` of the level editor.

use crate::catalogue::{CellKind, CellSpec, Presence, Section, Status};

/// The cells of this section.
pub(super) const CELLS: &[CellSpec] = &[
    CellSpec {
        path: "other.webhooks.canCreate",
        section: Section::Other,
        group: "Webhooks",
        row: "Can create Webhooks",
        column: None,
        kind: CellKind::CheckBox,
        on: Presence::ApiOnly,
        status: Status::Confirmed,
        source: "help: Settings_Other.htm; SaaS Alerts guide",
    },
    CellSpec {
        path: "other.webhooks.max",
        section: Section::Other,
        group: "Webhooks",
        row: "Maximum number of Webhooks",
        column: None,
        kind: CellKind::Number { min: 1 },
        on: Presence::ApiOnly,
        status: Status::Confirmed,
        source: "help: Settings_Other.htm; CloudRadial guide",
    },
];
