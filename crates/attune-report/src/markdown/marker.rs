//! The hidden first line of a report.

/// A comment of HTML that no reader sees: `<!-- attune plan contoso -->`. Whoever posts reports to a forge finds the comment
/// of the last run by it and edits that, in place of adding another one.
pub(crate) fn marker(words: &[&str]) -> String {
    let words = words.iter().map(|text| word(text));
    let words = words.filter(|word| !word.is_empty());
    let words: String = words.map(|word| format!(" {word}")).collect();
    format!("<!-- attune{words} -->\n")
}

/// What can neither end the comment nor be anything but a word: letters, digits and hyphens, 64 at most, as in the name of a
/// tenant.
pub(crate) fn word(text: &str) -> String {
    let plain = text
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-');
    plain.take(64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_is_one_line_and_ends_where_it_should() {
        assert_eq!(
            marker(&["plan", "contoso"]),
            "<!-- attune plan contoso -->\n"
        );
        assert_eq!(
            marker(&["plan", "a-->\n<img src=x>b"]),
            "<!-- attune plan a--imgsrcxb -->\n"
        );
        assert_eq!(marker(&["plan", ""]), "<!-- attune plan -->\n");
    }
}
