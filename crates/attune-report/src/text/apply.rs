//! What became of a plan, as text: one line a step, with its proof.

use std::fmt::Write as _;

use attune_model::{ApplyReport, Outcome, StepResult};

use crate::clean;

/// All results and the summary.
pub fn apply_report(report: &ApplyReport) -> String {
    let mut text = String::new();
    for result in &report.results {
        text.push_str(&step_result(result));
    }
    text.push('\n');
    text.push_str(&apply_summary(report));
    text
}

/// One result: what, and what shows it.
fn step_result(result: &StepResult) -> String {
    let title = clean(&result.title);
    match &result.outcome {
        Outcome::Done {
            proof,
            evidence,
            at: _,
        } => format!("done     {title}\n         {proof}: {}\n", clean(evidence)),
        Outcome::Pending { why } => format!("waiting  {title}\n         {}\n", clean(why)),
        Outcome::Failed { why } => format!("FAILED   {title}\n         {}\n", clean(why)),
        Outcome::Skipped { because } => {
            format!("skipped  {title}\n         {because} was not done\n")
        }
    }
}

/// The counts.
fn apply_summary(report: &ApplyReport) -> String {
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
    text.push_str(".\n");
    text
}
