//! The checklist as Markdown: for a ticket or a wiki.

use super::block::Block;
use super::escape::{code, escape};
use super::text::{Part, Text};
use super::visit::Row;
use super::{Entry, HandOver, Runbook};

impl Runbook {
    /// As Markdown. Whatever comes from the tenant or the manifest is escaped, so that it stays text.
    pub fn markdown(&self) -> String {
        let mut lines = vec![
            format!("# Console checklist for {}", escape(&self.tenant)),
            String::new(),
        ];
        let head = self.head();
        lines.push(
            head.iter()
                .map(|line| escape(line))
                .collect::<Vec<_>>()
                .join("\n\n"),
        );
        for entry in &self.entries {
            lines.push(String::new());
            lines.push(format!(
                "- [ ] **{}. {}** (step {})",
                entry.number,
                escape(&entry.title),
                escape(&entry.step.0)
            ));
            lines.extend(body(entry).into_iter().map(indented));
        }
        for hand_over in &self.hand_over {
            lines.extend(last(hand_over));
        }
        lines.push(String::new());
        lines.join("\n")
    }
}

fn body(entry: &Entry) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(first) = entry.first() {
        lines.extend([String::new(), first]);
    }
    for (kind, what) in &entry.risks {
        lines.push(String::new());
        lines.push(format!("Mind ({kind}): {}", escape(what)));
    }
    lines.extend(entry.visit.blocks().flat_map(block));
    lines.push(String::new());
    lines.push(format!("Best proof within reach: {}.", entry.proof));
    lines
}

/// The lines of a part, below an empty one.
fn block(block: Block<'_>) -> Vec<String> {
    let mut lines = vec![String::new()];
    match block {
        Block::Way(way) => lines.push(format!("Where: {}", escape(&way.join(" > ")))),
        Block::Link(link) => lines.push(format!("Link: <{link}>")),
        Block::Actions(actions) => lines.extend(
            actions
                .iter()
                .zip(1..)
                .map(|(action, number)| format!("{number}. {}", marked(action))),
        ),
        Block::Rows(rows) => {
            lines.extend(["| On the page | Now | Set to |", "|---|---|---|"].map(str::to_owned));
            lines.extend(rows.iter().map(|Row { place, now, target }| {
                format!(
                    "| {} | {} | {} |",
                    marked(place),
                    marked(now),
                    marked(target)
                )
            }));
        }
        Block::Limits(limits) => lines.extend(list("Limits of the page:", limits)),
        Block::Checks(checks) => lines.extend(list("attune checks afterwards:", checks)),
    }
    lines
}

fn last(hand_over: &HandOver) -> Vec<String> {
    let mut lines = vec![
        String::new(),
        format!("## Last: {}", escape(&hand_over.product)),
        String::new(),
        escape(&hand_over.whereabouts()),
        String::new(),
    ];
    let steps = hand_over.steps.iter();
    lines.extend(steps.map(|step| format!("- [ ] {}", escape(step))));
    lines.extend([
        String::new(),
        format!("Guide: {}", escape(&hand_over.guide)),
    ]);
    lines
}

fn list(title: &str, entries: &[Text]) -> Vec<String> {
    let mut lines = vec![title.to_owned(), String::new()];
    lines.extend(entries.iter().map(|entry| format!("- {}", marked(entry))));
    lines
}

fn marked(text: &Text) -> String {
    let parts = text.parts().iter().map(|part| match part {
        Part::Plain(text) => escape(text),
        Part::Strong(text) => format!("**{}**", escape(text)),
        Part::Code(text) => code(text),
    });
    parts.collect()
}

/// Puts a line below its box; empty lines stay empty.
fn indented(line: String) -> String {
    if line.is_empty() {
        line
    } else {
        format!("  {line}")
    }
}
