//! Why a text is not laid out or edited.

use std::fmt;
use std::sync::Arc;

use thiserror::Error;

use crate::diagnostic::Diagnostic;
use crate::finding::Finding;
use crate::source::{Source, Sources};

/// Why a text could not be laid out.
#[derive(Debug, Error)]
pub enum FormatError {
    /// The text is not YAML as attune reads it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The result would not have said the same as the text: a fault of attune.
    #[error(
        "the layout would change what the file says: this is a fault of attune, and the text is left as it is"
    )]
    Internal,
}

/// A place of a text that attune does not read, and what to do about it. No value that may be a secret is in it.
#[derive(Error)]
pub struct Refusal {
    finding: Box<Finding>,
    /// The text as it may be shown.
    shown: String,
}

impl Refusal {
    pub(crate) fn new(finding: Finding, shown: String) -> Self {
        Self {
            finding: Box::new(finding),
            shown,
        }
    }

    /// The line, from 1.
    pub fn line(&self) -> usize {
        self.diagnostic("").location.map_or(1, |place| place.line)
    }

    /// The column in characters, from 1.
    pub fn column(&self) -> usize {
        self.diagnostic("").location.map_or(1, |place| place.column)
    }

    /// What is wrong, one sentence.
    pub fn message(&self) -> &str {
        &self.finding.message
    }

    /// What to do next.
    pub fn help(&self) -> &str {
        &self.finding.help
    }

    /// The same for [`render`](crate::render()), which draws it with its lines; `name` is the file's path as given.
    pub fn diagnostic(&self, name: &str) -> Diagnostic {
        let source = Arc::new(Source::new(name, self.shown.clone(), 0));
        Diagnostic::new(Finding::clone(&self.finding), &Sources::new(vec![source]))
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line(), self.column(), self.message())
    }
}

impl fmt::Debug for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Refusal").field(&self.to_string()).finish()
    }
}
