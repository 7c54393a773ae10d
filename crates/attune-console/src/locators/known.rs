//! The labels that pages have: a file of locators cannot speak of others.

use std::collections::BTreeSet;

use attune_model::Scope;
use attune_model::catalogue::api_user_form::{Control, FIELDS};
use attune_model::catalogue::{LicenseType, ProtectedData, SYSTEM_LEVELS, Section, Verb, cells};

use super::Page;

/// The level editor's tab with the cells.
pub(crate) const GENERAL: &str = "General";
/// The name of a level.
pub(crate) const NAME: &str = "Name";
/// The box of active levels.
pub(crate) const ACTIVE: &str = "Active";
/// The licence type of a level.
pub(crate) const LICENSE_TYPE: &str = "License Type";
/// The word of a drop-down.
pub(crate) const YES: &str = "Yes";
/// The word of a drop-down.
pub(crate) const NO: &str = "No";
/// What the names of system levels carry.
pub(crate) const SYSTEM: &str = "(system)";
/// What lists add to the names of API-only levels.
pub(crate) const API_ONLY: &str = "(API-only)";

/// The key of an API user.
pub(crate) const KEY: &str = "Username (Key)";
/// The choice of an integration vendor, and the list of them.
pub(crate) const VENDOR: &str = "Integration Vendor";
/// The choice of an integration of one's own.
pub(crate) const CUSTOM: &str = "Custom (Internal Integration)";
/// What such an integration is called.
pub(crate) const CUSTOM_NAME: &str = "Internal Integration Name";

/// All labels: those of the catalogue, those of the pages, and the few above.
pub(super) fn labels<'a>(pages: impl Iterator<Item = &'a Page>) -> BTreeSet<&'a str> {
    let few = [
        GENERAL,
        NAME,
        ACTIVE,
        LICENSE_TYPE,
        YES,
        NO,
        SYSTEM,
        API_ONLY,
    ];
    let cells = cells().flat_map(|spec| {
        let (table, part) = split(spec.group);
        [table, part, spec.row]
    });
    let fields = FIELDS.iter().flat_map(|field| {
        let options = match field.control {
            Control::Choice(options) => options,
            Control::Text { .. }
            | Control::CheckBox
            | Control::Lookup
            | Control::Generated { .. }
            | Control::Shown { .. } => &[],
        };
        options.iter().copied().chain([field.label])
    });
    let fixed: BTreeSet<&'static str> = few
        .into_iter()
        .chain(cells)
        .chain(fields)
        .chain(Section::ALL.into_iter().map(Section::label))
        .chain(Verb::ALL.into_iter().map(Verb::label))
        .chain(Scope::ALL.into_iter().map(scope))
        .chain(ProtectedData::ALL.into_iter().map(ProtectedData::label))
        .chain(LicenseType::KNOWN.into_iter().map(LicenseType::label))
        .chain(SYSTEM_LEVELS.iter().map(|level| level.name))
        .collect();
    let mut known: BTreeSet<&'a str> = fixed;
    known.extend(pages.flat_map(|page| {
        let labels = page.headings.iter().chain(&page.way).chain(&page.buttons);
        labels.map(String::as_str)
    }));
    known
}

/// The table of a group, and the part within it: `Resource Impersonation: CRM`.
pub(crate) fn split(group: &str) -> (&str, &str) {
    group.split_once(": ").unwrap_or((group, ""))
}

/// The word of a drop-down, with a slot for the tenant's term.
pub(crate) fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::MineAndOrganizations => "Mine + {orgs}",
        Scope::Organizations => "{orgs}",
        Scope::None
        | Scope::Mine
        | Scope::MyTerritories
        | Scope::Limited
        | Scope::Full
        | Scope::All => scope.label(),
    }
}
