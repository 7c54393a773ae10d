//! An outline for a terminal.

use std::fmt::Write as _;

use super::{Chapter, Entry, Outline};
use crate::text::TextOptions;
use crate::text::paint::{Ink, paint};
use crate::text::wrap::{hanging, pad, width, wrap};
use crate::view::fold;

/// So many items of a list are shown where it is folded.
const MOST_ITEMS: usize = 10;

/// Below the head of an entry.
const INDENT: &str = "    ";

/// Title, chapters, and the summary as the last line.
pub(crate) fn text(outline: &Outline, options: &TextOptions) -> String {
    let mut text = wrapped(&outline.title, options);
    for chapter in &outline.chapters {
        if !chapter.entries.is_empty() && (options.full || !chapter.only_full) {
            text.push_str(&chapter_text(chapter, options));
        }
    }
    text.push('\n');
    text.push_str(&wrapped(&outline.summary, options));
    text
}

fn wrapped(heading: &str, options: &TextOptions) -> String {
    wrap(heading, options.columns())
        .iter()
        .map(|line| format!("{}\n", paint(Ink::Heading, line, options.colour)))
        .collect()
}

fn chapter_text(chapter: &Chapter, options: &TextOptions) -> String {
    let mut text = format!("\n{}", wrapped(&chapter.title, options));
    for entry in &chapter.entries {
        text.push_str(&entry_text(entry, options));
    }
    text
}

fn entry_text(entry: &Entry, options: &TextOptions) -> String {
    let mark = if entry.is_warning { "! " } else { "  " };
    let head = hanging(mark, &entry.head, options.columns());
    let mut text = if entry.is_warning {
        head.lines()
            .map(|line| format!("{}\n", paint(Ink::Caution, line, options.colour)))
            .collect()
    } else {
        head
    };
    let labels = entry.facts.iter().map(|(label, _)| width(label)).max();
    for (label, fact) in &entry.facts {
        let first = format!("{INDENT}{}  ", pad(label, labels.unwrap_or(0)));
        text.push_str(&hanging(&first, fact, options.columns()));
    }
    let (shown, hidden) = fold(&entry.list, options.most(MOST_ITEMS));
    for item in shown {
        text.push_str(&hanging(&format!("{INDENT}- "), item, options.columns()));
    }
    if hidden > 0 {
        let _ = writeln!(text, "{INDENT}and {hidden} more; --full shows all");
    }
    text
}
