//! A whole run as text, for a file.

use super::options::TextOptions;
use super::{apply_report, plan};
use crate::Report;
use crate::report::place;
use crate::view::words;

/// The plan, what stops it, what became of it, and why the command did not come to its end: what there is of these.
pub fn report(report: &Report<'_>, options: &TextOptions) -> String {
    let Report {
        tenant: _,
        plan: made,
        problems,
        results,
        checklist,
        error,
    } = report;
    let mut parts = Vec::new();
    parts.extend(made.map(|made| plan(made, options)));
    parts.extend(problems.iter().map(|problem| {
        let (message, help) = (words(&problem.message), words(&problem.help));
        format!(
            "error[{}]: {message}\n  at: {}\n  help: {help}\n",
            problem.kind,
            place(problem)
        )
    }));
    parts.extend(results.map(|results| apply_report(results, options)));
    parts.extend(checklist.map(|checklist| {
        format!(
            "Steps wait for an operator at the admin console: {}\n",
            words(checklist)
        )
    }));
    parts.extend(error.map(|error| {
        let hint = error
            .hint
            .as_ref()
            .map(|hint| format!("hint: {}\n", words(hint)));
        format!(
            "error: {}\n{}",
            words(&error.message),
            hint.unwrap_or_default()
        )
    }));
    parts.join("\n")
}
