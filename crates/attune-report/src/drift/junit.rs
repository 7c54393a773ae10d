//! Drift as a `JUnit` report: a difference is a failed test case, what is out of sight a skipped one.
//!
//! `JUnit` has no schema of its own authors; the shape is the one that CI servers agree on: `testsuites` with counts,
//! `testsuite` with counts, `testcase` with `classname` and `name`, and in it `failure`, `error` or `skipped`.

use std::fmt::Write as _;

use super::DriftDocument;
use crate::clean_lines;

/// The report.
pub fn junit(drift: &DriftDocument) -> String {
    let mut cases = Vec::new();
    for (cause, difference) in drift.differences() {
        let name = format!("{}: {}", difference.object, difference.value);
        let message = difference.sentence();
        let failure = found("failure", cause.id(), &message);
        cases.push(case(&drift.tenant, &name, &failure));
    }
    let failures = cases.len();
    for problem in &drift.problems {
        let error = found("error", &problem.kind, &problem.message);
        let place = if problem.place.is_empty() {
            "the tenant"
        } else {
            &problem.place
        };
        cases.push(case(&drift.tenant, place, &error));
    }
    if let Some(error) = &drift.error {
        let error = found("error", "error", &error.message);
        cases.push(case(&drift.tenant, "a look at the tenant", &error));
    }
    let errors = cases.len() - failures;
    for unseen in &drift.out_of_sight {
        let skipped = format!("<skipped message=\"{}\"/>", escape(&unseen.sentence()));
        cases.push(case(&drift.tenant, &unseen.object, &skipped));
    }
    let skipped = drift.out_of_sight.len();
    if drift.in_sync {
        cases.push(case(&drift.tenant, "in sync with the manifest", ""));
    }
    let counts = format!(
        "tests=\"{}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"{skipped}\"",
        cases.len()
    );
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(text, "<testsuites {counts}>");
    let _ = writeln!(text, "  <testsuite name=\"attune drift\" {counts}>");
    for case in cases {
        text.push_str(&case);
    }
    text.push_str("  </testsuite>\n</testsuites>\n");
    text
}

fn case(tenant: &str, name: &str, inside: &str) -> String {
    let head = format!(
        "    <testcase classname=\"attune.drift.{}\" name=\"{}\"",
        escape(tenant),
        escape(name)
    );
    if inside.is_empty() {
        format!("{head}/>\n")
    } else {
        format!("{head}>{inside}</testcase>\n")
    }
}

fn found(element: &str, kind: &str, message: &str) -> String {
    format!(
        "<{element} type=\"{}\" message=\"{}\"/>",
        escape(kind),
        escape(message)
    )
}

/// For attributes; what XML cannot hold at all is cleaned away before.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in clean_lines(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#10;"),
            other => escaped.push(other),
        }
    }
    escaped
}
