//! The section `Admin` of the level editor, as far as its boxes are known by name.
//!
//! What a level was copied from bounds these boxes: the help lists the system levels whose copies may get them
//! (`security_model.yaml`, rules of the section).

use crate::catalogue::{CellKind, CellSpec, Presence, Section, Status};

/// The cells of this section.
pub(super) const CELLS: &[CellSpec] = &[
    feature(
        "admin.features.yourOrganization",
        "Your {org}",
        Status::Confirmed,
    ),
    feature(
        "admin.features.resourcesUsersHr",
        "Resources/Users (HR)",
        Status::Confirmed,
    ),
    feature(
        "admin.features.serviceDeskTickets",
        "Service Desk (Tickets)",
        Status::Confirmed,
    ),
    feature(
        "admin.features.productsServicesInventory",
        "Products, Services, & Inventory",
        Status::Attested,
    ),
    feature(
        "admin.features.configurationItems",
        "{cis}",
        Status::Confirmed,
    ),
    feature(
        "admin.features.contractsUnPosting",
        "Contracts & Un-Posting",
        Status::Attested,
    ),
    feature(
        "admin.features.financeAccountingInvoicing",
        "Finance, Accounting, & Invoicing",
        Status::Confirmed,
    ),
    feature(
        "admin.features.applicationWide",
        "Application-wide (Shared) Features",
        Status::Confirmed,
    ),
    feature(
        "admin.features.otherExtensionsTools",
        "Other Extensions & Tools",
        Status::Confirmed,
    ),
    feature(
        "admin.features.kaseyaIntegrations",
        "Kaseya Integrations",
        Status::Attested,
    ),
    feature(
        "admin.features.knowledgeBaseDocumentation",
        "Knowledge Base & Documentation",
        Status::Confirmed,
    ),
];

const fn feature(path: &'static str, row: &'static str, status: Status) -> CellSpec {
    CellSpec {
        path,
        section: Section::Admin,
        group: "Feature Access",
        row,
        column: None,
        kind: CellKind::CheckBox,
        on: Presence::EveryLevel,
        requires: None,
        status,
        source: "help: Settings_Admin.htm; guides of TimeZest, Guardz, Cow-Tech and others",
    }
}
