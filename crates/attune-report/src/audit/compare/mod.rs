//! How two levels or two tenants differ, for people and for programs. Unknown is shown, and never as equal.

mod document;
mod levels;
mod tenants;

pub use document::CompareDocument;

use attune_audit::{LevelComparison, TenantComparison};

use crate::outline;
use crate::text::TextOptions;

/// Two levels for a terminal: what differs, and what was seen on one side only; all cells where long lists are not folded.
pub fn levels_text(comparison: &LevelComparison, options: &TextOptions) -> String {
    outline::text(&levels::outline(comparison), options)
}

/// Two levels for a pull request or a wiki.
pub fn levels_markdown(comparison: &LevelComparison) -> String {
    outline::markdown(&levels::outline(comparison))
}

/// Two tenants for a terminal.
pub fn tenants_text(comparison: &TenantComparison, options: &TextOptions) -> String {
    outline::text(&tenants::outline(comparison), options)
}

/// Two tenants for a pull request or a wiki; at most 65,536 characters.
pub fn tenants_markdown(comparison: &TenantComparison) -> String {
    outline::markdown(&tenants::outline(comparison))
}
