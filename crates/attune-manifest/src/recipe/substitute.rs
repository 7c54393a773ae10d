//! `<name>` in a recipe.

use std::collections::BTreeMap;

use crate::finding::Findings;
use crate::rules::recipe_placeholder;
use crate::source::Span;
use crate::yaml::{Entry, Key, Node, Scalar, Value};

/// What the names stand for; `None` for an optional parameter that was not given.
pub(crate) type Values = BTreeMap<String, Option<Node>>;

/// The tree with all names replaced; `None` where all of it hangs on something that was not given.
pub(super) fn substitute(node: &Node, values: &Values, out: &mut Findings) -> Option<Node> {
    match &node.value {
        Value::Scalar(scalar) => replaced(node, scalar, values, out),
        Value::List(items) => Some(Node {
            value: Value::List(
                items
                    .iter()
                    .filter_map(|item| substitute(item, values, out))
                    .collect(),
            ),
            span: node.span,
        }),
        Value::Map(entries) => Some(Node {
            value: Value::Map(
                entries
                    .iter()
                    .filter_map(|entry| {
                        let value = substitute(&entry.value, values, out)?;
                        let text = filled(&entry.key.text, entry.key.span, values, out)?;
                        let key = Key {
                            text: text.into(),
                            ..entry.key.clone()
                        };
                        Some(Entry { key, value })
                    })
                    .collect(),
            ),
            span: node.span,
        }),
    }
}

fn replaced(node: &Node, scalar: &Scalar, values: &Values, out: &mut Findings) -> Option<Node> {
    // A value that is a name and nothing else becomes what was given, whatever its type.
    if let Some(name) = alone(&scalar.text) {
        return match values.get(name) {
            Some(value) => value.clone(),
            None => out.refuse(recipe_placeholder::finding(name, node.span, values)),
        };
    }
    let text = filled(&scalar.text, node.span, values, out)?;
    let changed = *text != *scalar.text;
    Some(Node {
        value: Value::Scalar(Scalar {
            plain: scalar.plain && !changed,
            hidden: scalar.hidden,
            text: text.into(),
        }),
        span: node.span,
    })
}

/// A text with the names in it replaced by texts.
pub(super) fn filled(
    text: &str,
    span: Span,
    values: &Values,
    out: &mut Findings,
) -> Option<String> {
    let mut filled = String::new();
    let mut at = 0;
    while let Some((start, name, end)) = next(text, at) {
        filled.push_str(text.get(at..start).unwrap_or_default());
        let Some(value) = values.get(name) else {
            return out.refuse(recipe_placeholder::finding(name, span, values));
        };
        match value.as_ref()?.text() {
            Some(word) => filled.push_str(word),
            None => return out.refuse(recipe_placeholder::not_text(name, span)),
        }
        at = end;
    }
    filled.push_str(text.get(at..).unwrap_or_default());
    Some(filled)
}

/// The name that a text is and nothing else.
pub(crate) fn alone(text: &str) -> Option<&str> {
    let (start, name, end) = next(text, 0)?;
    (start == 0 && end == text.len()).then_some(name)
}

/// The next `<name>` from `at` on: where it starts, the name, where it ends.
fn next(text: &str, at: usize) -> Option<(usize, &str, usize)> {
    let mut from = at;
    loop {
        let start = from + text.get(from..)?.find('<')?;
        let rest = text.get(start + 1..)?;
        let length = rest.find('>')?;
        let name = rest.get(..length)?;
        let is_name = name.starts_with(|c: char| c.is_ascii_lowercase())
            && name
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if is_name {
            return Some((start, name, start + length + 2));
        }
        from = start + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_alone_where_nothing_is_around_it() {
        assert_eq!(alone("<a-1>"), Some("a-1"));
        assert_eq!(alone("<a> b"), None);
        assert_eq!(alone("a"), None);
    }

    #[test]
    fn names_are_lower_case_words_in_angle_brackets() {
        assert_eq!(next("a <b-1> c", 0), Some((2, "b-1", 7)));
        assert_eq!(next("<B> < x> <>", 0), None);
        assert_eq!(next("x<y<z>", 0), Some((3, "z", 6)));
    }
}
