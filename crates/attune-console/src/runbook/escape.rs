//! Text from outside, made harmless in Markdown.

/// Keeps `text` from being read as markup, as HTML, or as more than one line.
///
/// `&` and `>` between blanks are left as they are: there they mean nothing, and labels and paths are full of them.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let is_alone = before == Some(' ') && rest.peek() == Some(&' ');
        match c {
            '&' | '>' if is_alone => escaped.push(c),
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' => escaped.extend(['\\', c]),
            c if c.is_control() || c.is_whitespace() => escaped.push(' '),
            c => escaped.push(c),
        }
        before = Some(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn markup_stays_text() {
        assert_eq!(
            escape("Ada <ada@contoso.example>"),
            "Ada &lt;ada@contoso.example&gt;"
        );
        assert_eq!(
            escape("a|b `c` *d* _e_ ~~f~~"),
            r"a\|b \`c\` \*d\* \_e\_ \~\~f\~\~"
        );
        assert_eq!(
            escape("[x](https://evil.example)"),
            r"\[x\](https://evil.example)"
        );
        assert_eq!(escape("a\r\n# b\u{2028}c\u{1b}[31m\\"), r"a  # b c \[31m\\");
        assert_eq!(escape("R&D &lt;"), "R&amp;D &amp;lt;");
        assert_eq!(escape("CRM > A & B"), "CRM > A & B");
        assert_eq!(escape("> a"), "&gt; a");
    }
}
