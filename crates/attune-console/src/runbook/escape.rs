//! Text from outside, made harmless in Markdown.

use super::steering::steers;
use super::terminal::clean;

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
            c if steers(c) || c.is_whitespace() => escaped.push(' '),
            c => escaped.push(c),
        }
        before = Some(c);
    }
    escaped
}

/// `text` as code in one line: its fence is longer than any run of backticks within.
pub(super) fn code(text: &str) -> String {
    let line = clean(text);
    let runs = line.split(|c| c != '`').map(str::len);
    let fence = "`".repeat(runs.max().unwrap_or_default() + 1);
    // A backtick at an end would be taken for a part of the fence.
    let pad = if line.starts_with('`') || line.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{line}{pad}{fence}")
}

#[cfg(test)]
mod tests {
    use super::{code, escape};

    #[test]
    fn code_stays_code() {
        assert_eq!(code("attune apply"), "`attune apply`");
        assert_eq!(code("a `b` ``c`` d"), "```a `b` ``c`` d```");
        assert_eq!(code("`a`"), "`` `a` ``");
        assert_eq!(code("a\n# b"), "`a # b`");
    }

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
