//! A whole run as a page.

use attune_model::{ApplyReport, Outcome};
use maud::{Markup, html};

use super::page::{filter, page, upper};
use super::step::{item, risk_class};
use crate::Report;
use crate::json::{ErrorV1, ProblemV1};
use crate::report::place;
use crate::text::apply_summary;
use crate::view::{Impact, RiskLine, View, numbers, risk_words, words};

/// The run, most important things first.
pub fn report(report: &Report<'_>) -> String {
    let Report {
        tenant: _,
        plan,
        problems,
        results,
        checklist,
        error,
    } = report;
    let title = report.title();
    let view = plan.map(View::of);
    let body = html! {
        header {
            h1 { (upper(&title)) }
            @if let Some(view) = &view {
                p { (view.summary) " " span.quiet { "Database " (view.database) "." } }
            }
            @if let Some(results) = results { p { strong { (apply_summary(results)) } } }
            @if let Some(error) = error { (error_banner(error)) }
            @if let Some(view) = &view {
                @for (what, allow) in &view.refused {
                    p.banner { strong { "⛔ Refused" } ": " (what) ". " code { "--allow " (allow) } " would let it pass." }
                }
            }
            @if let Some(checklist) = checklist {
                p { "Steps wait for an operator at the admin console: " code { (words(checklist)) } }
            }
        }
        main {
            @if view.is_some() { (filter("name, level, right, risk …")) }
            @if !problems.is_empty() { (problem_section(problems)) }
            @if let Some(results) = results { (result_section(results)) }
            @if let Some(view) = &view { (plan_sections(view)) }
        }
        footer.quiet.small {
            p { "The numbers are the order in which the steps are carried out. " b { "?" } " stands for a value that nobody can see yet." }
        }
    };
    page(&title, &body)
}

fn error_banner(error: &ErrorV1) -> Markup {
    html! {
        p.banner {
            strong { "Error" } ": " (words(&error.message)) "."
            @if let Some(hint) = &error.hint { " " (words(hint)) }
        }
    }
}

fn plan_sections(view: &View) -> Markup {
    html! {
        @if !view.impacts.is_empty() {
            section {
                h2 { "What changes for whom" }
                div.card { table {
                    thead { tr { th scope="col" { "Who" } th scope="col" { "What" } th scope="col" { "Where" } } }
                    tbody { @for impact in &view.impacts { (impact_row(impact)) } }
                } }
            }
        }
        @if !view.risks.is_empty() {
            section {
                h2 { "Risks" }
                div.card { table { tbody { @for risk in &view.risks { (risk_row(risk)) } } } }
            }
        }
        @for group in &view.groups {
            section {
                h2 { (group.title) }
                @for one in &group.items { (item(one)) }
            }
        }
        @if !view.notes.is_empty() {
            section {
                h2 { "Notes" }
                div.card { table { tbody {
                    @for (mark, note) in &view.notes {
                        tr data-item { td.tags.quiet { (mark) } td { (note) } }
                    }
                } } }
            }
        }
    }
}

fn impact_row(Impact { who, what, steps }: &Impact) -> Markup {
    html! {
        tr data-item { td { (who.join(", ")) } td { (what) } td.steps { (numbers(steps)) } }
    }
}

fn risk_row(line: &RiskLine) -> Markup {
    let RiskLine {
        kind,
        steps,
        is_refused,
    } = line;
    html! {
        tr data-item {
            td.tags { span class={ "tag " (risk_class(*kind)) } { "⚠ " (kind) } }
            td {
                (risk_words(*kind))
                @if *is_refused { "; " strong { "refused" } ", " code { "--allow " (kind) } " would let it pass" }
            }
            td.steps { (numbers(steps)) }
        }
    }
}

fn problem_section(problems: &[ProblemV1]) -> Markup {
    html! {
        section {
            h2 { "What stops the plan" }
            @for problem in problems {
                article.card data-item {
                    p { strong { (words(&problem.message)) } }
                    p { (words(&problem.help)) }
                    p.quiet.small { code { (place(problem)) } }
                }
            }
        }
    }
}

fn result_section(results: &ApplyReport) -> Markup {
    html! {
        section {
            h2 { "Results" }
            div.card { table {
                thead { tr {
                    th scope="col" { "Step" } th scope="col" { "Outcome" } th scope="col" { "What, and what shows it" }
                } }
                tbody {
                    @for (number, result) in (1_usize..).zip(&results.results) {
                        @let (class, word, why) = outcome(&result.outcome);
                        tr data-item {
                            td.number { (number) "." }
                            td.tags { span class={ "tag " (class) } { (word) } }
                            td { (words(&result.title)) p.quiet.small { (words(&why)) } }
                        }
                    }
                }
            } }
        }
    }
}

/// Colour, word, and what shows it or why it is not done.
fn outcome(outcome: &Outcome) -> (&'static str, &'static str, String) {
    match outcome {
        Outcome::Done {
            proof,
            evidence,
            at: _,
        } => ("new", "✓ done", format!("{proof}: {evidence}")),
        Outcome::Pending { why } => ("risk", "… waiting", why.clone()),
        Outcome::Failed { why } => ("danger", "✗ failed", why.clone()),
        Outcome::Skipped { because } => ("", "– skipped", format!("{because} was not done")),
    }
}
