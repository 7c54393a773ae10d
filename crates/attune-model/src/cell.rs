//! Cells: the single settings of a security level.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Source, Timestamp};

/// The address of a cell, as a manifest writes it: `webServicesApi.resourceImpersonation.crm.accounts.view`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CellId(Cow<'static, str>);

impl CellId {
    /// Takes the address as it is; [`crate::catalogue::cell`] tells whether it is known.
    pub fn new(path: impl Into<String>) -> Self {
        Self(Cow::Owned(path.into()))
    }

    /// The address of a cell of the catalogue.
    pub(crate) const fn of(path: &'static str) -> Self {
        Self(Cow::Borrowed(path))
    }

    /// The address of a cell that the catalogue does not have, by the labels that the page shows: `section › row` or
    /// `section › row › column` behind `extra.`.
    pub fn extra(section: &str, row: &str, column: Option<&str>) -> Self {
        let labels: Vec<&str> = [section, row].into_iter().chain(column).collect();
        Self(Cow::Owned(format!("{EXTRA}{}", labels.join(BETWEEN))))
    }

    /// The labels of such a cell; `None` for a cell that is named by its address in the catalogue.
    pub fn labels(&self) -> Option<Labels<'_>> {
        let mut labels = self.0.strip_prefix(EXTRA)?.split(BETWEEN);
        Some(Labels {
            section: labels.next()?,
            row: labels.next()?,
            column: labels.next(),
        })
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What the addresses of cells outside the catalogue begin with.
const EXTRA: &str = "extra.";

/// What stands between two labels in such an address; no label has it.
const BETWEEN: &str = " › ";

/// Where a cell stands on the page, by the words that are visible there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Labels<'a> {
    /// The section's heading.
    pub section: &'a str,
    /// The row's label, or that of the box.
    pub row: &'a str,
    /// The column's heading, where the row is one of a table.
    pub column: Option<&'a str>,
}

impl fmt::Display for CellId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How far a right reaches, in the words of the level editor's drop-downs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Scope {
    /// Nothing.
    None,
    /// What the person owns or is assigned to.
    Mine,
    /// `Mine + Organizations`: also what belongs to the person's organizations.
    MineAndOrganizations,
    /// The person's territories; contains what `Mine` gives.
    MyTerritories,
    /// What belongs to organizations the person may see.
    Organizations,
    /// Part of the fields only (contract visibility).
    Limited,
    /// All fields (contract visibility).
    Full,
    /// Everything.
    All,
}

impl Scope {
    /// All scopes.
    pub const ALL: [Self; 8] = [
        Self::None,
        Self::Mine,
        Self::MineAndOrganizations,
        Self::MyTerritories,
        Self::Organizations,
        Self::Limited,
        Self::Full,
        Self::All,
    ];

    /// The word in the drop-down, with the official term for the customer record.
    pub fn label(self) -> &'static str {
        match self {
            Self::None => "None",
            Self::Mine => "Mine",
            Self::MineAndOrganizations => "Mine + Organizations",
            Self::MyTerritories => "My Territories",
            Self::Organizations => "Organizations",
            Self::Limited => "Limited",
            Self::Full => "Full",
            Self::All => "All",
        }
    }
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum CellValue {
    /// A box: ticked or not; a `Yes`/`No` drop-down.
    Flag(bool),
    /// A number, such as the maximum of webhooks.
    Number(u32),
    /// A choice of reach.
    Scope(Scope),
    /// Another word of a drop-down, as the page spells it; only cells outside the catalogue hold one.
    Word(String),
}

impl CellValue {
    /// The value as a manifest writes it: `true`, `10`, `All`.
    pub fn as_written(&self) -> String {
        match self {
            Self::Flag(flag) => flag.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Scope(scope) => scope.label().to_owned(),
            Self::Word(word) => word.clone(),
        }
    }
}

impl fmt::Display for CellValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(true) => f.write_str("on"),
            Self::Flag(false) => f.write_str("off"),
            Self::Number(number) => number.fmt(f),
            Self::Scope(scope) => f.write_str(scope.label()),
            Self::Word(word) => f.write_str(word),
        }
    }
}

/// What is known of a live cell. Unknown is never equal to anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "state")]
pub enum CellState {
    /// Somebody or something saw this value.
    Known {
        /// The value seen.
        value: CellValue,
        /// Where it was seen.
        source: Source,
        /// When it was seen.
        at: Timestamp,
    },
    /// Nobody could see it: REST never shows the content of a level (`rest.md` 0).
    Unknown,
}

impl CellState {
    /// The value, where one is known.
    pub fn value(&self) -> Option<&CellValue> {
        match self {
            Self::Known {
                value,
                source: _,
                at: _,
            } => Some(value),
            Self::Unknown => None,
        }
    }
}
