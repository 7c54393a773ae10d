//! A step as a card.

use attune_model::{Channel, Proof, RiskKind};
use maud::{Markup, html};

use crate::view::{
    Before, CellGroup, Fact, Item, Moves, Shift, StepView, Symbol, channel_words, proof_words,
};

/// Cards are open unless they have more rows.
const MOST_ROWS: usize = 40;

/// A card.
pub(super) fn item(item: &Item) -> Markup {
    match item {
        Item::Step(step) => step_card(step),
        Item::Moves(moves) => moves_card(moves),
    }
}

fn step_card(step: &StepView) -> Markup {
    let rows = step
        .cells
        .iter()
        .map(|group| group.rows.len())
        .sum::<usize>();
    html! {
        article.card data-item {
            div.head {
                span.number { (step.number) "." }
                (tag(step.symbol))
                h3 { (step.title) }
            }
            div.below {
                p.quiet.small { "Why: " (step.why) ". " (how(step.channel, step.proof)) }
                @if !step.holders.is_empty() {
                    p { span.quiet { "Held by " } (step.holders.join(", ")) }
                }
                (risks(&step.risks))
                @if !step.facts.is_empty() {
                    div.scroll { table.facts { tbody { @for fact in &step.facts { (fact_row(fact)) } } } }
                }
                @if rows > 0 {
                    details open[rows <= MOST_ROWS] {
                        summary { (rows) @if rows == 1 { " row" } @else { " rows" } " of the level" }
                        @for group in &step.cells { (cells(group)) }
                    }
                }
            }
        }
    }
}

fn moves_card(moves: &Moves) -> Markup {
    html! {
        article.card data-holder {
            div.head {
                (tag(Symbol::Changes))
                h3 { "From “" (moves.before) "” to “" (moves.after) "”" }
            }
            p.quiet.small {
                @if let Some(why) = moves.why { "Why: " (why) ". " }
                (how(moves.channel, moves.proof))
            }
            div.scroll { table { tbody {
                @for one in &moves.people {
                    tr data-item {
                        td.number { (one.number) "." }
                        td {
                            (one.who)
                            (risks(&one.risks))
                        }
                    }
                }
            } } }
        }
    }
}

fn tag(symbol: Symbol) -> Markup {
    let word = symbol.word();
    html! { span class={ "tag " (word) } { (symbol.mark()) " " (word) } }
}

fn how(channel: Channel, proof: Proof) -> Markup {
    html! { "Done by " (channel_words(channel)) "; afterwards " (proof_words(proof)) "." }
}

fn risks(risks: &[(RiskKind, String)]) -> Markup {
    html! {
        @for (kind, what) in risks {
            p class={ "note " (risk_class(*kind)) } { "⚠ " strong { (kind) } ": " (what) }
        }
    }
}

/// The colour of a risk; the words stand beside it.
pub(super) fn risk_class(kind: RiskKind) -> &'static str {
    if kind.is_guarded() { "danger" } else { "risk" }
}

fn fact_row(Fact { label, shift }: &Fact) -> Markup {
    html! { tr { th scope="row" { (label) } td { (arrow(shift)) } } }
}

fn cells(group: &CellGroup) -> Markup {
    html! {
        div.scroll { table.values {
            thead { tr {
                th scope="col" { (group.heading) }
                @for column in &group.columns { th scope="col" { (column) } }
                @if group.columns.is_empty() { th scope="col" { "Value" } }
            } }
            tbody {
                @for row in &group.rows {
                    tr {
                        th scope="row" { (row.label) }
                        @for value in &row.values {
                            td class=[is_long(value.as_ref()).then_some("long")] {
                                @if let Some(shift) = value { (arrow(shift)) }
                            }
                        }
                    }
                }
            }
        } }
    }
}

/// Whether a value may take more than one line.
fn is_long(shift: Option<&Shift>) -> bool {
    shift.is_some_and(|shift| shift.after.chars().count() > 24)
}

fn arrow(Shift { before, after }: &Shift) -> Markup {
    let now = if after == "off" { "now off" } else { "now" };
    html! {
        @match before {
            Before::New => {}
            Before::Unknown => { span.was title="nobody can see what is there now" { "?" } " → " }
            Before::Was(before) => { span.was { (before) } " → " }
        }
        @if *before == Before::New { (after) } @else { span class=(now) { (after) } }
    }
}
