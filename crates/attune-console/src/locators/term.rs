//! A tenant's terms in other languages.

use attune_model::Date;

use super::Confidence;

/// What a term is called in another language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalTerm {
    /// One record.
    pub one: String,
    /// Many of them.
    pub many: String,
    /// Of one: `du compte`.
    pub of: String,
    /// Where this is from.
    pub source: String,
    /// The first day for which the source speaks.
    pub valid_from: Date,
    /// How well it is established.
    pub confidence: Confidence,
}
