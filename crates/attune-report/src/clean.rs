//! Makes text from a tenant harmless on a terminal.

/// Replaces control characters and marks that reorder text by their code points: `\u{1b}`.
///
/// A level's name is chosen by people; it must not move the cursor, hide a part of the line, or look like another name:
/// letters that pass for Latin ones are replaced too where they stand in a word with Latin ones, and so are accents that
/// are apart from their letters.
pub fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for word in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let mixed = word.chars().any(is_latin);
        for c in word.chars() {
            if c.is_control() || is_invisible(c) || is_accent(c) || mixed && passes_for_latin(c) {
                cleaned.extend(c.escape_unicode());
            } else {
                cleaned.push(c);
            }
        }
    }
    cleaned
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}')
}

/// Greek, Cyrillic, Armenian and Cherokee letters; Latin ones of full width and of mathematics.
fn passes_for_latin(c: char) -> bool {
    matches!(
        c,
        '\u{370}'..='\u{58f}' | '\u{13a0}'..='\u{13ff}' | '\u{ff21}'..='\u{ff5a}' | '\u{1d400}'..='\u{1d7ff}'
    )
}

/// An accent that is put over the letter before it; usually both are one letter.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
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
    fn names_that_look_alike_are_told_apart() {
        assert_eq!(clean("Tech"), "Tech");
        assert_eq!(clean("\u{422}ech"), "\\u{422}ech");
        assert_eq!(clean("Cafe\u{301}"), "Cafe\\u{301}");
        assert_eq!(clean("\u{ff34}ech"), "\\u{ff34}ech");
        for kept in ["Caf\u{e9}", "\u{422}\u{435}\u{445} desk", "\u{3a9} level"] {
            assert_eq!(clean(kept), kept);
        }
    }

    #[test]
    fn escapes_are_shown_and_umlauts_kept() {
        assert_eq!(
            clean("Zoë \u{1b}[31mred\u{202e}"),
            "Zoë \\u{1b}[31mred\\u{202e}"
        );
    }
}
