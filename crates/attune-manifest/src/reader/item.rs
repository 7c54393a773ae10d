//! A value under the name it has in messages.

use std::borrow::Cow;

use crate::finding::Findings;
use crate::places::marked;
use crate::reader::Fields;
use crate::rules::{boolean_word, text_length, text_shape, wrong_type};
use crate::source::Span;
use crate::yaml::{Entry, Node, Scalar, Value};

/// A value under the name it has in messages.
#[derive(Clone, Debug)]
pub struct Item<'n> {
    /// The key, or `key[index]` in a list.
    pub(crate) name: Cow<'n, str>,
    /// Where the key stands; in a list, the entry itself.
    pub(crate) head: Span,
    /// The value.
    pub(crate) node: &'n Node,
}

impl<'n> Item<'n> {
    /// The value of a map's entry.
    pub(crate) fn of(entry: &'n Entry) -> Self {
        Self {
            name: Cow::Borrowed(&entry.key.text),
            head: entry.key.span,
            node: &entry.value,
        }
    }

    /// Its name in messages: the key, or `key[index]` in a list.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What to mark in a diagnostic about the value.
    pub fn span(&self) -> Span {
        marked(self.head, self.node)
    }

    /// The scalar, where it is one.
    pub(crate) fn scalar(&self) -> Option<&'n Scalar> {
        match &self.node.value {
            Value::Scalar(scalar) => Some(scalar),
            Value::List(_) | Value::Map(_) => None,
        }
    }

    /// The scalar in back quotes for a message.
    pub fn quoted(&self) -> String {
        self.scalar().map(Scalar::quoted).unwrap_or_default()
    }

    /// One line of text that is not blank, without the blanks around it.
    pub fn text(&self, out: &mut Findings) -> Option<&'n str> {
        let scalar = self.scalar().filter(|scalar| {
            !scalar.is_null() && !scalar.is_number() && scalar.boolean().is_none()
        });
        let Some(scalar) = scalar else {
            return out.refuse(wrong_type::text(self));
        };
        let text = scalar.text.trim();
        if text.is_empty() {
            out.refuse(text_shape::blank(self))
        } else if text.contains(char::is_control) {
            out.refuse(text_shape::lines(self))
        } else {
            Some(text)
        }
    }

    /// The same, of at most so many characters.
    pub(crate) fn text_up_to(&self, longest: usize, out: &mut Findings) -> Option<&'n str> {
        let text = self.text(out)?;
        let length = text.chars().count();
        if length > longest {
            return out.refuse(text_length::finding(self, length, longest));
        }
        Some(text)
    }

    /// `true` or `false`.
    pub(crate) fn boolean(&self, out: &mut Findings) -> Option<bool> {
        match self.scalar() {
            Some(scalar) => scalar
                .boolean()
                .or_else(|| out.refuse(boolean_word::finding(self, scalar))),
            None => out.refuse(wrong_type::boolean(self)),
        }
    }

    /// A whole number that is at least `least`.
    pub fn number(&self, least: i64, out: &mut Findings) -> Option<i64> {
        self.scalar()
            .and_then(Scalar::integer)
            .filter(|number| *number >= least)
            .or_else(|| out.refuse(wrong_type::number(self, least)))
    }

    /// The value as a whole number, where it is one.
    pub fn whole(&self) -> Option<i64> {
        self.scalar().and_then(Scalar::integer)
    }

    /// The entries of a list.
    pub fn list(&self, out: &mut Findings) -> Option<Vec<Self>> {
        match &self.node.value {
            Value::List(nodes) => Some(
                nodes
                    .iter()
                    .enumerate()
                    .map(|(index, node)| Self {
                        name: Cow::Owned(format!("{}[{index}]", self.name)),
                        head: node.span,
                        node,
                    })
                    .collect(),
            ),
            Value::Scalar(_) | Value::Map(_) => out.refuse(wrong_type::list(self)),
        }
    }

    /// The keys of a map.
    pub fn fields(&self, out: &mut Findings) -> Option<Fields<'n>> {
        match &self.node.value {
            Value::Map(entries) => Some(Fields::new(self.name.clone(), self.head, entries)),
            Value::Scalar(_) | Value::List(_) => out.refuse(wrong_type::map(self)),
        }
    }
}
