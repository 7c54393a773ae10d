//! The folder of reports: one page for all tenants, and pages for each.

use std::path::{Path, PathBuf};

use attune_report::fleet::{self, FleetDocument};
use attune_report::text::TextOptions;
use attune_workspace::Tenant;

use super::OnTenants;
use super::table;
use super::visits::Visit;
use crate::error::CommandError;
use crate::{file, output};

/// The folder of the pages of single tenants, in that of the reports.
const TENANTS: &str = "tenants";

/// Where the pages of single tenants are.
pub(super) fn folder(reports: &Path) -> PathBuf {
    reports.join(TENANTS)
}

/// The page of a tenant, seen from that of all.
pub(super) fn link(tenant: &Tenant) -> String {
    format!("{TENANTS}/{}.html", tenant.name)
}

/// Writes the pages of a tenant, as soon as it was visited.
pub(super) fn tenant(
    command: &impl OnTenants,
    reports: &Path,
    visit: &Visit<'_>,
) -> Result<(), CommandError> {
    let folder = folder(reports);
    let page = |ending: &str| folder.join(format!("{}.{ending}", visit.tenant.name));
    let row = table::row(command, visit);
    let said = format!("{}{}", visit.kept.result, visit.kept.talk);
    file::write(&page("txt"), &said)?;
    match &visit.seen.checklist {
        Some(checklist) => file::write(&page("checklist.md"), checklist)?,
        None => file::remove(&page("checklist.md"))?,
    }
    file::write(&page("html"), &fleet::tenant_page(&row, &said))
}

/// Writes the pages of all tenants.
pub(super) fn index(reports: &Path, document: &FleetDocument) -> Result<(), CommandError> {
    let index = |ending: &str| reports.join(format!("index.{ending}"));
    let options = TextOptions {
        full: true,
        ..TextOptions::default()
    };
    file::write(&index("txt"), &fleet::text(document, &options))?;
    file::write(&index("csv"), &fleet::csv(document))?;
    file::write(&index("md"), &fleet::markdown(document))?;
    file::write(&index("html"), &fleet::html(document))?;
    file::write(&index("json"), &output::json(document)?)
}
