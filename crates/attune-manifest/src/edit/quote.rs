//! Text in double quotes, where it needs them.

use std::fmt::Write as _;

use crate::yaml::{Node, Value, parse};

/// The key as it is written in a map: plain where YAML reads it back.
pub(super) fn key(name: &str) -> String {
    let plain = parse(&format!("{{{name}: 0}}")).is_ok_and(|document| {
        document.findings.is_empty()
            && document.root.is_some_and(|root| match root.value {
                Value::Map(entries) => {
                    matches!(entries.as_slice(), [one] if *one.key.text == *name && one.value.text() == Some("0"))
                }
                Value::Scalar(_) | Value::List(_) => false,
            })
    });
    // What is plain between brackets is plain anywhere, but for words that begin like a quoted or explicit key.
    let bare = plain && !name.starts_with(['"', '\'', '?', '-']);
    if bare { name.to_owned() } else { quoted(name) }
}

/// The text in double quotes.
pub(super) fn quoted(text: &str) -> String {
    let mut written = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => written.extend(['\\', c]),
            '\n' => written.push_str("\\n"),
            c if c.is_control() => {
                // To a string this cannot fail.
                write!(written, "\\u{:04X}", u32::from(c)).unwrap_or_default();
            }
            c => written.push(c),
        }
    }
    written + "\""
}

/// Whether this is what YAML reads between brackets.
pub(super) fn survives_brackets(text: &str, node: &Node) -> bool {
    parse(&format!("[{text}]")).is_ok_and(|document| {
        document.findings.is_empty()
            && document.root.is_some_and(|root| match root.value {
                Value::List(items) => {
                    matches!(items.as_slice(), [one] if crate::format::same(Some(one), Some(node)))
                }
                Value::Scalar(_) | Value::Map(_) => false,
            })
    })
}
