//! Lines that fit, measured as a terminal draws them.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// How many columns a text takes.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// The text with blanks up to `columns`.
pub(crate) fn pad(text: &str, columns: usize) -> String {
    let missing = columns.saturating_sub(width(text));
    format!("{text}{}", " ".repeat(missing))
}

/// Breaks between words so that no line is wider than `columns`; a word that is too wide is broken. One line at least.
pub(crate) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let mut rest = word;
        if let Some(line) = lines.last_mut() {
            if line.is_empty() {
                // The first word of a line needs no blank before it.
            } else if width(line) + 1 + width(word) <= columns {
                line.push(' ');
            } else {
                lines.push(String::new());
            }
        }
        while width(rest) > columns {
            let (head, tail) = rest.split_at(fitting(rest, columns));
            if let Some(line) = lines.last_mut() {
                line.push_str(head);
            }
            lines.push(String::new());
            rest = tail;
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(rest);
        }
    }
    lines
}

/// How many bytes fit; one character at least.
fn fitting(text: &str, columns: usize) -> usize {
    let mut taken = 0;
    for (at, c) in text.char_indices() {
        taken += c.width().unwrap_or(0);
        if taken > columns && at > 0 {
            return at;
        }
    }
    text.len()
}

/// `first` and the wrapped text; further lines stand below the text.
pub(crate) fn hanging(first: &str, text: &str, columns: usize) -> String {
    let indent = width(first);
    let lines = wrap(text, columns.saturating_sub(indent).max(16));
    let below = format!("\n{}", " ".repeat(indent));
    format!("{first}{}\n", lines.join(&below))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_long_words_within() {
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(wrap("", 3), [""]);
    }

    #[test]
    fn wide_letters_take_two_columns() {
        assert_eq!(wrap("東京 大阪", 4), ["東京", "大阪"]);
        assert_eq!(wrap("東京大阪", 5), ["東京", "大阪"]);
        assert_eq!(pad("東京", 6), "東京  ");
    }

    #[test]
    fn further_lines_stand_below_the_text() {
        assert_eq!(
            hanging("  - ", "some words that go on", 24),
            "  - some words that go\n    on\n"
        );
    }
}
