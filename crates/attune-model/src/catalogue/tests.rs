use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::*;

#[test]
fn every_address_is_given_once() {
    let mut seen = BTreeSet::new();
    for spec in cells() {
        assert!(seen.insert(spec.path), "{} is given twice", spec.path);
        assert!(!spec.source.is_empty(), "{} has no source", spec.path);
        assert!(!spec.row.is_empty(), "{} has no label", spec.path);
    }
}

#[test]
fn no_address_lies_below_another_cell() {
    for spec in cells() {
        assert_eq!(cells_below(spec.path).count(), 0, "{}", spec.path);
    }
}

#[test]
fn addresses_are_made_of_names_in_camel_case() {
    for spec in cells() {
        for name in spec.path.split('.') {
            assert!(
                name.starts_with(|first: char| first.is_ascii_lowercase())
                    && name.chars().all(|letter| letter.is_ascii_alphabetic()),
                "{}",
                spec.path
            );
        }
    }
}

#[test]
fn the_column_is_the_last_name_of_the_address() {
    for spec in cells() {
        let last = spec.path.rsplit('.').next();
        if let Some(column) = spec.column {
            assert_eq!(last, Some(column.label().to_lowercase().as_str()));
        }
    }
}

#[test]
fn sections_stand_in_the_order_of_the_page() {
    let mut table = String::new();
    for chunk in chunks(|spec| spec.section) {
        let [first, ..] = chunk.as_slice() else {
            continue;
        };
        let (name, _) = first.path.split_once('.').expect("an address has steps");
        assert!(chunk.iter().all(|spec| spec.path.starts_with(name)));
        let _ = writeln!(
            table,
            "{:26} {name:22} {:3}",
            first.section.label(),
            chunk.len()
        );
    }
    assert!(cells().is_sorted_by_key(|spec| spec.section));
    insta::assert_snapshot!(table, @r"
    Contracts                  contracts                3
    CRM                        crm                     21
    Inventory                  inventory                5
    Projects                   projects                 2
    Service Desk               serviceDesk             24
    Knowledge Base & Documents knowledgeBaseDocuments   4
    Timesheets                 timesheets               1
    Reports                    reports                  8
    Admin                      admin                   11
    Other                      other                   11
    Web Services API           webServicesApi          51
    ");
}

#[test]
fn the_cells_of_a_group_and_of_a_row_stand_together() {
    let groups = chunks(|spec| (spec.section, spec.group)).len();
    let distinct: BTreeSet<_> = cells().map(|spec| (spec.section, spec.group)).collect();
    assert_eq!(groups, distinct.len());
    let rows = chunks(|spec| (spec.section, spec.group, spec.row)).len();
    let distinct: BTreeSet<_> = cells()
        .map(|spec| (spec.section, spec.group, spec.row))
        .collect();
    assert_eq!(rows, distinct.len());
}

#[test]
fn what_a_cell_requires_is_a_box_wherever_the_cell_is() {
    let mut table = String::new();
    for spec in cells() {
        let Some(path) = spec.requires else { continue };
        let target = cell(&CellId::new(path)).expect("it is in the catalogue");
        assert!(
            matches!(target.kind, CellKind::CheckBox | CellKind::LimitBox),
            "{path}"
        );
        assert_eq!(target.on, spec.on, "{path}");
        assert_eq!(target.requires, None, "{path}");
        let _ = writeln!(table, "{} <- {path}", spec.path);
    }
    insta::assert_snapshot!(table, @r"
    knowledgeBaseDocuments.settings.canManageKnowledgeBase <- knowledgeBaseDocuments.settings.canAccessKnowledgeBase
    knowledgeBaseDocuments.settings.canManageDocuments <- knowledgeBaseDocuments.settings.canAccessDocuments
    other.resourceVisibility.byLineOfBusiness <- other.resourceVisibility.limit
    other.resourceVisibility.byOrganization <- other.resourceVisibility.limit
    other.resourceVisibility.byDepartment <- other.resourceVisibility.limit
    other.resourceVisibility.byWorkgroup <- other.resourceVisibility.limit
    other.webhooks.max <- other.webhooks.canCreate
    ");
}

#[test]
fn a_cell_that_shows_another_stands_in_its_row() {
    let mut table = String::new();
    for spec in cells() {
        let CellKind::SameAs(path) = spec.kind else {
            continue;
        };
        let shown = cell(&CellId::new(path)).expect("it is in the catalogue");
        assert_eq!((shown.section, shown.row), (spec.section, spec.row));
        assert!(!matches!(shown.kind, CellKind::SameAs(_)), "{path}");
        let _ = writeln!(table, "{} = {path}", spec.path);
    }
    insta::assert_snapshot!(
        table,
        @"inventory.objects.inventoryLocationsAndItems.edit = inventory.objects.inventoryLocationsAndItems.add"
    );
}

#[test]
fn labels_have_no_other_placeholders_than_the_local_terms() {
    for spec in cells() {
        let shown = spec.page_path(&Terms::default());
        assert!(!shown.contains(['{', '}']), "{shown}");
    }
}

#[test]
fn a_place_on_the_page_is_named_in_the_words_of_the_tenant() {
    let terms = Terms::default()
        .with_org("Account")
        .and_then(|terms| terms.with_ci("Device"))
        .expect("both can be chosen");
    let places: Vec<_> = [
        "crm.access.vendorPartners",
        "crm.objects.configurationItemsAndSubscriptions.view",
        "contracts.settings.contractVisibility",
        "webServicesApi.resourceImpersonation.crm.accounts.view",
    ]
    .into_iter()
    .filter_map(|path| cell(&CellId::new(path)))
    .map(|spec| spec.page_path(&terms))
    .collect();
    insta::assert_snapshot!(places.join("\n"), @r"
    CRM > Account & Contact Access > Vendor & Partners
    CRM > Object Permissions > Devices & Subscriptions > View
    Contracts > Contract Visibility (for contracts you have access to)
    Web Services API > Resource Impersonation: CRM > Accounts > View
    ");
}

#[test]
fn the_service_desk_table_has_three_rows_of_four() {
    let below = format!("{RESOURCE_IMPERSONATION}.serviceDesk");
    assert_eq!(cells_below(&below).count(), 12);
}

#[test]
fn the_form_of_an_api_user_says_what_it_needs() {
    use super::api_user_form::FIELDS;

    let labels: BTreeSet<_> = FIELDS.iter().map(|field| field.label).collect();
    assert_eq!(labels.len(), FIELDS.len());
    let required: Vec<_> = FIELDS
        .iter()
        .filter(|field| field.required)
        .map(|field| field.label)
        .collect();
    insta::assert_snapshot!(required.join("\n"), @r"
    First Name
    Last Name
    Email Address
    Security Level
    Primary Internal Location
    Username (Key)
    Password (Secret)
    API Tracking Identifier
    ");
}

#[test]
fn a_wider_right_to_protected_data_implies_narrower_ones() {
    for column in ProtectedData::ALL {
        assert!(column.implies().iter().all(|implied| *implied > column));
    }
}

/// The cells in runs that agree in something.
fn chunks<K: PartialEq>(key: impl Fn(&CellSpec) -> K) -> Vec<Vec<&'static CellSpec>> {
    let mut chunks: Vec<Vec<&'static CellSpec>> = Vec::new();
    for spec in cells() {
        match chunks.last_mut() {
            Some(chunk) if chunk.last().is_some_and(|last| key(last) == key(spec)) => {
                chunk.push(spec);
            }
            Some(_) | None => chunks.push(vec![spec]),
        }
    }
    chunks
}

#[test]
fn what_is_below_one_address_stands_together() {
    for spec in cells() {
        for (at, _) in spec.path.match_indices('.') {
            let prefix = spec.path.get(..at).unwrap();
            let scanned: Vec<&str> = cells()
                .map(|spec| spec.path)
                .filter(|path| {
                    path.strip_prefix(prefix)
                        .is_some_and(|rest| rest.starts_with('.'))
                })
                .collect();
            let indexed: Vec<&str> = cells_below(prefix).map(|spec| spec.path).collect();
            assert_eq!(indexed, scanned);
        }
        assert_eq!(cell(&spec.id()), Some(spec));
    }
    assert_eq!(cells_below("nowhere").count(), 0);
}
