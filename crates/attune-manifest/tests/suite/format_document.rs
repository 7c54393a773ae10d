//! Documents written in a hundred ways.

use std::fmt::Write as _;

use proptest::prelude::*;

/// The text of a document: every kind of value, with comments and empty lines anywhere.
pub(crate) fn document() -> impl Strategy<Value = String> {
    (value(), 1_usize..5, any::<bool>()).prop_map(|(value, step, crlf)| {
        let top = Value::Map(false, vec![(Vec::new(), "top", value)], Vec::new());
        let mut text = String::new();
        write_value(&top, 0, step, false, &mut text);
        text.push('\n');
        if crlf {
            text.replace('\n', "\r\n")
        } else {
            text
        }
    })
}

/// A value, its comments and its line breaks.
#[derive(Clone, Debug)]
enum Value {
    Nothing,
    Text(&'static str),
    Block(&'static str, Vec<&'static str>),
    List(bool, Vec<(Gap, Value)>, Gap),
    Map(bool, Vec<(Gap, &'static str, Value)>, Gap),
}

/// What stands between two tokens: empty lines, comments with their indentation.
type Gap = Vec<(bool, usize, &'static str)>;

fn gap() -> impl Strategy<Value = Gap> {
    let comment = prop::sample::select(vec!["# one", "#two", "# ü: [x", "#", "#- a: b"]);
    prop_oneof![
        3 => Just(Vec::new()),
        1 => prop::collection::vec((any::<bool>(), 0_usize..8, comment), 0..3),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    let texts = vec![
        "a",
        "a b",
        "1",
        "true",
        "\"*@x\"",
        "'it''s'",
        "a#b",
        "-x",
        "\"a\\\n   b\"",
        "'a\n\n     b'",
        "\"b  \n     \\ c\\ \n     d\"",
    ];
    let headers = vec!["|", ">", "|-", ">+", "|+", "|2", ">2-"];
    let lines = vec!["text", "", "  more", "# no comment", "- a: b", "ü  "];
    let leaf = prop_oneof![
        Just(Value::Nothing),
        prop::sample::select(texts).prop_map(Value::Text),
        (
            prop::sample::select(headers),
            prop::collection::vec(prop::sample::select(lines), 0..4)
        )
            // The parser reads a block of nothing but blanks in one way at the end and in another above a key.
            .prop_filter("only blanks", |(_, lines)| lines
                .iter()
                .any(|line| !line.is_empty()))
            .prop_map(|(header, lines)| Value::Block(header, lines)),
    ];
    let keys = prop::sample::subsequence(vec!["a", "b c", "\"d\"", "'*'", "<e>", "é"], 0..5);
    leaf.prop_recursive(4, 24, 4, move |inner| {
        let items = prop::collection::vec((gap(), inner.clone()), 0..4);
        let values = prop::collection::vec((gap(), inner), 5);
        prop_oneof![
            (any::<bool>(), items, gap())
                .prop_map(|(flow, items, end)| Value::List(flow, items, end)),
            (any::<bool>(), keys.clone(), values, gap()).prop_map(|(flow, keys, values, end)| {
                let entries = keys.into_iter().zip(values);
                let entries = entries.map(|(key, (gap, value))| (gap, key, value));
                Value::Map(flow, entries.collect(), end)
            }),
        ]
    })
}

fn write_gap(gap: &Gap, out: &mut String) {
    for (at, (blank, indent, comment)) in gap.iter().enumerate() {
        let _ = match (at, blank) {
            (0, true) => write!(out, "  {comment}"),
            (_, true) => write!(out, "\n\n{:indent$}{comment}", ""),
            (_, false) => write!(out, "\n{:indent$}{comment}", ""),
        };
    }
}

fn write_value(value: &Value, indent: usize, step: usize, flow: bool, out: &mut String) {
    let inner = indent + step;
    let line = format!("\n{:indent$}", "");
    match value {
        Value::Nothing if flow => out.push_str("null"),
        Value::Block(..) if flow => out.push('z'),
        Value::Nothing => {}
        Value::Text(text) => {
            let _ = write!(out, " {text}");
        }
        Value::Block(header, lines) => {
            let _ = write!(out, " {header}");
            for text in lines {
                let _ = write!(out, "\n{:inner$}{text}", "");
            }
        }
        Value::List(flowing, items, end) if *flowing || flow || items.is_empty() => {
            out.push_str(" [");
            for (gap, item) in items {
                write_gap(gap, out);
                out.push_str(&line);
                write_value(item, inner, step, true, out);
                out.push(',');
            }
            write_gap(end, out);
            out.push_str(&line);
            out.push(']');
        }
        Value::Map(flowing, entries, end) if *flowing || flow || entries.is_empty() => {
            out.push_str(" {");
            for (at, (gap, key, value)) in entries.iter().enumerate() {
                out.push_str(if at > 0 { " , " } else { "" });
                write_gap(gap, out);
                let _ = write!(out, "{line}{key} :");
                write_value(value, inner, step, true, out);
            }
            write_gap(end, out);
            out.push_str(&line);
            out.push('}');
        }
        Value::List(_, items, end) => {
            for (gap, item) in items {
                write_gap(gap, out);
                let _ = write!(out, "{line}-");
                write_value(item, inner, step, false, out);
            }
            write_gap(end, out);
        }
        Value::Map(_, entries, end) => {
            for (gap, key, value) in entries {
                write_gap(gap, out);
                let _ = write!(out, "{line}{key}:");
                write_value(value, inner, step, false, out);
            }
            write_gap(end, out);
        }
    }
}
