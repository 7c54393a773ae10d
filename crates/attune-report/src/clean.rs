//! Makes text from a tenant harmless on a terminal.

/// Replaces control characters and marks that reorder text by their code points: `\u{1b}`.
///
/// A level's name is chosen by people; it must not move the cursor or hide a part of the line.
pub fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() || is_invisible(c) {
            cleaned.extend(c.escape_unicode());
        } else {
            cleaned.push(c);
        }
    }
    cleaned
}

/// Marks that reorder or break lines, and letters without ink. The joiners of Persian names and emoji are left.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}'
    )
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
