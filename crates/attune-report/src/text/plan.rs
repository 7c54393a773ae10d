//! A plan as text: what changes for whom, what is risky, then the steps.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use attune_model::Plan;

use super::options::TextOptions;
use super::paint::{Ink, paint};
use super::step::{item, paint_risk, people};
use super::wrap::{hanging, pad, width, wrap};
use crate::view::{
    Before, Impact, Item, RiskLine, Symbol, View, channel_words, fold, numbers, proof_words,
    risk_words,
};

/// So many lines of one kind of note, and of those affected, are shown where they are folded.
const MOST_LINES: usize = 20;

/// The whole plan. Problems are left to the caller, who knows the places in the manifest.
pub fn plan(plan: &Plan, options: &TextOptions) -> String {
    let view = View::of(plan);
    let mut text = format!("Plan for {} (database {})\n", view.tenant, view.database);
    text.push_str(&impacts_text(&view.impacts, options));
    text.push_str(&risks_text(&view.risks, options));
    for group in &view.groups {
        text.push_str(&heading(group.title, options));
        for (index, one) in group.items.iter().enumerate() {
            if index > 0 {
                text.push('\n');
            }
            text.push_str(&item(one, options));
        }
    }
    text.push_str(&notes_text(&view.notes, options));
    text.push_str(&legend(&view, options));
    text.push('\n');
    text.push_str(&paint(Ink::Heading, &view.summary, options.colour));
    text.push('\n');
    // Not wrapped: it is what people search a log for.
    for (what, allow) in &view.refused {
        let line = format!("Refused: {what}. --allow {allow} would let it pass.");
        text.push_str(&paint(Ink::Danger, &line, options.colour));
        text.push('\n');
    }
    text
}

fn heading(title: &str, options: &TextOptions) -> String {
    format!("\n{}\n", paint(Ink::Heading, title, options.colour))
}

fn impacts_text(impacts: &[Impact], options: &TextOptions) -> String {
    if impacts.is_empty() {
        return String::new();
    }
    let (shown, hidden) = fold(impacts, options.most(MOST_LINES));
    let lines: Vec<(String, String)> = shown
        .iter()
        .map(|Impact { who, what, steps }| {
            (people(who, options), format!("{what} ({})", numbers(steps)))
        })
        .collect();
    let widest = lines.iter().map(|(who, _)| width(who)).max().unwrap_or(0);
    let column = widest.min(options.columns() / 3);
    let mut text = heading("What changes for whom", options);
    for (who, what) in lines {
        let who = wrap(&who, column);
        let room = options.columns().saturating_sub(column + 4).max(16);
        let what = wrap(&what, room);
        for index in 0..who.len().max(what.len()) {
            let part = |parts: &[String]| parts.get(index).cloned().unwrap_or_default();
            let line = format!("  {}  {}", pad(&part(&who), column), part(&what));
            text.push_str(line.trim_end());
            text.push('\n');
        }
    }
    if hidden > 0 {
        let _ = writeln!(text, "  and {hidden} more; --full shows all");
    }
    text
}

fn risks_text(risks: &[RiskLine], options: &TextOptions) -> String {
    if risks.is_empty() {
        return String::new();
    }
    let mut text = heading("Risks", options);
    for RiskLine {
        kind,
        steps,
        is_refused,
    } in risks
    {
        let steps = numbers(steps);
        let refused = if *is_refused {
            format!("; refused, --allow {kind} would let it pass")
        } else {
            String::new()
        };
        let line = format!("{kind}: {} ({steps}){refused}", risk_words(*kind));
        let lines = hanging("  ! ", &line, options.columns());
        text.push_str(&paint_risk(*kind, &lines, options));
    }
    text
}

fn notes_text(notes: &[(&'static str, String)], options: &TextOptions) -> String {
    if notes.is_empty() {
        return String::new();
    }
    let mut text = String::from("\n");
    let kinds = notes.chunk_by(|(one, _), (other, _)| one == other);
    for notes in kinds {
        let (shown, hidden) = fold(notes, options.most(MOST_LINES));
        for (mark, note) in shown {
            text.push_str(&hanging(&format!("({mark}) "), note, options.columns()));
        }
        if hidden > 0 {
            let _ = writeln!(text, "and {hidden} more; --full shows all");
        }
    }
    text
}

/// What the marks mean that were used.
fn legend(view: &View, options: &TextOptions) -> String {
    let items = || view.groups.iter().flat_map(|group| &group.items);
    let mut channels = BTreeSet::new();
    let mut proofs = BTreeSet::new();
    for item in items() {
        let (channel, proof) = match item {
            Item::Step(step) => (step.channel, step.proof),
            Item::Moves(moves) => (moves.channel, moves.proof),
        };
        channels.insert(channel);
        proofs.insert(proof);
    }
    if channels.is_empty() {
        return String::new();
    }
    let who = channels
        .into_iter()
        .map(|one| format!("{one}: {}", channel_words(one)));
    let shows = proofs
        .into_iter()
        .map(|one| format!("{one}: {}", proof_words(one)));
    let words: Vec<String> = who.chain(shows).collect();
    let notes = if view.detailed().any(|step| step.symbol == Symbol::Notes) {
        ", = only noted"
    } else {
        ""
    };
    let mut lines = vec![format!(
        "+ new, ~ change, ? check{notes}; the numbers are the order of execution."
    )];
    let is_unknown = view.detailed().any(|step| {
        let rows = step.cells.iter().flat_map(|group| &group.rows);
        let mut values = rows.flat_map(|row| row.values.iter().flatten());
        values.any(|shift| shift.before == Before::Unknown)
    });
    if is_unknown {
        lines.push("? -> on: nobody can see yet what is there now.".to_owned());
    }
    let words = words.join("; ");
    lines.push(format!("[who does it -> what will show it] {words}."));
    let mut text = String::from("\n");
    for line in lines.iter().flat_map(|line| wrap(line, options.columns())) {
        text.push_str(&paint(Ink::Quiet, &line, options.colour));
        text.push('\n');
    }
    text
}
