//! The section `Inventory` of the level editor: two of its four object rows are known by name.

use crate::catalogue::kind::{NONE_ALL, ONLY_ALL};
use crate::catalogue::{CellKind, CellSpec, Presence, Section, Status, Verb};

/// The cell that the column `Edit` of the same row repeats.
const ADD_ITEMS: &str = "inventory.objects.inventoryLocationsAndItems.add";

/// The cells of this section.
pub(super) const CELLS: &[CellSpec] = &[
    object(
        "inventory.objects.inventoryLocationsAndItems.view",
        "Inventory Locations and Items",
        Verb::View,
        NONE_ALL,
    ),
    object(
        ADD_ITEMS,
        "Inventory Locations and Items",
        Verb::Add,
        CellKind::YesNo,
    ),
    object(
        "inventory.objects.inventoryLocationsAndItems.edit",
        "Inventory Locations and Items",
        Verb::Edit,
        CellKind::SameAs(ADD_ITEMS),
    ),
    object(
        "inventory.objects.inventoryLocationsAndItems.delete",
        "Inventory Locations and Items",
        Verb::Delete,
        NONE_ALL,
    ),
    object(
        "inventory.objects.products.view",
        "Products",
        Verb::View,
        ONLY_ALL,
    ),
];

const fn object(path: &'static str, row: &'static str, column: Verb, kind: CellKind) -> CellSpec {
    CellSpec {
        path,
        section: Section::Inventory,
        group: "",
        row,
        column: Some(column),
        kind,
        on: Presence::EveryLevel,
        requires: None,
        status: Status::Confirmed,
        source: "help: Settings_Inventory.htm; guides of ZenContract and Gradient MSP",
    }
}
