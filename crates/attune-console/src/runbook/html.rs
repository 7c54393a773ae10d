//! The checklist as a page to print: one file, nothing fetched, boxes to tick.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::block::Block;
use super::text::{Part, Text};
use super::visit::Row;
use super::{Entry, HandOver, Runbook};

const STYLE: &str = "body{font:15px/1.45 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem}\
                     h2{font-size:1.05rem}section{border-top:1px solid #999;break-inside:avoid-page}\
                     table{border-collapse:collapse;width:100%}th,td{border:1px solid #bbb;padding:.2rem .5rem;text-align:left;vertical-align:top}\
                     .way{font-weight:600}.mind{border-left:4px solid #b00;padding-left:.6rem}.small{color:#555;font-size:.9rem}\
                     input{width:1.1rem;height:1.1rem;vertical-align:middle}";

impl Runbook {
    /// As an HTML page of its own. Whatever comes from the tenant or the manifest is text in it.
    pub fn html(&self) -> String {
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width";
                    meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                    title { "Console checklist for " (self.tenant) }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    h1 { "Console checklist for " (self.tenant) }
                    @for line in self.head() { p { (line) } }
                    @for entry in &self.entries { (section(entry)) }
                    @for hand_over in &self.hand_over { (last(hand_over)) }
                }
            }
        };
        page.into_string()
    }
}

fn section(entry: &Entry) -> Markup {
    html! {
        section {
            h2 { label { input type="checkbox"; " " (entry.number) ". " (entry.title) } }
            p.small { "step " (entry.step) }
            @if let Some(first) = entry.first() { p { (first) } }
            @for (kind, what) in &entry.risks {
                p.mind { strong { "Mind (" (kind) "): " } (what) }
            }
            @for part in entry.visit.blocks() { (block(part)) }
            p.small { "Best proof within reach: " (entry.proof) "." }
        }
    }
}

fn block(block: Block<'_>) -> Markup {
    html! {
        @match block {
            Block::Way(way) => { p.way { (way.join(" › ")) } },
            Block::Link(link) => { p { a href=(link) rel="noreferrer" { (link) } } },
            Block::Actions(actions) => { ol { @for action in actions { li { (marked(action)) } } } },
            Block::Rows(rows) => (table(rows)),
            Block::Limits(limits) => (list("Limits of the page:", limits)),
            Block::Checks(checks) => (list("attune checks afterwards:", checks)),
        }
    }
}

fn table(rows: &[Row]) -> Markup {
    html! {
        table {
            thead { tr { th { "On the page" } th { "Now" } th { "Set to" } th { "Done" } } }
            tbody {
                @for Row { place, now, target } in rows {
                    tr {
                        td { (marked(place)) }
                        td { (marked(now)) }
                        td { (marked(target)) }
                        td { input type="checkbox"; }
                    }
                }
            }
        }
    }
}

fn last(hand_over: &HandOver) -> Markup {
    html! {
        section {
            h2 { "Last: " (hand_over.product) }
            p { (hand_over.whereabouts()) }
            ul { @for step in &hand_over.steps { li { label { input type="checkbox"; " " (step) } } } }
            p.small { "Guide: " (hand_over.guide) }
        }
    }
}

fn list(title: &str, entries: &[Text]) -> Markup {
    html! {
        p { (title) }
        ul { @for entry in entries { li { (marked(entry)) } } }
    }
}

fn marked(text: &Text) -> Markup {
    html! {
        @for part in text.parts() {
            @match part {
                Part::Plain(text) => (text),
                Part::Strong(text) => { strong { (text) } },
                Part::Code(text) => { code { (text) } },
            }
        }
    }
}
