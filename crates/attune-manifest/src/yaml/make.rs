//! Trees that stand in no text.

use crate::source::Span;
use crate::yaml::{Entry, Key, Node, Scalar, Value};

impl Node {
    /// A text.
    pub(crate) fn of_text(text: &str) -> Self {
        Self::of(Value::Scalar(Scalar {
            text: text.into(),
            plain: false,
            hidden: false,
        }))
    }

    /// `true`, `false`, a number or another word that is no text.
    pub(crate) fn of_word(word: &str) -> Self {
        Self::of(Value::Scalar(Scalar {
            text: word.into(),
            plain: true,
            hidden: false,
        }))
    }

    /// A list.
    pub(crate) fn of_list(items: impl IntoIterator<Item = Self>) -> Self {
        Self::of(Value::List(items.into_iter().collect()))
    }

    /// An empty map.
    pub(crate) fn of_nothing() -> Self {
        Self::of(Value::Map(Vec::new()))
    }

    fn of(value: Value) -> Self {
        Self {
            value,
            span: Span::at(0),
        }
    }

    /// Puts a value at a path of keys, making the maps on the way.
    pub(crate) fn put(&mut self, path: &[&str], value: Self) {
        let Value::Map(entries) = &mut self.value else {
            return;
        };
        let (Some((first, rest)), at) = (
            path.split_first(),
            entries
                .iter()
                .position(|entry| path.first() == Some(&&*entry.key.text)),
        ) else {
            return;
        };
        let index = at.unwrap_or_else(|| {
            entries.push(Entry {
                key: Key {
                    text: (*first).into(),
                    span: Span::at(0),
                    hidden: false,
                },
                value: Self::of_nothing(),
            });
            entries.len() - 1
        });
        if let Some(entry) = entries.get_mut(index) {
            if rest.is_empty() {
                entry.value = value;
            } else {
                entry.value.put(rest, value);
            }
        }
    }
}
