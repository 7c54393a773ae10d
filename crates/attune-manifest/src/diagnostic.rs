//! Diagnostics: what is wrong, where, and what to do next.

use std::fmt;
use std::sync::Arc;

use crate::finding::Finding;
use crate::source::{Location, Source, Sources, Span};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The manifest cannot be used.
    Error,
    /// It can, but someone should look.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// Something wrong with a manifest. [`render`](crate::render()) draws it with its lines; no value that may be a secret
/// is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable id of the rule, or of the planner's kind of problem.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Where; `None` where no place of a manifest is meant.
    pub location: Option<Location>,
    /// What is wrong, one sentence.
    pub message: String,
    /// A few words for the marked text; may be empty.
    pub label: String,
    /// What to do next.
    pub help: String,
    /// Other places that have to do with it.
    pub related: Vec<Related>,
    pub(crate) drawn: Option<Drawn>,
}

/// Another place that has to do with a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub location: Location,
    /// What is there.
    pub label: String,
    pub(crate) drawn: Drawn,
}

/// The text to draw and the part to mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Drawn {
    pub(crate) source: Arc<Source>,
    pub(crate) span: Span,
}

impl Diagnostic {
    /// Ties a finding to its source.
    pub(crate) fn new(finding: Finding, sources: &Sources) -> Self {
        let Finding {
            rule,
            severity,
            span,
            origin,
            message,
            label,
            help,
            related,
        } = finding;
        let drawn = |span: Span| {
            let source = Arc::clone(sources.of(span.start)?);
            Some(Drawn { source, span })
        };
        let of_file = || {
            sources.of(origin).map(|source| Location {
                file: source.name().to_owned(),
                line: 1,
                column: 1,
            })
        };
        Self {
            rule,
            severity,
            location: match span {
                Some(span) => sources.location(span.start),
                None => of_file(),
            },
            message,
            label,
            help,
            related: related
                .into_iter()
                .filter_map(|(span, label)| {
                    let drawn = drawn(span)?;
                    Some(Related {
                        location: drawn.source.location(span.start),
                        label,
                        drawn,
                    })
                })
                .collect(),
            drawn: span.and_then(drawn),
        }
    }

    /// Ties findings to their sources, in the order of the files' names and of their texts.
    pub(crate) fn sorted(findings: Vec<Finding>, sources: &Sources) -> Vec<Self> {
        let mut findings: Vec<(Option<&str>, Finding)> = findings
            .into_iter()
            .map(|finding| {
                let file = sources.of(finding.origin).map(|source| source.name());
                (file, finding)
            })
            .collect();
        findings.sort_by(|(file, one), (other_file, other)| {
            (file, one.span, one.rule, &one.message).cmp(&(
                other_file,
                other.span,
                other.rule,
                &other.message,
            ))
        });
        // What two integrations take from one recipe is found twice.
        findings.dedup_by(|(file, one), (other_file, other)| {
            (file, one.span, one.rule, &one.message)
                == (other_file, other.span, other.rule, &other.message)
        });
        findings
            .into_iter()
            .map(|(_, finding)| Self::new(finding, sources))
            .collect()
    }
}
