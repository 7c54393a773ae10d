//! A whole run as Markdown.

use attune_model::{ApplyReport, Outcome};

use super::budget::Budget;
use super::escape::escape;
use super::marker::marker;
use super::step::item;
use crate::Report;
use crate::json::{ErrorV1, ProblemV1};
use crate::report::place;
use crate::text::apply_summary;
use crate::view::{Impact, RiskLine, View, fold, numbers, risk_words, words};

/// So many names stand in one row.
const MOST_NAMES: usize = 10;

/// The run, most important things first; at most 65,536 characters.
pub fn report(report: &Report<'_>) -> String {
    let Report {
        tenant: _,
        plan,
        problems,
        results,
        checklist,
        error,
    } = report;
    let mut text = Budget::default();
    text.push(&marker(&[report.command(), report.tenant]));
    text.push(&format!("## attune: {}\n\n", escape(&report.title())));
    if let Some(error) = error {
        text.push(&error_block(error));
    }
    if let Some(results) = results {
        push_results(&mut text, results);
    }
    if let Some(checklist) = checklist {
        text.push(&format!(
            "Steps wait for an operator at the admin console: {}\n\n",
            escape(&words(checklist))
        ));
    }
    push_problems(&mut text, problems);
    if let Some(plan) = plan {
        push_plan(&mut text, &View::of(plan));
    }
    text.finish("`attune plan --full` or `attune plan --report html=plan.html`")
}

fn error_block(error: &ErrorV1) -> String {
    let hint = error.hint.as_ref();
    let hint = hint.map(|hint| format!(" {}", escape(&words(hint))));
    let message = escape(&words(&error.message));
    format!("**Error**: {message}.{}\n\n", hint.unwrap_or_default())
}

fn push_plan(text: &mut Budget, view: &View) {
    let summary = escape(&view.summary);
    text.push(&format!("**{summary}** Database {}.\n\n", view.database));
    for (what, allow) in &view.refused {
        text.push(&format!(
            ":no_entry: **Refused**: {}. `--allow {allow}` would let it pass.\n\n",
            escape(what)
        ));
    }
    let impacts: Vec<String> = view.impacts.iter().map(impact_row).collect();
    text.push_table(
        "### What changes for whom\n\n| Who | What | Where |\n|---|---|---|\n",
        &impacts,
    );
    let risks: Vec<String> = view.risks.iter().map(risk_row).collect();
    text.push_table(
        "### Risks\n\n| Risk | Meaning | Where |\n|---|---|---|\n",
        &risks,
    );
    for group in &view.groups {
        let mut heading = format!("### {}\n\n", group.title);
        for one in &group.items {
            // A heading does not stand alone.
            heading.push_str(&item(one));
            text.push(&heading);
            heading.clear();
        }
    }
    let notes = view
        .notes
        .iter()
        .map(|(mark, note)| format!("- {mark}: {}\n", escape(note)));
    text.push_table("### Notes\n\n", &notes.collect::<Vec<_>>());
    if text.is_whole() && !view.groups.is_empty() {
        text.push("The numbers are the order of execution. `?` stands for a value that nobody can see yet.\n");
    }
}

fn impact_row(Impact { who, what, steps }: &Impact) -> String {
    let (shown, hidden) = fold(who, MOST_NAMES);
    let mut names: Vec<String> = shown.iter().map(|name| escape(name)).collect();
    if hidden > 0 {
        names.push(format!("and {hidden} more"));
    }
    format!(
        "| {} | {} | {} |\n",
        names.join(", "),
        escape(what),
        numbers(steps)
    )
}

fn risk_row(line: &RiskLine) -> String {
    let RiskLine {
        kind,
        steps,
        is_refused,
    } = line;
    let mark = if *is_refused {
        ":no_entry:"
    } else {
        ":warning:"
    };
    format!(
        "| {mark} **{kind}** | {} | {} |\n",
        risk_words(*kind),
        numbers(steps)
    )
}

fn push_problems(text: &mut Budget, problems: &[ProblemV1]) {
    let rows: Vec<String> = problems
        .iter()
        .map(|problem| {
            format!(
                "| {} | {} | {} |\n",
                escape(&place(problem)),
                escape(&words(&problem.message)),
                escape(&words(&problem.help))
            )
        })
        .collect();
    text.push_table(
        "### What stops the plan\n\n| Where | What is wrong | What to do |\n|---|---|---|\n",
        &rows,
    );
}

fn push_results(text: &mut Budget, results: &ApplyReport) {
    text.push(&format!("**{}**\n\n", apply_summary(results)));
    let rows: Vec<String> = (1..)
        .zip(&results.results)
        .map(|(number, result)| {
            let (word, why) = match &result.outcome {
                Outcome::Done {
                    proof,
                    evidence,
                    at: _,
                } => (":white_check_mark: done", format!("{proof}: {evidence}")),
                Outcome::Pending { why } => (":hourglass: waiting", why.clone()),
                Outcome::Failed { why } => (":x: **failed**", why.clone()),
                Outcome::Skipped { because } => (
                    ":heavy_minus_sign: skipped",
                    format!("{because} was not done"),
                ),
            };
            let (title, why) = (escape(&words(&result.title)), escape(&words(&why)));
            format!("| {number} | {word} | {title} | {why} |\n")
        })
        .collect();
    text.push_table(
        "### Results\n\n| Step | Outcome | What | Shown by, or why not |\n|---:|---|---|---|\n",
        &rows,
    );
}
