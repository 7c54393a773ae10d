//! What the catalogue says of a cell.

use crate::CellId;
use crate::catalogue::{CellKind, Section, Terms};

/// One cell of the level editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellSpec {
    /// Its address in a manifest.
    pub path: &'static str,
    /// The section it stands in.
    pub section: Section,
    /// The heading of its group within the section, terms in braces; empty where there is none.
    pub group: &'static str,
    /// The label of its row, terms in braces.
    pub row: &'static str,
    /// The column, where it stands in a table.
    pub column: Option<Verb>,
    /// What it may hold.
    pub kind: CellKind,
    /// Which levels show it.
    pub on: Presence,
    /// The address of the box that must be ticked before this cell can be used.
    pub requires: Option<&'static str>,
    /// How well it is established.
    pub status: Status,
    /// The pages it is known from.
    pub source: &'static str,
}

impl CellSpec {
    /// The same cell, below a box.
    pub(super) const fn requiring(mut self, path: &'static str) -> Self {
        self.requires = Some(path);
        self
    }

    /// The same cell, on API-only levels.
    pub(super) const fn on_api_only(mut self) -> Self {
        self.on = Presence::ApiOnly;
        self
    }

    /// The address as an id.
    pub fn id(&self) -> CellId {
        CellId::of(self.path)
    }

    /// The label of its row in the words of a tenant.
    pub fn row_label(&self, terms: &Terms) -> String {
        terms.fill(self.row)
    }

    /// The headings above it: `CRM > Organization & Contact Access`.
    pub fn heading(&self, terms: &Terms) -> String {
        let mut heading = self.section.label().to_owned();
        if !self.group.is_empty() {
            heading.push_str(" > ");
            heading.push_str(&terms.fill(self.group));
        }
        heading
    }

    /// Where to find it on the page: `Web Services API > Resource Impersonation: CRM > Organizations > View`.
    pub fn page_path(&self, terms: &Terms) -> String {
        let mut path = format!("{} > {}", self.heading(terms), self.row_label(terms));
        if let Some(column) = self.column {
            path.push_str(" > ");
            path.push_str(column.label());
        }
        path
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
    /// All columns, in their order.
    pub const ALL: [Self; 4] = [Self::View, Self::Add, Self::Edit, Self::Delete];

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
