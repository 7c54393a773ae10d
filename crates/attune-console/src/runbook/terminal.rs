//! A step on a terminal.

use super::block::Block;
use super::steering::steers;
use super::text::{Part, Text};
use super::visit::{Row, Visit};

/// A visit as lines for a terminal: where, what to do, the values, the limits. What comes from outside cannot steer the
/// terminal. `colour` lets names and values stand out.
pub(crate) fn visit(visit: &Visit, colour: bool) -> String {
    let mut text = String::new();
    for part in visit.blocks() {
        match part {
            Block::Way(way) => line(&mut text, "  Where: ", &clean(&way.join(" > "))),
            Block::Link(link) => line(&mut text, "  Link:  ", &clean(link)),
            Block::Actions(actions) => {
                for (action, number) in actions.iter().zip(1..) {
                    line(&mut text, &format!("  {number}. "), &marked(action, colour));
                }
            }
            Block::Rows(rows) => {
                for row in rows {
                    line(&mut text, "     ", &value(row, colour));
                }
            }
            Block::Limits(limits) => list(&mut text, "  The page's limits:", limits, colour),
            // Told to whoever asks why.
            Block::Checks(_) => {}
        }
    }
    text
}

fn value(row: &Row, colour: bool) -> String {
    let Row { place, now, target } = row;
    let now = match marked(now, colour) {
        now if now.is_empty() => now,
        now => format!("  (now {now})"),
    };
    format!(
        "{} = {}{now}",
        marked(place, colour),
        marked(target, colour)
    )
}

/// Sentences under a title; nothing where there are none.
pub(crate) fn list(text: &mut String, title: &str, entries: &[Text], colour: bool) {
    if entries.is_empty() {
        return;
    }
    line(text, title, "");
    for entry in entries {
        line(text, "  - ", &marked(entry, colour));
    }
}

/// Without whatever could steer a terminal.
pub(crate) fn clean(text: &str) -> String {
    text.chars()
        .map(|c| if steers(c) { ' ' } else { c })
        .collect()
}

fn marked(text: &Text, colour: bool) -> String {
    let parts = text.parts().iter().map(|part| match part {
        Part::Strong(text) if colour => format!("\u{1b}[1m{}\u{1b}[0m", clean(text)),
        Part::Plain(text) | Part::Code(text) | Part::Strong(text) => clean(text),
    });
    parts.collect()
}

/// Adds a line.
pub(crate) fn line(text: &mut String, start: &str, rest: &str) {
    text.push_str(start);
    text.push_str(rest);
    text.push('\n');
}
