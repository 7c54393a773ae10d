//! Stars in place of what may be a secret, so that no diagnostic can show one.

use crate::source::Span;
use crate::yaml::{Entry, Node, Value};

/// The block that says what attune signs in with.
const CONNECTION: &str = "connection";

/// Whether a key of this name usually holds a secret; `blocks` are those of which every value may be one.
fn is_secret(key: &str, blocks: &[&str]) -> bool {
    let bare: String = key
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    let ends = [
        CONNECTION,
        "secret",
        "password",
        "token",
        "apikey",
        "integrationcode",
    ];
    blocks.contains(&key) || ends.iter().any(|end| bare.ends_with(end))
}

/// Where the private key of an age identity stands: easily taken for the public one.
fn private_key(text: &str) -> Option<usize> {
    text.to_ascii_uppercase().find("AGE-SECRET-KEY-")
}

/// Whether `name` can be the name of an environment variable.
pub(crate) fn is_variable(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// Marks as hidden what may be a secret: all below a key that names one, but for the references `env` and `file`.
/// The same below `blocks`, of which the keys are no secrets. Gives the spans.
pub(crate) fn hide(root: &mut Node, blocks: &[&str]) -> Vec<Span> {
    let mut spans = Vec::new();
    hide_below(root, false, false, blocks, &mut spans);
    spans
}

/// `keys`: in `secret: {hunter2}` the key is the secret.
fn hide_below(node: &mut Node, hidden: bool, keys: bool, blocks: &[&str], spans: &mut Vec<Span>) {
    match &mut node.value {
        Value::Scalar(scalar) => {
            if (hidden && !scalar.is_null()) || private_key(&scalar.text).is_some() {
                scalar.hidden = true;
                spans.push(node.span);
            }
        }
        Value::List(items) => {
            for item in items {
                hide_below(item, hidden, hidden, blocks, spans);
            }
        }
        Value::Map(entries) => {
            for Entry { key, value } in entries {
                let (reference, known) = match key.text.as_ref() {
                    "env" => (value.text().is_some_and(is_variable), true),
                    "file" => (true, true),
                    word => (false, !keys && is_variable(word)),
                };
                if hidden && !known {
                    key.hidden = true;
                    spans.push(key.span);
                }
                let below = (hidden && !reference) || is_secret(&key.text, blocks);
                let is_block = *key.text == *CONNECTION || blocks.contains(&key.text.as_ref());
                hide_below(value, below, below && !is_block, blocks, spans);
            }
        }
    }
}

/// The text with stars in these spans.
pub(crate) fn star_spans(text: &str, spans: &[Span]) -> String {
    let mut spans = spans.to_vec();
    spans.sort_unstable();
    let mut shown = String::with_capacity(text.len());
    let mut at = 0;
    for span in spans {
        let start = span.start.max(at);
        shown.push_str(text.get(at..start).unwrap_or_default());
        star(text.get(start..span.end).unwrap_or_default(), &mut shown);
        at = span.end.max(start);
    }
    shown.push_str(text.get(at..).unwrap_or_default());
    shown
}

/// The text with stars after every key that names a secret, judged line by line: for text that is no YAML.
pub(crate) fn star_lines(text: &str, blocks: &[&str]) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut hiding_below: Option<usize> = None;
    for line in text.split_inclusive('\n') {
        let blank = line.trim().is_empty();
        let indent = line.len() - line.trim_start().len();
        if hiding_below.is_some_and(|limit| blank || indent > limit) {
            star(line, &mut shown);
        } else if let Some(at) = secret_in(line, blocks).or_else(|| private_key(line)) {
            shown.push_str(line.get(..at).unwrap_or_default());
            star(line.get(at..).unwrap_or_default(), &mut shown);
            hiding_below = Some(indent);
        } else {
            shown.push_str(line);
            hiding_below = None;
        }
    }
    shown
}

/// Where the value after a key that names a secret begins in this line; a reference is no exception, since text that
/// is no YAML may only look like one.
fn secret_in(line: &str, blocks: &[&str]) -> Option<usize> {
    line.match_indices(':').find_map(|(at, _)| {
        let before = line.get(..at)?.trim_end_matches(['"', '\'', ' ']);
        let key = before
            .rsplit(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-')
            .next()?;
        is_secret(key, blocks).then_some(at + 1)
    })
}

/// As many stars as `text` has bytes, so that spans stay right; line breaks stay.
fn star(text: &str, shown: &mut String) {
    for c in text.chars() {
        match c {
            '\n' | '\r' => shown.push(c),
            _ => shown.extend(std::iter::repeat_n('*', c.len_utf8())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_lose_what_follows_a_secret_key() {
        let text = "a: 1\n\"x-secret\": |\n    hunter2\n    x\nuserName: {env: A}\nb: {pass-word: z, \"apiKey\": y}\nconnection:\n  hunter2 =\nx: {env: OK\n";
        assert_eq!(
            star_lines(text, &[]),
            "a: 1\n\"x-secret\":**\n***********\n*****\nuserName: {env: A}\nb: {pass-word:****************\nconnection:\n***********\nx: {env: OK\n"
        );
    }

    #[test]
    fn spans_may_touch_and_nest() {
        let spans = [Span::new(3, 5), Span::new(2, 5)];
        assert_eq!(star_spans("a: ü\nb", &spans), "a:***\nb");
    }
}
