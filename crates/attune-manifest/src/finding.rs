//! What a rule has to say, before it is tied to a source.

use crate::diagnostic::Severity;
use crate::rules::Rule;
use crate::source::Span;

/// One thing that a rule found.
#[derive(Clone, Debug)]
pub struct Finding {
    pub(crate) rule: &'static str,
    pub(crate) severity: Severity,
    /// `None` where a file as a whole is meant.
    pub(crate) span: Option<Span>,
    /// A position of the file that is meant.
    pub(crate) origin: usize,
    pub(crate) message: String,
    pub(crate) label: String,
    pub(crate) help: String,
    pub(crate) related: Vec<(Span, String)>,
}

impl Finding {
    /// An error at a place.
    pub fn error(rule: &Rule, span: Span, message: impl Into<String>) -> Self {
        Self {
            rule: rule.id,
            severity: Severity::Error,
            span: Some(span),
            origin: span.start,
            message: message.into(),
            label: String::new(),
            help: String::new(),
            related: Vec::new(),
        }
    }

    /// A warning at a place.
    pub(crate) fn warning(rule: &Rule, span: Span, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(rule, span, message)
        }
    }

    /// An error of the file as a whole.
    pub(crate) fn of_file(rule: &Rule, message: impl Into<String>) -> Self {
        Self {
            span: None,
            ..Self::error(rule, Span::at(0), message)
        }
    }

    /// The same, in a text that begins at `base`.
    pub(crate) fn shifted(mut self, base: usize) -> Self {
        // What is about the file as a whole must still tell which file.
        self.origin = base;
        self.span = self.span.map(|span| span.shifted(base));
        for (span, _) in &mut self.related {
            *span = span.shifted(base);
        }
        self
    }

    /// What stands under the marked text.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// What to do next.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// Another place that has to do with it.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push((span, label.into()));
        self
    }
}

/// All that was found in one run.
#[derive(Debug, Default)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// Adds one.
    pub fn push(&mut self, finding: Finding) {
        self.0.push(finding);
    }

    /// Adds one and gives nothing, for readers that have no value then.
    pub fn refuse<T>(&mut self, finding: Finding) -> Option<T> {
        self.push(finding);
        None
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds several.
    pub(crate) fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.0.extend(findings);
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// Whether any is an error.
    pub fn has_errors(&self) -> bool {
        self.0
            .iter()
            .any(|finding| finding.severity == Severity::Error)
    }

    /// All of them.
    pub(crate) fn into_vec(self) -> Vec<Finding> {
        self.0
    }
}
