//! What Autotask offers: the cells of a level, the system levels, the licence types, the form of API users.
//!
//! The tables are data with sources; nothing in them was seen on a live tenant by this project. One section of the
//! level editor stands in one file; rows whose label no source gives are left out. Labels carry the tenant's local
//! terms in braces (`{orgs}`); [`Terms`] fills them in.

mod admin;
pub mod api_user_form;
mod contracts;
mod crm;
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

pub use kind::CellKind;
pub use license_type::LicenseType;
pub use protected_data::ProtectedData;
pub use section::Section;
pub use spec::{CellSpec, Presence, Status, Verb};
pub use system_level::{Copyable, SYSTEM_LEVELS, SystemLevel, system_level};
pub use terms::{CI_TERMS, ORG_TERMS, Terms};
pub use web_services_api::{
    ALLOW_IMPERSONATION, CAN_LOGIN, CONTACT_IMPERSONATION, RESOURCE_IMPERSONATION,
};

use crate::CellId;

/// All cells, in the order of the page.
pub fn cells() -> impl Iterator<Item = &'static CellSpec> {
    [
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
}

/// The cell at an address.
pub fn cell(id: &CellId) -> Option<&'static CellSpec> {
    cells().find(|spec| spec.path == id.as_str())
}

/// The cells below an address, in the order of the page; empty where there are none.
pub fn cells_below(path: &str) -> impl Iterator<Item = &'static CellSpec> {
    cells().filter(move |spec| {
        spec.path
            .strip_prefix(path)
            .is_some_and(|rest| rest.starts_with('.'))
    })
}
