//! The value that an edit puts in.

use crate::edit::error::{EditError, RULE};
use crate::edit::quote;
use crate::finding::{Finding, Findings};
use crate::format::Refusal;
use crate::mask::star_spans;
use crate::rules::duplicate_key;
use crate::source::Span;
use crate::yaml::{Document, Node, Value, parse};

/// A value on one line.
pub(super) struct NewValue {
    /// As it is written in a block and between brackets.
    text: String,
    pub(super) node: Node,
}

impl NewValue {
    /// Reads a scalar, or a list or map in brackets. Plain text that brackets would cut is put in quotes.
    pub(super) fn parse(given: &str) -> Result<Self, EditError> {
        let text = given.trim();
        let refuse = |finding: Finding| {
            let all = Span::new(0, text.len());
            EditError::Value(Refusal::new(finding, star_spans(text, &[all])))
        };
        let wrong = |message: &str, help: &str| {
            let span = Span::new(0, text.len());
            refuse(
                Finding::error(&RULE, span, message)
                    .label("the value")
                    .help(help),
            )
        };
        if text.contains(char::is_control) {
            return Err(wrong(
                "the value holds a line break or a control character",
                "write it on one line; in double quotes a line break is `\\n`",
            ));
        }
        let Document { root, findings } = parse(text).map_err(|finding| refuse(*finding))?;
        if let Some(finding) = findings.into_vec().into_iter().next() {
            return Err(refuse(finding));
        }
        let Some(node) = root.filter(|_| !text.is_empty()) else {
            return Err(wrong(
                "the value is empty",
                "for an empty text give `\"\"`; to take a key away use remove",
            ));
        };
        if node.span != Span::new(0, text.len()) {
            return Err(wrong(
                "the value is no scalar, and no list or map in brackets",
                "write `[a, b]` or `{a: b}`; put text that holds `: ` or ` #` in quotes",
            ));
        }
        let mut twice = Findings::default();
        duplicate_key::check_all(&node, &mut twice);
        if !twice.is_empty() {
            return Err(wrong(
                "a key stands twice in the value",
                "keep one of the two",
            ));
        }
        Ok(Self::new(text, node))
    }

    /// The list of this value alone.
    pub(super) fn in_list(&self) -> Self {
        Self {
            text: format!("[{}]", self.text),
            node: Node {
                value: Value::List(vec![self.node.clone()]),
                span: Span::at(0),
            },
        }
    }

    /// As it is written.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    fn new(text: &str, node: Node) -> Self {
        let mut node = node;
        let mut text = text.to_owned();
        if !quote::survives_brackets(&text, &node)
            && let Value::Scalar(scalar) = &mut node.value
        {
            text = quote::quoted(&scalar.text);
            scalar.plain = false;
        }
        Self { text, node }
    }
}
