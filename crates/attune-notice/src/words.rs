//! Text from a tenant, made harmless in messages.

use attune_report::clean;

/// A blank without width. What it takes apart looks the same and means nothing: `@name`, `<tag>`, `https://`.
const APART: char = '\u{200b}';

/// The most characters of one sentence.
const LONGEST: usize = 400;

/// On one line, without control characters, no longer than a sentence; for documents that programs read.
pub(crate) fn plain(text: &str) -> String {
    cut(&clean(text), LONGEST)
}

/// As [`plain`], and with everything taken apart that makes mentions, tags and links; for messages that people read.
///
/// Mail programs, Teams and Autotask look for them in plain text too.
pub(crate) fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut before = ' ';
    for c in plain(text).chars() {
        let link = c == '/' && before == ':' || c == '.' && before.eq_ignore_ascii_case(&'w');
        let tag =
            before == '<' && (c.is_ascii_alphabetic() || matches!(c, '!' | '/' | '?' | '@' | '#'));
        if link || tag {
            shown.push(APART);
        }
        shown.push(c);
        // In an e-mail address nobody is mentioned.
        if c == '@' && !before.is_ascii_alphanumeric() {
            shown.push(APART);
        }
        before = c;
    }
    shown
}

/// The text, or as much of it as fits and `...`.
pub(crate) fn cut(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let mut cut: String = text.chars().take(longest.saturating_sub(3)).collect();
    cut.push_str("...");
    cut
}

/// `1 tenant`, `2 tenants`.
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        _ => format!("{number} {many}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_people_read_calls_or_links() {
        for (text, expected) in [
            (
                "<!channel> <at>all</at>",
                "<\u{200b}!channel> <\u{200b}at>all<\u{200b}/at>",
            ),
            ("@everyone", "@\u{200b}everyone"),
            (
                "see https://evil.example",
                "see https:\u{200b}//evil.example",
            ),
            ("www.evil.example", "www\u{200b}.evil.example"),
            (
                "Tasky <psa@contoso.example>",
                "Tasky <\u{200b}psa@contoso.example>",
            ),
            ("a < b", "a < b"),
            ("one\r\nBcc: two", "one\\u{d}\\u{a}Bcc: two"),
        ] {
            assert_eq!(shown(text), expected);
        }
    }

    #[test]
    fn long_sentences_are_cut() {
        let long = plain(&"\u{e4}".repeat(1000));
        assert_eq!(long.chars().count(), 400);
        assert!(long.ends_with("\u{e4}..."));
    }
}
