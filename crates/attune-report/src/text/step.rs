//! A step as text.

use std::fmt::Write as _;

use super::cells::cell_table;
use super::options::TextOptions;
use super::paint::{Ink, paint};
use super::wrap::{hanging, pad, width, wrap};
use crate::view::{Before, Fact, Item, Moves, StepView, Symbol, fold};
use attune_model::{Channel, Proof, RiskKind};

/// So many people are shown where a list is folded.
pub(super) const MOST_PEOPLE: usize = 10;

/// Below the title of a step.
const INDENT: &str = "       ";

/// One or more lines, each ended.
pub(super) fn item(item: &Item, options: &TextOptions) -> String {
    match item {
        Item::Step(step) => step_text(step, options),
        Item::Moves(moves) => moves_text(moves, options),
    }
}

fn step_text(step: &StepView, options: &TextOptions) -> String {
    let title = format!("{} {}", step.symbol.mark(), step.title);
    let mut text = titled(
        step.number,
        step.symbol,
        &title,
        step.channel,
        step.proof,
        options,
    );
    text.push_str(&line("why: ", step.why, options));
    text.push_str(&risks_text(&step.risks, options));
    text.push_str(&facts_text(&step.facts, options));
    for row in cell_table(&step.cells, INDENT.len(), options) {
        text.push_str(INDENT);
        text.push_str(&row);
        text.push('\n');
    }
    if !step.holders.is_empty() {
        text.push_str(&line("held by: ", &people(&step.holders, options), options));
    }
    text
}

/// Who moves, one line a person, below what they have in common.
fn moves_text(moves: &Moves, options: &TextOptions) -> String {
    let common = format!("from \"{}\" to \"{}\"", moves.before, moves.after);
    let how = how(moves.channel, moves.proof);
    let mut text = with_tail("     ", &common, &how, options);
    if let Some(why) = moves.why {
        text.push_str(&line("why: ", why, options));
    }
    let (shown, hidden) = fold(&moves.people, options.most(MOST_PEOPLE));
    for one in shown {
        let title = format!("{} move {}", Symbol::Changes.mark(), one.who);
        text.push_str(&numbered(one.number, Symbol::Changes, &title, "", options));
        text.push_str(&risks_text(&one.risks, options));
    }
    if hidden > 0 {
        let _ = writeln!(text, "{INDENT}and {hidden} more; --full shows all");
    }
    text
}

fn titled(
    number: usize,
    symbol: Symbol,
    title: &str,
    channel: Channel,
    proof: Proof,
    options: &TextOptions,
) -> String {
    numbered(number, symbol, title, &how(channel, proof), options)
}

fn numbered(
    number: usize,
    symbol: Symbol,
    title: &str,
    tail: &str,
    options: &TextOptions,
) -> String {
    let ink = match symbol {
        Symbol::Makes => Ink::Makes,
        Symbol::Changes => Ink::Changes,
        Symbol::Notes => Ink::Quiet,
        Symbol::Checks => Ink::Checks,
    };
    let text = with_tail(&format!("{number:>3}. "), title, tail, options);
    // The mark is the first one in the line: before it stand blanks, a number and a point.
    text.replacen(symbol.mark(), &paint(ink, symbol.mark(), options.colour), 1)
}

/// The text and, on its last line or on one of its own, what must stay in one piece.
fn with_tail(first: &str, text: &str, tail: &str, options: &TextOptions) -> String {
    let mut lines = hanging(first, text, options.columns());
    if tail.is_empty() {
        return lines;
    }
    lines.pop();
    let last = lines.lines().last().map_or(0, width);
    let painted = paint(Ink::Quiet, tail, options.colour);
    if last + 2 + width(tail) <= options.columns() {
        format!("{lines}  {painted}\n")
    } else {
        format!("{lines}\n{INDENT}{painted}\n")
    }
}

/// The channel and the best proof.
fn how(channel: Channel, proof: Proof) -> String {
    format!("[{channel} -> {proof}]")
}

fn line(label: &str, text: &str, options: &TextOptions) -> String {
    hanging(&format!("{INDENT}{label}"), text, options.columns())
}

fn facts_text(facts: &[Fact], options: &TextOptions) -> String {
    let room = options.columns().saturating_sub(INDENT.len());
    let widest = facts.iter().map(|fact| width(&fact.label)).max();
    let labels = widest.unwrap_or(0).min(room / 2);
    let mut text = String::new();
    for Fact { label, shift } in facts {
        let after = &shift.after;
        let value = match &shift.before {
            Before::New => after.clone(),
            Before::Unknown => format!("unknown -> {after}"),
            Before::Was(before) => format!("{before} -> {after}"),
        };
        let mut label = wrap(label, labels);
        let rest = label.split_off(1);
        let first = format!("{INDENT}{}  ", pad(&label.concat(), labels));
        text.push_str(&hanging(&first, &value, options.columns()));
        for part in rest {
            let _ = writeln!(text, "{INDENT}  {part}");
        }
    }
    text
}

fn risks_text(risks: &[(RiskKind, String)], options: &TextOptions) -> String {
    risks
        .iter()
        .map(|(kind, what)| {
            let text = line("! ", &format!("{kind}: {what}"), options);
            paint_risk(*kind, &text, options)
        })
        .collect()
}

/// Lines about a risk, red where it needs `--allow`.
pub(super) fn paint_risk(kind: RiskKind, lines: &str, options: &TextOptions) -> String {
    let ink = if kind.is_guarded() {
        Ink::Danger
    } else {
        Ink::Caution
    };
    lines
        .lines()
        .map(|line| format!("{}\n", paint(ink, line, options.colour)))
        .collect()
}

/// Names in a row, folded.
pub(super) fn people(names: &[String], options: &TextOptions) -> String {
    let (shown, hidden) = fold(names, options.most(MOST_PEOPLE));
    let mut text = shown.join(", ");
    if hidden > 0 {
        let _ = write!(text, " and {hidden} more; --full shows all");
    }
    text
}
