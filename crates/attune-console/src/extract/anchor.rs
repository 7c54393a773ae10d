//! Where a control stands, in words.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Where a control stands on a page, by the words above and beside it; empty where there are none.
///
/// Ids change at each load and positions with each release, so neither takes part (`console.md` 0).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Anchor {
    /// The tab of the page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub tab: String,
    /// The heading of the section.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub section: String,
    /// The heading of a group or table within the section.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub group: String,
    /// The part of the table.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub part: String,
    /// The row of the table, or the label of a control that stands in none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub row: String,
    /// The column of the table.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub column: String,
}

impl Anchor {
    /// The words, from the outside to the inside.
    pub(crate) fn words(&self) -> [&str; 6] {
        let Self {
            tab,
            section,
            group,
            part,
            row,
            column,
        } = self;
        [tab, section, group, part, row, column]
    }

    /// The same with words that can be compared.
    pub(crate) fn normal(self) -> Self {
        let Self {
            tab,
            section,
            group,
            part,
            row,
            column,
        } = self;
        Self {
            tab: plain(&tab),
            section: plain(&section),
            group: plain(&group),
            part: plain(&part),
            row: plain(&row),
            column: plain(&column),
        }
    }
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = self.words();
        let words: Vec<&str> = words.into_iter().filter(|it| !it.is_empty()).collect();
        if words.is_empty() {
            f.write_str("a control without words")
        } else {
            f.write_str(&words.join(" > "))
        }
    }
}

/// Words as they are compared: white space collapsed, the `*` of required fields and a colon at the end gone. Case counts.
pub(crate) fn plain(words: &str) -> String {
    let joined = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = joined.trim_end_matches(|c: char| matches!(c, '*' | ':') || c.is_whitespace());
    bare.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_their_decorations() {
        assert_eq!(plain("  First \u{a0} Name * "), "First Name");
        assert_eq!(plain("Categories:*"), "Categories");
        assert_ne!(plain("name"), plain("Name"));
    }

    #[test]
    fn an_anchor_reads_from_the_outside_to_the_inside() {
        let anchor = Anchor {
            section: "CRM".to_owned(),
            row: "Contacts".to_owned(),
            column: "Add".to_owned(),
            ..Anchor::default()
        };
        assert_eq!(anchor.to_string(), "CRM > Contacts > Add");
        assert_eq!(Anchor::default().to_string(), "a control without words");
    }
}
