//! Audits for people and for programs, and how two levels or two tenants differ.

mod chapters;
pub mod compare;
mod document;
mod words;

pub use document::{AuditDocument, NoAudit, read};

use attune_audit::Audit;

use crate::outline;
use crate::text::TextOptions;

/// For a terminal: findings first, then API users, levels, who can be acted as, and people.
pub fn text(audit: &Audit, options: &TextOptions) -> String {
    outline::text(&chapters::outline(audit), options)
}

/// The same for a pull request or a wiki; at most 65,536 characters.
pub fn markdown(audit: &Audit) -> String {
    outline::markdown(&chapters::outline(audit))
}
