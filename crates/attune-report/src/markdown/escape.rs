//! Makes text harmless within a line of Markdown.

/// A blank without width; between the two halves of a mention nobody is told.
const APART: &str = "&#8203;";

/// Escapes what Markdown, HTML and the links of a forge are made of; the text is already cleaned, so it has no line breaks.
///
/// A backslash alone does not stop forges from finding `@name` and `#12` in the text that is drawn, so they are taken apart;
/// in an e-mail address nobody is mentioned.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    let mut before = ' ';
    for c in text.chars() {
        match c {
            '@' if before.is_ascii_alphanumeric() => escaped.push('@'),
            '@' => {
                escaped.push('@');
                escaped.push_str(APART);
            }
            '#' => {
                escaped.push_str("\\#");
                escaped.push_str(APART);
            }
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            // `www.` and `://` begin links.
            '.' if before.eq_ignore_ascii_case(&'w') => escaped.push_str("\\."),
            '/' if before == ':' => escaped.push_str("\\/"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => {
                escaped.push('\\');
                escaped.push(c);
            }
            _ => escaped.push(c),
        }
        before = c;
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_the_text_is_markup() {
        assert_eq!(
            escape("a|b `c` <img src=x> [d](http://e) *f* _g_"),
            "a\\|b \\`c\\` &lt;img src=x&gt; \\[d\\](http:\\//e) \\*f\\* \\_g\\_"
        );
    }

    #[test]
    fn nobody_is_mentioned_and_addresses_stay() {
        assert_eq!(
            escape("@ops (@dev) #12"),
            "@&#8203;ops (@&#8203;dev) \\#&#8203;12"
        );
        assert_eq!(
            escape("tess.turner@contoso.example"),
            "tess.turner@contoso.example"
        );
    }

    #[test]
    fn addresses_are_no_links() {
        assert_eq!(escape("www.example.com"), "www\\.example.com");
    }
}
