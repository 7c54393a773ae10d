//! The tree.

use std::sync::Arc;

use crate::source::Span;

/// A value and where it stands. The span of a block collection covers nothing and marks its start.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) value: Value,
    pub(crate) span: Span,
}

/// What a node is.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Scalar(Scalar),
    List(Vec<Node>),
    /// Entries in the order of the text; a key may stand there twice.
    Map(Vec<Entry>),
}

/// A single value.
#[derive(Clone, Debug)]
pub(crate) struct Scalar {
    pub(crate) text: Arc<str>,
    /// Whether it stands without quotes and so may be a number, `true`, `false` or nothing.
    pub(crate) plain: bool,
    /// Whether it may be a secret and must not be shown.
    pub(crate) hidden: bool,
}

/// A key and its value.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) key: Key,
    pub(crate) value: Node,
}

/// A key.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    pub(crate) text: Arc<str>,
    pub(crate) span: Span,
    /// Whether it may be a secret and must not be shown.
    pub(crate) hidden: bool,
}

impl Node {
    /// The same in a text that begins at `base`.
    pub(crate) fn shift(&mut self, base: usize) {
        self.span = self.span.shifted(base);
        match &mut self.value {
            Value::Scalar(_) => {}
            Value::List(items) => items.iter_mut().for_each(|item| item.shift(base)),
            Value::Map(entries) => {
                for Entry { key, value } in entries {
                    key.span = key.span.shifted(base);
                    value.shift(base);
                }
            }
        }
    }

    /// Whether it says the same, wherever it stands. The order of keys does not count.
    pub(crate) fn says_same(&self, other: &Self) -> bool {
        match (&self.value, &other.value) {
            (Value::Scalar(one), Value::Scalar(other)) => {
                one.text == other.text && (one.plain == other.plain || one.is_text())
            }
            (Value::List(some), Value::List(others)) => {
                some.len() == others.len()
                    && some
                        .iter()
                        .zip(others)
                        .all(|(one, other)| one.says_same(other))
            }
            (Value::Map(some), Value::Map(others)) => {
                some.len() == others.len()
                    && some.iter().all(|entry| {
                        others.iter().any(|other| {
                            other.key.text == entry.key.text && entry.value.says_same(&other.value)
                        })
                    })
            }
            (Value::Scalar(_) | Value::List(_) | Value::Map(_), _) => false,
        }
    }

    /// The entry of a map under this key; the first where it stands twice.
    pub(crate) fn entry(&self, key: &str) -> Option<&Entry> {
        match &self.value {
            Value::Map(entries) => entries.iter().find(|entry| *entry.key.text == *key),
            Value::Scalar(_) | Value::List(_) => None,
        }
    }

    /// Whether it is a map without entries, which says nothing.
    pub(crate) fn is_empty_map(&self) -> bool {
        matches!(&self.value, Value::Map(entries) if entries.is_empty())
    }

    /// The text of a scalar.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(scalar) => Some(&scalar.text),
            Value::List(_) | Value::Map(_) => None,
        }
    }

    /// What it is, for messages.
    pub(crate) fn kind(&self) -> &'static str {
        match &self.value {
            Value::Scalar(scalar) if scalar.is_null() => "nothing",
            Value::Scalar(scalar) if scalar.boolean().is_some() => "true or false",
            Value::Scalar(scalar) if scalar.is_number() => "a number",
            Value::Scalar(_) => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
        }
    }
}

impl Scalar {
    /// Whether it is text with or without quotes.
    fn is_text(&self) -> bool {
        let bare = Self {
            text: Arc::clone(&self.text),
            plain: true,
            hidden: false,
        };
        !bare.is_null() && bare.boolean().is_none() && !bare.is_number()
    }

    /// Whether nothing is written, or `null`.
    pub(crate) fn is_null(&self) -> bool {
        self.plain && matches!(&*self.text, "" | "~" | "null" | "Null" | "NULL")
    }

    /// `true` or `false`, spelt just so.
    pub(crate) fn boolean(&self) -> Option<bool> {
        match &*self.text {
            "true" if self.plain => Some(true),
            "false" if self.plain => Some(false),
            _ => None,
        }
    }

    /// A whole number in plain decimal digits.
    pub(crate) fn integer(&self) -> Option<i64> {
        let digits = self.text.strip_prefix('-').unwrap_or(&self.text);
        let decimal = digits == "0"
            || (!digits.starts_with('0') && digits.chars().all(|c| c.is_ascii_digit()));
        (self.plain && decimal).then(|| self.text.parse().ok())?
    }

    /// Whether some YAML reader takes it for a number: `007`, `1_000` and `1.0` too.
    pub(crate) fn is_number(&self) -> bool {
        let unsigned = self.text.trim_start_matches(['-', '+']);
        let begins = unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.');
        let bare = unsigned.replace('_', "");
        self.plain
            && begins
            && (bare.parse::<f64>().is_ok() || bare.starts_with("0x") || bare.starts_with("0o"))
    }

    /// The text in back quotes for a message: shortened, and nothing of what may be a secret.
    pub(crate) fn quoted(&self) -> String {
        quoted(&self.text, self.hidden)
    }
}

impl Key {
    /// The key in back quotes for a message: shortened, and nothing of what may be a secret.
    pub(crate) fn quoted(&self) -> String {
        quoted(&self.text, self.hidden)
    }
}

fn quoted(text: &str, hidden: bool) -> String {
    const LONGEST: usize = 60;
    if hidden {
        return "`***`".to_owned();
    }
    let mut shown: String = text.chars().take(LONGEST).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    format!("`{shown}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Scalar {
        Scalar {
            text: text.into(),
            plain: true,
            hidden: false,
        }
    }

    #[test]
    fn only_plain_decimal_digits_are_whole_numbers() {
        assert_eq!(plain("10").integer(), Some(10));
        assert_eq!(plain("-1").integer(), Some(-1));
        assert_eq!(plain("0").integer(), Some(0));
        for other in [
            "",
            "-",
            "010",
            "1_0",
            "0x10",
            "1.0",
            "1e3",
            "99999999999999999999",
        ] {
            assert_eq!(plain(other).integer(), None, "{other}");
        }
    }

    #[test]
    fn words_that_begin_with_digits_are_text() {
        for number in ["007", "1_000", "-1.5", "0x1f", "1e3"] {
            assert!(plain(number).is_number(), "{number}");
        }
        for text in ["3CX", "2024-01-01", "-", "inf", "12:30"] {
            assert!(!plain(text).is_number(), "{text}");
        }
    }

    #[test]
    fn long_text_is_shortened_and_hidden_text_is_not_shown() {
        let mut scalar = plain(&"é".repeat(61));
        assert_eq!(scalar.quoted(), format!("`{}…`", "é".repeat(60)));
        scalar.hidden = true;
        assert_eq!(scalar.quoted(), "`***`");
    }
}
