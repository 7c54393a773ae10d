//! Why an edit is not made.

use thiserror::Error;

use crate::finding::Finding;
use crate::format::{Checked, Refusal};
use crate::rules::Rule;
use crate::source::Span;

/// The rule of edits that cannot be made.
pub(super) const RULE: Rule = Rule {
    id: "edit",
    summary: "an edit changes what it names and nothing else",
};

/// Why an edit is not made; the text is left as it is.
#[derive(Debug, Error)]
pub enum EditError {
    /// The text is not YAML as attune reads it; the place is one of the text.
    #[error("{0}")]
    File(#[from] Refusal),
    /// The path cannot be read; the place is one of the path.
    #[error("the path: {0}")]
    Path(Refusal),
    /// The value is not YAML on one line; the place is one of the value.
    #[error("the value: {0}")]
    Value(Refusal),
    /// The change cannot be made there; the place is one of the text.
    #[error("{0}")]
    Place(Refusal),
}

impl EditError {
    /// What is wrong, where, and what to do.
    pub fn refusal(&self) -> &Refusal {
        match self {
            Self::File(refusal)
            | Self::Path(refusal)
            | Self::Value(refusal)
            | Self::Place(refusal) => refusal,
        }
    }
}

/// A refusal of a place in the file that still lacks its help.
pub(super) struct Helpless<'c, 't> {
    file: &'c Checked<'t>,
    finding: Finding,
}

/// Refuses an edit at this place of the file.
pub(super) fn refuse<'c, 't>(
    file: &'c Checked<'t>,
    span: Span,
    message: impl Into<String>,
) -> Helpless<'c, 't> {
    let finding = Finding::error(&RULE, span, message);
    Helpless { file, finding }
}

impl Helpless<'_, '_> {
    /// What to do next.
    pub(super) fn help(self, help: impl Into<String>) -> EditError {
        EditError::Place(self.file.refuse(self.finding.help(help)))
    }
}
