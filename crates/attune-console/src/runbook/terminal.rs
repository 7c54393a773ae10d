//! A step on a terminal.

use super::steering::steers;
use super::text::{Part, Text};
use super::visit::{Row, Visit};

/// A visit as lines for a terminal: where, what to do, the values, the limits. What comes from outside cannot steer the
/// terminal. `colour` lets names and values stand out.
pub(crate) fn visit(visit: &Visit, colour: bool) -> String {
    let Visit {
        page: _,
        link,
        way,
        actions,
        rows,
        limits,
        checks: _,
    } = visit;
    let mut text = String::new();
    if !way.is_empty() {
        line(&mut text, "  Where: ", &clean(&way.join(" > ")));
    }
    if let Some(link) = link {
        line(&mut text, "  Link:  ", &clean(link));
    }
    for (action, number) in actions.iter().zip(1..) {
        line(&mut text, &format!("  {number}. "), &marked(action, colour));
    }
    for Row { place, now, target } in rows {
        let now = match marked(now, colour) {
            now if now.is_empty() => now,
            now => format!("  (now {now})"),
        };
        let row = format!(
            "{} = {}{now}",
            marked(place, colour),
            marked(target, colour)
        );
        line(&mut text, "     ", &row);
    }
    list(&mut text, "  The page's limits:", limits, colour);
    text
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
