//! Runs over tenants that are made up.

use attune_model::Timestamp;
use attune_report::fleet::{CellsV1, ExpiryV1, FleetDocument, Standing, TenantV1};

/// A tenant of which nothing is said.
pub(crate) fn tenant(name: &str, standing: Standing) -> TenantV1 {
    TenantV1 {
        tenant: name.to_owned(),
        groups: Vec::new(),
        database: None,
        exit_code: 0,
        standing,
        why: None,
        differences: None,
        unchanged_since: None,
        changes: None,
        waiting: None,
        score: None,
        findings: None,
        cells: None,
        expiring: Vec::new(),
        oldest_capture: None,
        page: None,
    }
}

pub(crate) fn fleet(command: &str, tenants: Vec<TenantV1>) -> FleetDocument {
    FleetDocument::new(command, Timestamp::UNIX_EPOCH, 2, false, tenants)
}

/// In sync, drifted, unreachable, held, and in sync with something that ends.
pub(crate) fn drift() -> FleetDocument {
    let mut quiet = tenant("acme", Standing::InSync);
    quiet.differences = Some(0);
    let mut drifted = tenant("contoso", Standing::Drifted);
    drifted.differences = Some(3);
    drifted.exit_code = 2;
    drifted.groups = vec!["gold".to_owned(), "north".to_owned()];
    drifted.database = Some(200_117);
    drifted.page = Some("tenants/contoso.html".to_owned());
    let mut blind = tenant("fabrikam", Standing::CouldNotLook);
    blind.exit_code = 3;
    blind.why = Some("REST does not answer, \"timed out\"".to_owned());
    let mut held = tenant("initech", Standing::Held);
    held.why = Some("held until 2026-12-01".to_owned());
    let mut ending = tenant("umbrella", Standing::InSync);
    ending.differences = Some(0);
    ending.expiring = vec![ExpiryV1 {
        what: "API user A".to_owned(),
        on: "2026-12-31".to_owned(),
    }];
    fleet("drift", vec![quiet, drifted, blind, held, ending])
}

pub(crate) fn audit() -> FleetDocument {
    let of = |name: &str, score: Option<u8>, unknown: usize| {
        let mut looked = tenant(name, Standing::Looked);
        looked.score = score;
        looked.findings = score.map(|score| usize::from(100 - score) / 8);
        looked.cells = score.map(|_| CellsV1 { unknown, all: 227 });
        looked
    };
    let tenants = vec![
        of("acme", Some(100), 0),
        of("contoso", Some(68), 223),
        of("fabrikam", None, 0),
    ];
    fleet("audit", tenants)
}

pub(crate) fn thousand() -> FleetDocument {
    let standings = [
        (875, Standing::InSync),
        (100, Standing::Drifted),
        (20, Standing::CouldNotLook),
        (5, Standing::Held),
    ];
    let tenants = standings
        .into_iter()
        .flat_map(|(count, standing)| (0..count).map(move |_| standing))
        .zip(1..)
        .map(|(standing, number)| tenant(&format!("tenant-{number}"), standing));
    fleet("drift", tenants.collect())
}
