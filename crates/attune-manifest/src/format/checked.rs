//! A text that attune reads: its tree, and how it is laid out.

use crate::finding::Finding;
use crate::format::error::Refusal;
use crate::format::layout::Layout;
use crate::format::read;
use crate::mask::{hide, star_lines, star_spans};
use crate::rules::duplicate_key;
use crate::source::Span;
use crate::text;
use crate::yaml::{Document, Node, Value, parse};

/// A text that attune reads: its tree, and how it is laid out.
pub(crate) struct Checked<'t> {
    /// The text without its byte-order mark.
    pub(crate) text: &'t str,
    /// `None` where nothing but comments stands there.
    pub(crate) root: Option<Node>,
    pub(crate) layout: Layout<'t>,
    /// What may be a secret.
    secrets: Vec<Span>,
}

impl<'t> Checked<'t> {
    /// Refuses what is no YAML, what attune's subset of it leaves out, and keys that stand twice.
    pub(crate) fn new(text: &'t str) -> Result<Self, Refusal> {
        let text = text::bare(text);
        text::check(text).map_err(|finding| Refusal::new(*finding, star_lines(text, &[])))?;
        let Document { root, mut findings } =
            parse(text).map_err(|finding| Refusal::new(*finding, star_lines(text, &[])))?;
        let mut root = root.filter(|root| !is_nothing(root));
        let secrets = root
            .as_mut()
            .map(|root| hide(root, &[]))
            .unwrap_or_default();
        let refuse = |finding| Refusal::new(finding, star_spans(text, &secrets));
        if let Some(root) = &root {
            duplicate_key::check_all(root, &mut findings);
        }
        if let Some(finding) = findings.into_vec().into_iter().next() {
            return Err(refuse(finding));
        }
        let layout = read::read(text, root.as_ref()).map_err(|finding| refuse(*finding))?;
        Ok(Self {
            text,
            root,
            layout,
            secrets,
        })
    }

    /// Ties a finding to the text as it may be shown.
    pub(crate) fn refuse(&self, finding: Finding) -> Refusal {
        Refusal::new(finding, star_spans(self.text, &self.secrets))
    }
}

/// Whether the document is left out.
fn is_nothing(root: &Node) -> bool {
    matches!(&root.value, Value::Scalar(scalar) if scalar.plain && scalar.text.is_empty())
}
