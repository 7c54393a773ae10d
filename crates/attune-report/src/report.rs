//! What a report is about, whatever its format.

use attune_model::{ApplyReport, Plan};

use crate::json::{ErrorV1, ProblemV1};
use crate::view::words;

/// A run of `plan` or `apply`, as far as it came.
#[derive(Clone, Copy, Debug, Default)]
pub struct Report<'a> {
    /// The tenant's name in the manifest; empty where the manifest could not be read.
    pub tenant: &'a str,
    /// The plan, where one was made.
    pub plan: Option<&'a Plan>,
    /// What stops the plan, with places in the manifest.
    pub problems: &'a [ProblemV1],
    /// What became of the steps, where they were tried.
    pub results: Option<&'a ApplyReport>,
    /// The checklist that was written for the operator.
    pub checklist: Option<&'a str>,
    /// Why the command did not come to its end.
    pub error: Option<&'a ErrorV1>,
}

impl Report<'_> {
    /// `apply` where steps were tried, else `plan`.
    pub(crate) fn command(&self) -> &'static str {
        if self.results.is_some() {
            "apply"
        } else {
            "plan"
        }
    }

    /// `plan for contoso`, `apply to contoso`.
    pub(crate) fn title(&self) -> String {
        let tenant = words(self.tenant);
        let title = if self.results.is_some() {
            format!("apply to {tenant}")
        } else {
            format!("plan for {tenant}")
        };
        // Without a tenant's name, nothing is to follow the word.
        if self.tenant.is_empty() {
            "no plan".to_owned()
        } else {
            title
        }
    }
}

/// Where a problem stands: file, line and column, or else the path of keys.
pub(crate) fn place(problem: &ProblemV1) -> String {
    match (&problem.file, problem.line, problem.column) {
        (Some(file), Some(line), Some(column)) => words(&format!("{file}:{line}:{column}")),
        (Some(_) | None, _, _) => words(&problem.place),
    }
}
