//! A person at the admin console, told what to do there and asked what came of it.

use std::convert::Infallible;

use attune_model::{Secret, Step, StepResult};

/// Somebody who does at the console's pages what attune cannot, and says so.
#[expect(
    async_fn_in_trait,
    reason = "only used by generic code of this workspace, on one task"
)]
pub trait Operator {
    /// Tells what a step takes and waits until it is done, skipped, or everything is to stop.
    ///
    /// The levels and API users that the step names by an earlier step stand in it by their numbers.
    async fn ask(&mut self, step: &Step, ask: Prompt<'_>) -> Answer;

    /// The key that the form of a new API user shows; `None` to stop. `flaw` says what was wrong with the last one.
    async fn key(&mut self, step: &Step, flaw: Option<&str>) -> Option<String>;

    /// The secret that the form shows, typed unseen; `None` to stop. `flaw` says what was wrong with the last one.
    async fn secret(&mut self, step: &Step, flaw: Option<&str>) -> Option<Secret>;

    /// Tells what became of a step, by whichever channel it went.
    async fn hear(&mut self, result: &StepResult);
}

/// What is asked of an operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prompt<'a> {
    /// To carry out the visit. `found` says what REST shows of it already.
    Visit {
        /// What is there.
        found: Option<&'a str>,
    },
    /// To fill the form of a new API user and have key and secret generated, and not to save yet.
    Draft,
    /// To save that form: key and secret are where they belong.
    Save {
        /// The key.
        key: &'a str,
        /// Where the secret is.
        place: &'a str,
    },
    /// To look again: it was said to be done, and REST does not show it.
    Again {
        /// What REST shows instead.
        missing: &'a str,
    },
}

/// What an operator answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is done.
    Done {
        /// Who says so; never empty.
        by: String,
    },
    /// It stays pending, and what needs it too.
    Skip {
        /// Why, where that was said.
        why: Option<String>,
    },
    /// This and everything after it stays pending.
    Stop,
}

/// The operator of consoles that have none.
impl Operator for Infallible {
    async fn ask(&mut self, _step: &Step, _ask: Prompt<'_>) -> Answer {
        match *self {}
    }

    async fn key(&mut self, _step: &Step, _flaw: Option<&str>) -> Option<String> {
        match *self {}
    }

    async fn secret(&mut self, _step: &Step, _flaw: Option<&str>) -> Option<Secret> {
        match *self {}
    }

    async fn hear(&mut self, _result: &StepResult) {
        match *self {}
    }
}
