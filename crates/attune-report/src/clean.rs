//! Makes text from a tenant harmless on a terminal.

/// Replaces control characters and marks that reorder text by their code points: `\u{1b}`.
///
/// A level's name is chosen by people; it must not move the cursor or hide a part of the line.
pub fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for c in text.chars() {
        let reorders = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if c.is_control() || reorders {
            cleaned.extend(c.escape_unicode());
        } else {
            cleaned.push(c);
        }
    }
    cleaned
}

/// The same for a text of several lines, which stay lines.
pub fn clean_lines(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(clean).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_shown_and_umlauts_kept() {
        assert_eq!(
            clean("Zoë \u{1b}[31mred\u{202e}"),
            "Zoë \\u{1b}[31mred\\u{202e}"
        );
    }
}
