//! A step as Markdown: a heading, what is to be known of it, its values folded where they are many.

use std::fmt::Write as _;

use super::escape::escape;
use crate::view::{
    Before, CellGroup, Fact, Item, Moves, Shift, StepView, channel_words, fold, proof_words,
};
use attune_model::{Channel, Proof, RiskKind};

/// Tables with more rows are folded.
const MOST_ROWS: usize = 12;

/// So many people of one list are shown: what else there is must fit too.
const MOST_PEOPLE: usize = 200;

/// One block, ended by a blank line.
pub(super) fn item(item: &Item) -> String {
    match item {
        Item::Step(step) => step_block(step),
        Item::Moves(moves) => moves_block(moves),
    }
}

fn step_block(step: &StepView) -> String {
    let mut text = format!(
        "#### {}. {} {}\n\n",
        step.number,
        step.symbol.mark(),
        escape(&step.title)
    );
    text.push_str(&how(Some(step.why), step.channel, step.proof));
    text.push_str(&risks(&step.risks));
    if !step.holders.is_empty() {
        let (shown, hidden) = fold(&step.holders, MOST_PEOPLE);
        let mut names: Vec<String> = shown.iter().map(|name| escape(name)).collect();
        if hidden > 0 {
            names.push(format!("and {hidden} more"));
        }
        let _ = writeln!(text, "- held by: {}", names.join(", "));
    }
    text.push('\n');
    let mut tables = facts(&step.facts);
    tables.extend(step.cells.iter().map(cells));
    let rows = step.facts.len()
        + step
            .cells
            .iter()
            .map(|group| group.rows.len())
            .sum::<usize>();
    text.push_str(&folded(rows, &tables.concat()));
    text
}

fn moves_block(moves: &Moves) -> String {
    let mut text = format!(
        "#### From \"{}\" to \"{}\"\n\n",
        escape(&moves.before),
        escape(&moves.after)
    );
    text.push_str(&how(moves.why, moves.channel, moves.proof));
    text.push('\n');
    let mut table = String::from("| Step | Who | Risks |\n|---:|---|---|\n");
    let (shown, hidden) = fold(&moves.people, MOST_PEOPLE);
    for one in shown {
        let risks: Vec<String> = one
            .risks
            .iter()
            .map(|(kind, what)| format!("**{kind}**: {}", escape(what)))
            .collect();
        let (number, who) = (one.number, escape(&one.who));
        let _ = writeln!(table, "| {number} | {who} | {} |", risks.join("; "));
    }
    if hidden > 0 {
        let _ = writeln!(
            table,
            "| | and {hidden} more; `attune plan --full` shows all | |"
        );
    }
    table.push('\n');
    text.push_str(&folded(moves.people.len(), &table));
    text
}

/// Why, who does it and what will show it.
fn how(why: Option<&str>, channel: Channel, proof: Proof) -> String {
    let why = why.map(|why| format!("- why: {why}\n"));
    format!(
        "{}- by {}; afterwards {} (`{channel}`, `{proof}`)\n",
        why.unwrap_or_default(),
        channel_words(channel),
        proof_words(proof)
    )
}

fn risks(risks: &[(RiskKind, String)]) -> String {
    risks
        .iter()
        .map(|(kind, what)| format!("- :warning: **{kind}**: {}\n", escape(what)))
        .collect()
}

/// The tables, behind a line to click on where they are long.
fn folded(rows: usize, tables: &str) -> String {
    if rows <= MOST_ROWS {
        return tables.to_owned();
    }
    format!("<details><summary>{rows} rows</summary>\n\n{tables}</details>\n\n")
}

fn facts(facts: &[Fact]) -> Vec<String> {
    if facts.is_empty() {
        return Vec::new();
    }
    let mut table = String::from("| Field | Value |\n|---|---|\n");
    for Fact { label, shift } in facts {
        let _ = writeln!(table, "| {} | {} |", escape(label), arrow(shift));
    }
    table.push('\n');
    vec![table]
}

fn cells(group: &CellGroup) -> String {
    let columns = if group.columns.is_empty() {
        vec!["Value"]
    } else {
        group.columns.clone()
    };
    let mut table = format!(
        "| {} | {} |\n|---|{}\n",
        escape(&group.heading),
        columns.join(" | "),
        "---|".repeat(columns.len())
    );
    for row in &group.rows {
        let values: Vec<String> = row
            .values
            .iter()
            .map(|value| value.as_ref().map(arrow).unwrap_or_default())
            .collect();
        let _ = writeln!(table, "| {} | {} |", escape(&row.label), values.join(" | "));
    }
    table.push('\n');
    table
}

fn arrow(Shift { before, after }: &Shift) -> String {
    let after = escape(after);
    match before {
        Before::New => after,
        Before::Unknown => format!("? → **{after}**"),
        Before::Was(before) => format!("{} → **{after}**", escape(before)),
    }
}
