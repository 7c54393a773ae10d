//! The section `Projects` of the level editor, where whoever may view may also edit and delete.

use crate::catalogue::kind::NONE_MINE_ALL;
use crate::catalogue::{CellKind, CellSpec, Presence, Section, Status, Verb};

/// The cells of this section.
pub(super) const CELLS: &[CellSpec] = &[
    object(
        "projects.objects.perProjectType.view",
        "(each project type)",
        Verb::View,
        NONE_MINE_ALL,
        Status::Confirmed,
    ),
    object(
        "projects.objects.perProjectType.add",
        "(each project type)",
        Verb::Add,
        CellKind::YesNo,
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
        section: Section::Projects,
        group: "Permission Per Project Type",
        row,
        column: Some(column),
        kind,
        on: Presence::EveryLevel,
        requires: None,
        status,
        source: "help: Settings_Project.htm",
    }
}
