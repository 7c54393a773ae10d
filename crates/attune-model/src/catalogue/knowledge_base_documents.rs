//! The section `Knowledge Base & Documents` of the level editor; documents need a Premium or Ultimate edition.

use crate::catalogue::{CellKind, CellSpec, Presence, Section, Status};

const ACCESS_KNOWLEDGE_BASE: &str = "knowledgeBaseDocuments.settings.canAccessKnowledgeBase";
const ACCESS_DOCUMENTS: &str = "knowledgeBaseDocuments.settings.canAccessDocuments";

/// The cells of this section.
pub(super) const CELLS: &[CellSpec] = &[
    setting(
        ACCESS_KNOWLEDGE_BASE,
        "Can access Knowledge Base",
        Status::Confirmed,
    ),
    setting(
        "knowledgeBaseDocuments.settings.canManageKnowledgeBase",
        "Can manage Knowledge Base",
        Status::Inferred,
    )
    .requiring(ACCESS_KNOWLEDGE_BASE),
    setting(ACCESS_DOCUMENTS, "Can access documents", Status::Inferred),
    setting(
        "knowledgeBaseDocuments.settings.canManageDocuments",
        "Can manage documents",
        Status::Inferred,
    )
    .requiring(ACCESS_DOCUMENTS),
];

const fn setting(path: &'static str, row: &'static str, status: Status) -> CellSpec {
    CellSpec {
        path,
        section: Section::KnowledgeBaseDocuments,
        group: "",
        row,
        column: None,
        kind: CellKind::CheckBox,
        on: Presence::EveryLevel,
        requires: None,
        status,
        source: "help: Settings_KnowledgebaseDocuments.htm",
    }
}
