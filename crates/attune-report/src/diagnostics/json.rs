//! Diagnostics as JSON.

use attune_manifest::{Diagnostic, Location, Related, Severity};
use schemars::JsonSchema;
use serde::Serialize;

use crate::json::FORMAT_VERSION;

/// What `attune validate --format json` prints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DiagnosticsDocument {
    /// The version of this format: 1.
    pub format_version: u32,
    /// Always `diagnostics`.
    pub kind: String,
    /// The exit code of the command.
    pub exit_code: u8,
    /// Whether there is no error; warnings do not count.
    pub valid: bool,
    /// What was found, in the order of the files.
    pub diagnostics: Vec<DiagnosticV1>,
}

/// Something wrong with a manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DiagnosticV1 {
    /// The rule's stable id.
    pub rule: String,
    /// `error` or `warning`.
    pub severity: String,
    /// The file; null where no place of a manifest is meant.
    pub file: Option<String>,
    /// The line, counted from 1.
    pub line: Option<usize>,
    /// The column in characters, counted from 1.
    pub column: Option<usize>,
    /// What is wrong, one sentence.
    pub message: String,
    /// A few words about the text at that place.
    pub label: Option<String>,
    /// What to do next.
    pub help: Option<String>,
    /// Other places that have to do with it.
    pub related: Vec<RelatedV1>,
}

/// Another place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RelatedV1 {
    /// The file.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
    /// What is there.
    pub label: String,
}

impl DiagnosticsDocument {
    /// The document of a run.
    pub fn of(diagnostics: &[Diagnostic], exit_code: u8) -> Self {
        Self {
            format_version: FORMAT_VERSION,
            kind: "diagnostics".to_owned(),
            exit_code,
            valid: diagnostics
                .iter()
                .all(|diagnostic| diagnostic.severity != Severity::Error),
            diagnostics: diagnostics.iter().map(DiagnosticV1::from).collect(),
        }
    }
}

impl From<&Diagnostic> for DiagnosticV1 {
    fn from(diagnostic: &Diagnostic) -> Self {
        let location = diagnostic.location.as_ref();
        Self {
            rule: diagnostic.rule.to_owned(),
            severity: diagnostic.severity.to_string(),
            file: location.map(|location| location.file.clone()),
            line: location.map(|location| location.line),
            column: location.map(|location| location.column),
            message: diagnostic.message.clone(),
            label: some(&diagnostic.label),
            help: some(&diagnostic.help),
            related: diagnostic.related.iter().map(RelatedV1::from).collect(),
        }
    }
}

impl From<&Related> for RelatedV1 {
    fn from(related: &Related) -> Self {
        let Location { file, line, column } = &related.location;
        Self {
            file: file.clone(),
            line: *line,
            column: *column,
            label: related.label.clone(),
        }
    }
}

/// A text; none where it is empty.
fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
