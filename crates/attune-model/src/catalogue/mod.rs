//! What Autotask offers: the cells of a level, the system levels, the licence types, the form of API users.
//!
//! The tables are data with sources; nothing in them was seen on a live tenant by this project. One section of the
//! level editor stands in one file; rows whose label no source gives are left out. Labels carry the tenant's local
//! terms in braces (`{orgs}`); [`Terms`] fills them in.

mod admin;
pub mod api_user_form;
mod contracts;
mod crm;
mod effect;
mod inventory;
mod kind;
mod knowledge_base_documents;
mod license_type;
mod other;
mod projects;
mod protected_data;
mod reports;
mod section;
mod service_desk;
mod spec;
mod system_level;
mod terms;
#[cfg(test)]
mod tests;
mod timesheets;
mod web_services_api;

pub use effect::{Contradiction, EFFECTS, Effect, contradiction};
pub use kind::CellKind;
pub use license_type::LicenseType;
pub use protected_data::ProtectedData;
pub use section::Section;
pub use spec::{CellSpec, Presence, Status, Verb};
pub use system_level::{AdminReach, Copyable, SYSTEM_LEVELS, SystemLevel, system_level};
pub use terms::{CI_TERMS, ORG_TERMS, Terms};
pub use web_services_api::{
    ALLOW_IMPERSONATION, CAN_LOGIN, CONTACT_IMPERSONATION, RESOURCE_IMPERSONATION,
};

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::CellId;

/// All cells, in the order of the page.
pub fn cells() -> impl Iterator<Item = &'static CellSpec> {
    INDEX.cells.iter().copied()
}

/// The cell at an address.
pub fn cell(id: &CellId) -> Option<&'static CellSpec> {
    cell_at(id.as_str())
}

/// The cell at an address that is only looked up.
pub fn cell_at(path: &str) -> Option<&'static CellSpec> {
    let below = INDEX.below.get(path)?;
    let spec = INDEX.cells.get(below.range.start).copied()?;
    (spec.path == path).then_some(spec)
}

/// The first steps of all addresses: the sections, in the order of the page.
pub fn sections() -> &'static [&'static str] {
    children("")
}

/// The next steps of the addresses below one of them, each once, in the order of the page.
pub fn children(path: &str) -> &'static [&'static str] {
    INDEX
        .below
        .get(path)
        .map_or(&[], |below| below.children.as_slice())
}

/// The cells below an address, in the order of the page; empty where there are none.
pub fn cells_below(path: &str) -> impl Iterator<Item = &'static CellSpec> {
    let below = INDEX.below.get(path);
    let range = below.map_or(0..0, |below| below.range.clone());
    let cells = INDEX.cells.get(range).unwrap_or_default();
    let own = path.len();
    cells
        .iter()
        .copied()
        .filter(move |spec| spec.path.len() > own)
}

/// The cells by their addresses and by all that leads to them.
struct Index {
    cells: Vec<&'static CellSpec>,
    below: BTreeMap<&'static str, Below>,
}

/// What is below an address.
#[derive(Default)]
struct Below {
    range: Range<usize>,
    children: Vec<&'static str>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let cells: Vec<&'static CellSpec> = [
        contracts::CELLS,
        crm::CELLS,
        inventory::CELLS,
        projects::CELLS,
        service_desk::CELLS,
        knowledge_base_documents::CELLS,
        timesheets::CELLS,
        reports::CELLS,
        admin::CELLS,
        other::CELLS,
        web_services_api::CELLS,
    ]
    .into_iter()
    .flatten()
    .collect();
    let mut below: BTreeMap<&'static str, Below> = BTreeMap::new();
    for (index, spec) in cells.iter().enumerate() {
        let mut prefix = "";
        for step in spec.path.split('.') {
            let known = &mut below.entry(prefix).or_default().children;
            if !known.contains(&step) {
                known.push(step);
            }
            let start = usize::from(!prefix.is_empty()) + prefix.len();
            prefix = spec.path.get(..start + step.len()).unwrap_or_default();
            // What is below one address stands together on the page.
            let range = &mut below.entry(prefix).or_default().range;
            if range.start == range.end {
                range.start = index;
            }
            range.end = index + 1;
        }
    }
    Index { cells, below }
});
