//! Values on one line.

use crate::format::layout::{Collection, Entry, Kind, Style, Value};

/// The value on one line; `None` where comments or line breaks stand in it, or where it is a block.
pub(super) fn one_line(value: &Value<'_>) -> Option<String> {
    match &value.kind {
        Kind::Nothing => Some(String::new()),
        Kind::Text(text) => (!text.contains('\n')).then(|| (*text).to_owned()),
        Kind::Block(_) => None,
        Kind::Collection(collection) => brackets(collection),
    }
}

/// Whether comments stand inside.
pub(crate) fn has_comments(collection: &Collection<'_>) -> bool {
    !collection.below.is_empty()
        || collection.entries.iter().any(|entry| {
            !entry.above.is_empty()
                || !entry.inner.is_empty()
                || entry.trailing.is_some()
                || matches!(&entry.value.kind, Kind::Collection(inner) if has_comments(inner))
        })
}

fn brackets(collection: &Collection<'_>) -> Option<String> {
    if !collection.below.is_empty() {
        return None;
    }
    let entries: Option<Vec<String>> = collection.entries.iter().map(entry).collect();
    let text = entries?.join(", ");
    match (collection.style, collection.list) {
        (Style::Block, _) => None,
        (Style::Flow, true) => Some(format!("[{text}]")),
        // `[a:]` would be text.
        (Style::Pair, _) if text.contains(": ") => Some(text),
        (Style::Flow | Style::Pair, _) => Some(format!("{{{text}}}")),
    }
}

fn entry(entry: &Entry<'_>) -> Option<String> {
    if !entry.above.is_empty() || !entry.inner.is_empty() || entry.trailing.is_some() {
        return None;
    }
    let value = one_line(&entry.value)?;
    Some(match &entry.key {
        None => value,
        Some(key) if !key.colon => key.raw.to_owned(),
        Some(key) if value.is_empty() => format!("{}:", key.raw),
        Some(key) => format!("{}: {value}", key.raw),
    })
}
