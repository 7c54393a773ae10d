//! A sentence for an operator, in no format yet.

/// A sentence whose parts may stand out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(Vec<Part>);

/// A part of a sentence. No part is markup: a renderer escapes whatever its format takes for such.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// As it is.
    Plain(String),
    /// A name or value that is looked for or set.
    Strong(String),
    /// A word of a file or a command line.
    Code(String),
}

impl Text {
    /// A name or value that stands out.
    pub(super) fn strong(text: impl Into<String>) -> Self {
        Self(vec![Part::Strong(text.into())])
    }

    /// A word of a file or a command line.
    pub(super) fn code(text: impl Into<String>) -> Self {
        Self(vec![Part::Code(text.into())])
    }

    /// With more behind it.
    #[must_use]
    pub(super) fn and(mut self, more: impl Into<Self>) -> Self {
        self.0.extend(more.into().0);
        self
    }

    /// The parts, in their order.
    pub fn parts(&self) -> &[Part] {
        &self.0
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(vec![Part::Plain(text)])
    }
}
