//! A file of locators as it is written.

use attune_model::Date;
use serde::Deserialize;
use serde_saphyr::Spanned;

use super::page::PageKind;

/// The file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenFile {
    pub(super) locators: Spanned<u32>,
    pub(super) language: String,
    #[serde(default)]
    pub(super) pages: Vec<WrittenPage>,
    #[serde(default)]
    pub(super) labels: Vec<WrittenLabel>,
    #[serde(default)]
    pub(super) terms: Vec<WrittenTerm>,
}

/// A page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenPage {
    pub(super) page: Spanned<PageKind>,
    pub(super) headings: Vec<String>,
    #[serde(default)]
    pub(super) paths: Vec<String>,
    #[serde(default)]
    pub(super) ids: Vec<String>,
    #[serde(default)]
    pub(super) way: Vec<String>,
    pub(super) link: Option<String>,
    #[serde(default)]
    pub(super) buttons: Vec<String>,
    pub(super) source: String,
    pub(super) valid_from: Date,
    pub(super) confidence: Confidence,
}

/// Other words for a label.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenLabel {
    pub(super) label: Spanned<String>,
    pub(super) words: Vec<String>,
    pub(super) source: String,
    pub(super) valid_from: Date,
    pub(super) confidence: Confidence,
}

/// A tenant's term in another language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenTerm {
    pub(super) term: Spanned<String>,
    pub(super) one: String,
    pub(super) many: String,
    pub(super) of: String,
    pub(super) source: String,
    pub(super) valid_from: Date,
    pub(super) confidence: Confidence,
}

/// Words for a label, and how far they can be relied on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The words, with slots for terms.
    pub words: Vec<String>,
    /// Where they are from.
    pub source: String,
    /// The first day for which the source speaks.
    pub valid_from: Date,
    /// How well they are established.
    pub confidence: Confidence,
}

/// How well words are established.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// By the vendor's help, or by two guides.
    Confirmed,
    /// By one guide.
    Attested,
    /// By nothing but reasoning.
    Inferred,
}
