//! What became of a plan, as text: one line a step, with its proof.

use std::fmt::Write as _;

use attune_model::{ApplyReport, Outcome, StepResult};

use super::options::TextOptions;
use super::paint::{Ink, paint};
use crate::view::words;

/// All results and the summary.
pub fn apply_report(report: &ApplyReport, options: &TextOptions) -> String {
    let mut text = String::new();
    for result in &report.results {
        text.push_str(&step_result(result, options));
    }
    text.push('\n');
    let summary = apply_summary(report);
    text.push_str(&paint(Ink::Heading, &summary, options.colour));
    text.push('\n');
    text
}

/// One result: what, and what shows it.
fn step_result(result: &StepResult, options: &TextOptions) -> String {
    let (ink, word, text) = match &result.outcome {
        Outcome::Done {
            proof,
            evidence,
            at: _,
        } => (Ink::Makes, "done", format!("{proof}: {}", words(evidence))),
        Outcome::Pending { why } => (Ink::Caution, "waiting", words(why)),
        Outcome::Failed { why } => (Ink::Danger, "FAILED", words(why)),
        Outcome::Skipped { because } => {
            let text = format!("{} was not done", words(&because.0));
            (Ink::Quiet, "skipped", text)
        }
    };
    let word = paint(ink, &format!("{word:<7}"), options.colour);
    format!("{word}  {}\n         {text}\n", words(&result.title))
}

/// How many steps came to what.
pub(crate) fn apply_summary(report: &ApplyReport) -> String {
    let mut counts = [0_usize; 4];
    for result in &report.results {
        let index = match result.outcome {
            Outcome::Done { .. } => 0,
            Outcome::Pending { .. } => 1,
            Outcome::Failed { .. } => 2,
            Outcome::Skipped { .. } => 3,
        };
        if let Some(count) = counts.get_mut(index) {
            *count += 1;
        }
    }
    let mut text = String::from("Applied:");
    for (count, word) in counts
        .into_iter()
        .zip(["done", "waiting", "failed", "skipped"])
    {
        if count > 0 || word == "done" {
            let comma = if word == "done" { "" } else { "," };
            let _ = write!(text, "{comma} {count} {word}");
        }
    }
    text.push('.');
    text
}
