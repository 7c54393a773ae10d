//! Trees as text: blocks for what is large, brackets for what fits in a line.

use std::fmt::Write as _;

use crate::yaml::{Entry, Node, Scalar, Value, parse};

/// The longest line that brackets may fill, in characters.
const LONGEST: usize = 100;

/// Down to this depth maps are always blocks: the sections of a manifest and the blocks in them.
const BLOCKS: usize = 2;

/// The tree as a document that reads back the same.
pub(crate) fn write(root: &Node) -> String {
    let mut text = String::new();
    match &root.value {
        Value::Map(entries) if !entries.is_empty() => {
            for (index, entry) in entries.iter().enumerate() {
                let is_section = matches!(entry.value.value, Value::Map(_));
                if is_section && index > 0 {
                    text.push('\n');
                }
                put(entry, 0, &mut text);
            }
        }
        Value::Map(_) | Value::List(_) | Value::Scalar(_) => {
            text.push_str(&flow(root));
            text.push('\n');
        }
    }
    text
}

/// Writing to a string does not fail.
fn put(entry: &Entry, depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth);
    let key = key(&entry.key.text);
    let line = format!("{indent}{key}: {}", flow(&entry.value));
    match &entry.value.value {
        Value::Map(entries)
            if !entries.is_empty() && (depth < BLOCKS || line.chars().count() > LONGEST) =>
        {
            let _ = writeln!(text, "{indent}{key}:");
            for entry in entries {
                put(entry, depth + 1, text);
            }
        }
        Value::List(items) if !items.is_empty() && line.chars().count() > LONGEST => {
            let _ = writeln!(text, "{indent}{key}:");
            for item in items {
                let _ = writeln!(text, "{indent}  - {}", flow(item));
            }
        }
        Value::Map(_) | Value::List(_) | Value::Scalar(_) => {
            text.push_str(&line);
            text.push('\n');
        }
    }
}

/// The tree in one line.
pub(crate) fn flow(node: &Node) -> String {
    match &node.value {
        Value::Scalar(scalar) => word(scalar),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(flow).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Map(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|entry| format!("{}: {}", key(&entry.key.text), flow(&entry.value)))
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

fn key(text: &str) -> String {
    word(&Scalar {
        text: text.into(),
        plain: false,
        hidden: false,
    })
}

/// A scalar with quotes only where it would be read as something else without them.
fn word(scalar: &Scalar) -> String {
    if scalar.hidden {
        return "'***'".to_owned();
    }
    let text = &scalar.text;
    let is_typed = scalar.is_null() || scalar.boolean().is_some() || scalar.is_number();
    if is_typed || reads_back(text) {
        return text.to_string();
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether a text without quotes is the same text wherever it stands: as a key or value, within brackets or not.
fn reads_back(text: &str) -> bool {
    let is_simple = text
        .chars()
        .all(|c| c.is_alphanumeric() || " _-./@()&'+".contains(c))
        && text.starts_with(|c: char| c.is_alphanumeric() || c == '_')
        && !text.ends_with(' ');
    if !is_simple {
        return false;
    }
    let read = parse(&format!("[{text}]")).ok().and_then(|read| read.root);
    let Some(Value::List(items)) = read.map(|root| root.value) else {
        return false;
    };
    match items.as_slice() {
        [one] => match &one.value {
            Value::Scalar(scalar) => {
                *scalar.text == *text
                    && !scalar.is_null()
                    && scalar.boolean().is_none()
                    && !scalar.is_number()
                    // Other readers take these words for something else.
                    && !["yes", "no", "on", "off", "y", "n"].contains(&text.to_ascii_lowercase().as_str())
            }
            Value::List(_) | Value::Map(_) => false,
        },
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection;
    use proptest::prelude::*;

    use super::*;
    use crate::source::Span;
    use crate::yaml::Key;

    #[test]
    fn what_is_written_reads_back() {
        let text = "a: 1\nb: \"*@x\"\n\nc:\n  d:\n    e: [x, \"true\", true, \"no\"]\n    \"f: g\": {h: \"\", i: a b}\n";
        let root = parse(text).unwrap().root.unwrap();
        assert_eq!(write(&root), text);
    }

    #[test]
    fn long_ones_become_blocks() {
        let long = "x".repeat(60);
        let text = format!(
            "a:\n  b:\n    c:\n      d: {long}\n      e: {long}\n    l:\n      - {long}\n      - {long}\n"
        );
        let root = parse(&text).unwrap().root.unwrap();
        assert_eq!(write(&root), text);
    }

    fn scalar() -> impl Strategy<Value = Node> {
        let text = prop_oneof![
            any::<String>(),
            "[ -~]{0,12}",
            "[a-z #:,'\"&*!|>%@`{}\\[\\]?-]{0,8}",
            "(.|\n|\t|\r){0,8}",
            "[-+0-9._exo]{1,8}",
            "true|false|True|yes|no|on|null|~|Null|NULL|inf|nan|y|N",
            Just(String::new()),
        ];
        (text, any::<bool>()).prop_map(|(text, plain)| {
            // Without quotes stand those words only that are no text.
            let read = Scalar {
                text: text.as_str().into(),
                plain: true,
                hidden: false,
            };
            let is_typed = !text.is_empty()
                && (read.is_null() || read.boolean().is_some() || read.is_number());
            node(Value::Scalar(Scalar {
                plain: plain && is_typed,
                ..read
            }))
        })
    }

    fn node(value: Value) -> Node {
        Node {
            value,
            span: Span::at(0),
        }
    }

    fn tree() -> impl Strategy<Value = Node> {
        scalar().prop_recursive(5, 40, 5, |inner| {
            let entry = (scalar(), inner.clone()).prop_map(|(key, value)| Entry {
                key: Key {
                    text: key.text().unwrap_or_default().into(),
                    span: Span::at(0),
                    hidden: false,
                },
                value,
            });
            prop_oneof![
                collection::vec(inner, 0..5).prop_map(|items| node(Value::List(items))),
                collection::vec(entry, 0..5).prop_map(|mut entries| {
                    entries.sort_by(|one, other| one.key.text.cmp(&other.key.text));
                    entries.dedup_by(|one, other| one.key.text == other.key.text);
                    node(Value::Map(entries))
                }),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_tree_reads_back(tree in tree()) {
            for text in [write(&tree), format!("{}\n", flow(&tree))] {
                let read = parse(&text).map_err(|finding| TestCaseError::fail(format!("{text}{finding:?}")))?;
                prop_assert!(read.findings.is_empty(), "{}", text);
                let root = read.root.ok_or_else(|| TestCaseError::fail("nothing"))?;
                prop_assert!(tree.says_same(&root), "{}{:?}\n{:?}", text, tree, root);
            }
        }
    }
}
