//! Drift as SARIF: a result at the line of the manifest that says otherwise.

use attune_manifest::Location;
use attune_model::Cause;

use super::{DriftDocument, heading};
use crate::diagnostics::{Found, Log};

/// The log. What is out of sight is no result: nothing is known to be wrong with it.
pub fn sarif(drift: &DriftDocument) -> Log {
    let differences = drift.differences().map(|(cause, difference)| Found {
        rule: cause.id(),
        summary: heading(cause),
        level: match cause {
            Cause::ChangedOutside => "error",
            Cause::ManifestChanged => "warning",
        },
        message: format!("{}: {}", difference.object, difference.sentence()),
        location: location(difference.file.as_ref(), difference.line, difference.column),
    });
    let problems = drift.problems.iter().map(|problem| Found {
        rule: "problem",
        summary: "The manifest cannot be compared with the tenant",
        level: "error",
        message: problem.message.clone(),
        location: location(problem.file.as_ref(), problem.line, problem.column),
    });
    let error = drift.error.iter().map(|error| Found {
        rule: "problem",
        summary: "The manifest cannot be compared with the tenant",
        level: "error",
        message: error.message.clone(),
        location: None,
    });
    Log::of_found(differences.chain(problems).chain(error).collect())
}

fn location(file: Option<&String>, line: Option<usize>, column: Option<usize>) -> Option<Location> {
    Some(Location {
        file: file?.clone(),
        line: line?,
        column: column?,
    })
}
