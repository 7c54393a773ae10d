//! The page `Protected Data Permission`, where each resource has four boxes outside its level.

use serde::{Deserialize, Serialize};

/// The columns of the page, the widest first (help: `ViewPermissionsProtectedUDFs.htm`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ProtectedData {
    /// `Edit Protected Data`.
    EditProtected,
    /// `View Protected Data`.
    ViewProtected,
    /// `Edit Unprotected Data`.
    EditUnprotected,
    /// `View Unprotected Data`.
    ViewUnprotected,
}

impl ProtectedData {
    /// All columns, in the order of the page.
    pub const ALL: [Self; 4] = [
        Self::EditProtected,
        Self::ViewProtected,
        Self::EditUnprotected,
        Self::ViewUnprotected,
    ];

    /// The word in a manifest.
    pub fn word(self) -> &'static str {
        match self {
            Self::EditProtected => "editProtected",
            Self::ViewProtected => "viewProtected",
            Self::EditUnprotected => "editUnprotected",
            Self::ViewUnprotected => "viewUnprotected",
        }
    }

    /// The column's heading.
    pub fn label(self) -> &'static str {
        match self {
            Self::EditProtected => "Edit Protected Data",
            Self::ViewProtected => "View Protected Data",
            Self::EditUnprotected => "Edit Unprotected Data",
            Self::ViewUnprotected => "View Unprotected Data",
        }
    }

    /// The columns that ticking this one is known to tick as well; whether `View Protected Data` also ticks
    /// `Edit Unprotected Data` is not established.
    pub fn implies(self) -> &'static [Self] {
        match self {
            Self::EditProtected => &[
                Self::ViewProtected,
                Self::EditUnprotected,
                Self::ViewUnprotected,
            ],
            Self::ViewProtected | Self::EditUnprotected => &[Self::ViewUnprotected],
            Self::ViewUnprotected => &[],
        }
    }
}
