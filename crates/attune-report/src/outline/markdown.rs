//! An outline for a pull request or a wiki.

use std::fmt::Write as _;

use super::{Entry, Outline};
use crate::markdown::budget::Budget;
use crate::markdown::escape::escape;
use crate::view::fold;

/// So many items of a list are shown.
const MOST_ITEMS: usize = 30;

/// Title, summary, chapters; at most 65,536 characters. What is only shown in full is left out.
pub(crate) fn markdown(outline: &Outline) -> String {
    let mut text = Budget::default();
    text.push(&format!("## attune: {}\n\n", escape(&outline.title)));
    text.push(&format!("**{}**\n", escape(&outline.summary)));
    let chapters = outline.chapters.iter();
    for chapter in chapters.filter(|chapter| !chapter.only_full) {
        let mut heading = format!("\n### {}\n\n", escape(&chapter.title));
        for one in &chapter.entries {
            // A heading does not stand alone.
            heading.push_str(&entry(one));
            text.push(&heading);
            heading.clear();
        }
    }
    text.finish("`--format text --full`")
}

fn entry(entry: &Entry) -> String {
    let mark = if entry.is_warning { ":warning: " } else { "" };
    let mut text = format!("- {mark}{}\n", escape(&entry.head));
    for (label, fact) in &entry.facts {
        let _ = writeln!(text, "  - {label}: {}", escape(fact));
    }
    let (shown, hidden) = fold(&entry.list, MOST_ITEMS);
    for item in shown {
        let _ = writeln!(text, "  - {}", escape(item));
    }
    if hidden > 0 {
        let _ = writeln!(
            text,
            "  - and {hidden} more; `--format text --full` shows all"
        );
    }
    text
}
