//! What Autotask offers: the cells of a level, the system levels, the licence types.
//!
//! The tables are data with sources; nothing in them was seen on a live tenant by this project. One section of the
//! level editor stands in one file. Labels carry the tenant's local terms in braces (`{orgs}`).

mod admin;
mod crm;
mod license_type;
mod other;
mod projects;
mod service_desk;
mod system_level;
mod web_services_api;

pub use license_type::LicenseType;
pub use system_level::{Copyable, SYSTEM_LEVELS, SystemLevel, system_level};
pub use web_services_api::{
    ALLOW_IMPERSONATION, CAN_LOGIN, CONTACT_IMPERSONATION, RESOURCE_IMPERSONATION,
};

use crate::{CellId, CellValue, Scope};

/// One cell of the level editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellSpec {
    /// Its address in a manifest.
    pub path: &'static str,
    /// The section it stands in.
    pub section: Section,
    /// The heading of its group within the section; empty where there is none.
    pub group: &'static str,
    /// The label of its row.
    pub row: &'static str,
    /// The column, where it stands in a table.
    pub column: Option<Verb>,
    /// What it may hold.
    pub kind: CellKind,
    /// Which levels show it.
    pub on: Presence,
    /// How well it is established.
    pub status: Status,
    /// The pages it is known from.
    pub source: &'static str,
}

/// The sections of the General tab, in their order (help: `Create_Edit_Custom_Security_Level.htm`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// `CRM`.
    Crm,
    /// `Projects`.
    Projects,
    /// `Service Desk`.
    ServiceDesk,
    /// `Admin`.
    Admin,
    /// `Other`.
    Other,
    /// `Web Services API`.
    WebServicesApi,
}

impl Section {
    /// The section's heading.
    pub fn label(self) -> &'static str {
        match self {
            Self::Crm => "CRM",
            Self::Projects => "Projects",
            Self::ServiceDesk => "Service Desk",
            Self::Admin => "Admin",
            Self::Other => "Other",
            Self::WebServicesApi => "Web Services API",
        }
    }
}

/// The columns of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verb {
    /// `View (Query)`.
    View,
    /// `Add`.
    Add,
    /// `Edit (Update)`.
    Edit,
    /// `Delete`.
    Delete,
}

impl Verb {
    /// The column's heading.
    pub fn label(self) -> &'static str {
        match self {
            Self::View => "View",
            Self::Add => "Add",
            Self::Edit => "Edit",
            Self::Delete => "Delete",
        }
    }
}

/// What a cell may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// A box.
    CheckBox,
    /// A drop-down with `Yes` and `No`.
    YesNo,
    /// A drop-down with these words.
    Choice(&'static [Scope]),
    /// A number, at least this.
    Number {
        /// The least value.
        min: u32,
    },
}

impl CellKind {
    /// Whether a value fits.
    pub fn takes(self, value: CellValue) -> bool {
        match (self, value) {
            (Self::CheckBox | Self::YesNo, CellValue::Flag(_)) => true,
            (Self::Choice(scopes), CellValue::Scope(scope)) => scopes.contains(&scope),
            (Self::Number { min }, CellValue::Number(number)) => number >= min,
            (
                Self::CheckBox | Self::YesNo | Self::Choice(_) | Self::Number { .. },
                CellValue::Flag(_) | CellValue::Scope(_) | CellValue::Number(_),
            ) => false,
        }
    }

    /// The widest value, as `Full Permission` sets it; none for numbers.
    pub fn full(self) -> Option<CellValue> {
        match self {
            Self::CheckBox | Self::YesNo => Some(CellValue::Flag(true)),
            Self::Choice(scopes) => scopes.iter().max().map(|scope| CellValue::Scope(*scope)),
            Self::Number { .. } => None,
        }
    }

    /// The narrowest value, as `No Permission` sets it; none for numbers.
    pub fn nothing(self) -> Option<CellValue> {
        match self {
            Self::CheckBox | Self::YesNo => Some(CellValue::Flag(false)),
            Self::Choice(scopes) => scopes.iter().min().map(|scope| CellValue::Scope(*scope)),
            Self::Number { .. } => None,
        }
    }
}

/// Which levels show a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Every level.
    EveryLevel,
    /// API-only levels.
    ApiOnly,
    /// Levels of people.
    People,
}

impl Presence {
    /// Whether a level of this kind shows the cell.
    pub fn includes(self, api_only: bool) -> bool {
        match self {
            Self::EveryLevel => true,
            Self::ApiOnly => api_only,
            Self::People => !api_only,
        }
    }
}

/// How well a fact is established.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// By the official help, or by two independent guides.
    Confirmed,
    /// By one guide.
    Attested,
    /// Deduced.
    Inferred,
}

/// All cells, in the order of the page.
pub fn cells() -> impl Iterator<Item = &'static CellSpec> {
    [
        crm::CELLS,
        projects::CELLS,
        service_desk::CELLS,
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

impl CellSpec {
    /// The address as an id.
    pub fn id(&self) -> CellId {
        CellId::new(self.path)
    }

    /// Where to find it on the page: `Web Services API > Resource Impersonation: CRM > Accounts > View`.
    pub fn page_path(&self) -> String {
        let mut path = self.section.label().to_owned();
        for part in [self.group, self.row] {
            if !part.is_empty() {
                path.push_str(" > ");
                path.push_str(part);
            }
        }
        if let Some(column) = self.column {
            path.push_str(" > ");
            path.push_str(column.label());
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_address_is_given_once() {
        let mut seen = BTreeSet::new();
        for spec in cells() {
            assert!(seen.insert(spec.path), "{} is given twice", spec.path);
            assert!(!spec.source.is_empty(), "{} has no source", spec.path);
        }
    }

    #[test]
    fn no_address_lies_below_another_cell() {
        for spec in cells() {
            assert_eq!(cells_below(spec.path).count(), 0, "{}", spec.path);
        }
    }

    #[test]
    fn the_service_desk_table_has_three_rows_of_four() {
        let below = format!("{RESOURCE_IMPERSONATION}.serviceDesk");
        assert_eq!(cells_below(&below).count(), 12);
    }

    #[test]
    fn values_are_checked_against_the_kind() {
        let kind = CellKind::Choice(&[Scope::None, Scope::Mine, Scope::All]);
        assert!(kind.takes(CellValue::Scope(Scope::Mine)));
        assert!(!kind.takes(CellValue::Scope(Scope::Full)));
        assert!(!kind.takes(CellValue::Flag(true)));
        assert_eq!(kind.full(), Some(CellValue::Scope(Scope::All)));
        assert_eq!(kind.nothing(), Some(CellValue::Scope(Scope::None)));
    }
}
