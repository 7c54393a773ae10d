//! The section `CRM` of the level editor. Accounts and contacts are viewed as the access rows allow.

use crate::Scope;
use crate::catalogue::kind::{NONE_ALL, NONE_MINE_ALL, ONLY_ALL};
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
        ONLY_ALL,
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
        NONE_ALL,
        Status::Confirmed,
    ),
    object(
        "crm.objects.contacts.view",
        "Contacts",
        Verb::View,
        ONLY_ALL,
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
        NONE_ALL,
        Status::Confirmed,
    ),
    object(
        "crm.objects.opportunitiesAndQuotes.view",
        "Opportunities & Quotes",
        Verb::View,
        NONE_MINE_ALL,
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
        NONE_MINE_ALL,
        Status::Attested,
    ),
    object(
        "crm.objects.opportunitiesAndQuotes.delete",
        "Opportunities & Quotes",
        Verb::Delete,
        NONE_MINE_ALL,
        Status::Inferred,
    ),
    object(
        "crm.objects.configurationItemsAndSubscriptions.view",
        "{cis} & Subscriptions",
        Verb::View,
        NONE_ALL,
        Status::Confirmed,
    ),
    object(
        "crm.objects.configurationItemsAndSubscriptions.add",
        "{cis} & Subscriptions",
        Verb::Add,
        CellKind::YesNo,
        Status::Inferred,
    ),
    object(
        "crm.objects.configurationItemsAndSubscriptions.edit",
        "{cis} & Subscriptions",
        Verb::Edit,
        NONE_ALL,
        Status::Confirmed,
    ),
    object(
        "crm.objects.configurationItemsAndSubscriptions.delete",
        "{cis} & Subscriptions",
        Verb::Delete,
        NONE_ALL,
        Status::Inferred,
    ),
    object(
        "crm.objects.toDos.add",
        "To-Dos",
        Verb::Add,
        CellKind::YesNo,
        Status::Attested,
    ),
    object(
        "crm.objects.attachments.add",
        "Attachments",
        Verb::Add,
        CellKind::YesNo,
        Status::Attested,
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
        requires: None,
        status,
        source: "help: Settings_CRM.htm; guides of MSPBackups, Propel and ZenContract",
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
        requires: None,
        status: Status::Confirmed,
        source: "help: Settings_CRM.htm",
    }
}
