//! The section `CRM` of the level editor.

use crate::Scope;
use crate::catalogue::{CellKind, CellSpec, Presence, Section, Status, Verb};

/// The cells of this section.
pub(super) const CELLS: &[CellSpec] = &[
    access("crm.access.customerCancelation", "Customer & Cancelation"),
    access("crm.access.vendorPartners", "Vendor & Partners"),
    access("crm.access.prospectsLeadsDead", "Prospects, Leads, & Dead"),
    object(
        "crm.objects.accounts.view",
        "{orgs}",
        Verb::View,
        CellKind::Choice(&[Scope::All]),
        Status::Confirmed,
    ),
    object(
        "crm.objects.accounts.add",
        "{orgs}",
        Verb::Add,
        CellKind::YesNo,
        Status::Confirmed,
    ),
    object(
        "crm.objects.accounts.edit",
        "{orgs}",
        Verb::Edit,
        CellKind::YesNo,
        Status::Confirmed,
    ),
    object(
        "crm.objects.accounts.delete",
        "{orgs}",
        Verb::Delete,
        CellKind::Choice(&[Scope::None, Scope::All]),
        Status::Confirmed,
    ),
    object(
        "crm.objects.contacts.view",
        "Contacts",
        Verb::View,
        CellKind::Choice(&[Scope::All]),
        Status::Confirmed,
    ),
    object(
        "crm.objects.contacts.add",
        "Contacts",
        Verb::Add,
        CellKind::YesNo,
        Status::Confirmed,
    ),
    object(
        "crm.objects.contacts.edit",
        "Contacts",
        Verb::Edit,
        CellKind::YesNo,
        Status::Confirmed,
    ),
    object(
        "crm.objects.contacts.delete",
        "Contacts",
        Verb::Delete,
        CellKind::Choice(&[Scope::None, Scope::All]),
        Status::Confirmed,
    ),
    object(
        "crm.objects.opportunitiesAndQuotes.view",
        "Opportunities & Quotes",
        Verb::View,
        CellKind::Choice(&[Scope::None, Scope::Mine, Scope::All]),
        Status::Confirmed,
    ),
    object(
        "crm.objects.opportunitiesAndQuotes.add",
        "Opportunities & Quotes",
        Verb::Add,
        CellKind::YesNo,
        Status::Confirmed,
    ),
    object(
        "crm.objects.opportunitiesAndQuotes.edit",
        "Opportunities & Quotes",
        Verb::Edit,
        CellKind::Choice(&[Scope::None, Scope::Mine, Scope::All]),
        Status::Attested,
    ),
    object(
        "crm.objects.opportunitiesAndQuotes.delete",
        "Opportunities & Quotes",
        Verb::Delete,
        CellKind::Choice(&[Scope::None, Scope::Mine, Scope::All]),
        Status::Inferred,
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
        section: Section::Crm,
        group: "Object Permissions",
        row,
        column: Some(column),
        kind,
        on: Presence::EveryLevel,
        status,
        source: "help: Settings_CRM.htm; guides of MSPBackups and Propel",
    }
}

const fn access(path: &'static str, row: &'static str) -> CellSpec {
    CellSpec {
        path,
        section: Section::Crm,
        group: "{org} & Contact Access",
        row,
        column: None,
        kind: CellKind::Choice(&[Scope::None, Scope::Mine, Scope::MyTerritories, Scope::All]),
        on: Presence::EveryLevel,
        status: Status::Confirmed,
        source: "help: Settings_CRM.htm",
    }
}
