//! The section `Contracts` of the level editor.
//!
//! Rights elsewhere decide part of it (help: `Settings_Contract.htm`): where the organization access of CRM is `All`
//! throughout, contracts are viewed as `All`; and contracts are added where their visibility is `Full`.

use crate::Scope;
use crate::catalogue::{CellKind, CellSpec, Presence, Section, Status, Verb};

/// The cells of this section.
pub(super) const CELLS: &[CellSpec] = &[
    cell(
        "contracts.objects.contracts.view",
        "Contracts",
        Some(Verb::View),
        CellKind::Choice(&[Scope::None, Scope::Organizations, Scope::All]),
    ),
    cell(
        "contracts.objects.contracts.add",
        "Contracts",
        Some(Verb::Add),
        CellKind::YesNo,
    ),
    cell(
        "contracts.settings.contractVisibility",
        "Contract Visibility (for contracts you have access to)",
        None,
        CellKind::Choice(&[Scope::None, Scope::Limited, Scope::Full]),
    ),
];

const fn cell(
    path: &'static str,
    row: &'static str,
    column: Option<Verb>,
    kind: CellKind,
) -> CellSpec {
    CellSpec {
        path,
        section: Section::Contracts,
        group: "",
        row,
        column,
        kind,
        on: Presence::EveryLevel,
        requires: None,
        status: Status::Confirmed,
        source: "help: Settings_Contract.htm; guides of ZenContract, TopLeft and MSP AI",
    }
}
