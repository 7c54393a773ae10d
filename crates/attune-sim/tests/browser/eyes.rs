//! Where things are on a page, by their words.

/// Text as an `XPath` literal.
fn literal(words: &str) -> String {
    if words.contains('"') {
        format!("'{words}'")
    } else {
        format!("\"{words}\"")
    }
}

/// The innermost elements with exactly these words.
pub(crate) fn words(words: &str) -> String {
    let is = format!("normalize-space(.)={}", literal(words));
    format!(".//*[{is} and not(.//*[{is}])]")
}

/// An entry of a list with exactly these words.
pub(crate) fn words_in_list(words: &str) -> String {
    let is = format!("normalize-space(.)={}", literal(words));
    format!("(.//option[{is}] | .//*[@class='Item'][{is}])")
}

/// The editor that follows a label, whichever way the page is made.
pub(crate) fn editor(label: &str) -> String {
    let exact = literal(label);
    let starred = literal(&format!("{label}*"));
    let is = format!("(normalize-space(.)={exact} or normalize-space(.)={starred})");
    format!(
        "(.//label[{is}]/following-sibling::*[1][not(self::label)] | .//div[@class='EditorLabelContainer1'][{is}]/following-sibling::*[1])"
    )
}

/// A folding section by its heading.
pub(crate) fn section(heading: &str) -> String {
    format!(
        ".//*[contains(concat(' ', @class, ' '), ' Section ')][@data-heading={}]",
        literal(heading)
    )
}

/// The row of a list in which some cell has exactly these words.
pub(crate) fn row(words: &str) -> String {
    format!(".//tr[td[normalize-space(.)={}]]", literal(words))
}

/// A cell of a table below a heading: by the part of the table, the row and the column.
pub(crate) fn cell(heading: &str, part: Option<&str>, row: &str, column: &str) -> String {
    let table = format!(
        ".//h3[normalize-space(.)={}]/following-sibling::table[1]",
        literal(heading)
    );
    let position = format!(
        "count(ancestor::table[1]/thead/tr/th[starts-with(normalize-space(.), {})][1]/preceding-sibling::th)+1",
        literal(column)
    );
    let within = part.map_or_else(String::new, |part| {
        format!(
            "[preceding-sibling::tr[@class='Part'][1][normalize-space(.)={}]]",
            literal(part)
        )
    });
    format!(
        "{table}/tbody/tr[td[1][normalize-space(.)={}]]{within}/td[position()={position}]/*",
        literal(row)
    )
}
