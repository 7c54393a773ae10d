//! What planning says besides steps.

use attune_model::{Note, Place, Problem, ProblemKind};

#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) problems: Vec<Problem>,
    pub(crate) notes: Vec<Note>,
}

impl Findings {
    pub(crate) fn problem(
        &mut self,
        place: &Place,
        kind: ProblemKind,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.problems.push(Problem {
            place: place.clone(),
            kind,
            message: message.into(),
            help: help.into(),
        });
    }
}

/// `Did you mean "..."?`, or `otherwise` where nothing is near.
pub(crate) fn did_you_mean(near: Option<&str>, otherwise: &str) -> String {
    near.map_or_else(
        || otherwise.to_owned(),
        |near| format!("Did you mean \"{near}\"?"),
    )
}
