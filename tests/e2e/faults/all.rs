//! Every request of every story, with every fault that fits it.
//!
//! Tests take some of them, spread over all kinds; `cargo xtask faults` takes all and counts.

use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use attune_sim::{Injection, Trouble};

use super::kinds;
use super::stories::Story;

/// Where acts at the console are asked for.
const OPERATOR: &str = "console/simulator/operator";

/// Every fault that fits a request of the story without faults, and that request.
fn cases(story: &Story) -> Vec<(Injection, String)> {
    let mut cases = Vec::new();
    for console in [false, true] {
        for (place, request) in story.clean.requests(console).into_iter().enumerate() {
            let kinds = kinds::all().into_iter();
            let kinds = kinds.filter(|kind| kind.console == console && kind.fits(request));
            let (method, path) = request;
            cases.extend(kinds.map(|kind| (kind.at(place + 1), format!("{method} {path}"))));
        }
    }
    cases
}

/// Every `stride`th case, or all where that is asked for. A stride that shares no factor with the number of kinds comes to
/// all of them.
fn tried(story: &Story, stride: usize) {
    let since = Instant::now();
    let all = is_whole();
    let cases = cases(story);
    let of = cases.len();
    let cases = cases.into_iter().step_by(if all { 1 } else { stride });
    let (mut runs, mut violations) = (0, Vec::new());
    for (fault, request) in cases {
        runs += 1;
        let wrong = catch_unwind(AssertUnwindSafe(|| story.with(&fault)));
        let wrong = wrong.unwrap_or_else(|_| vec!["a panic".to_owned()]);
        let of_this = wrong
            .iter()
            .map(|why| format!("{request}, {fault:?}: {why}"));
        violations.extend(of_this);
    }
    let summary = format!(
        "faults: {}: {} requests, {runs} of {of} faults, {} violations, {} s\n",
        story.name,
        story.clean.log.len(),
        violations.len(),
        since.elapsed().as_secs()
    );
    std::io::stderr().write_all(summary.as_bytes()).unwrap();
    assert!(violations.is_empty(), "{}", violations.join("\n"));
}

#[expect(
    clippy::disallowed_methods,
    reason = "whoever has the time asks for all of them"
)]
fn is_whole() -> bool {
    std::env::var("ATTUNE_FAULTS").is_ok_and(|value| value == "all")
}

#[test]
fn whatever_goes_wrong_while_planning() {
    tried(&Story::plan(), 3);
}

#[test]
fn whatever_goes_wrong_while_applying() {
    tried(&Story::apply(), 61);
}

#[test]
fn whatever_goes_wrong_while_planning_again() {
    tried(&Story::plan_again(), 5);
}

#[test]
fn whatever_goes_wrong_while_verifying() {
    tried(&Story::verify(), 17);
}

#[test]
fn whatever_goes_wrong_while_pruning() {
    tried(&Story::prune(), 17);
}

/// The numbers of levels are given again where a copy was not made, so that a number in an answer can be another's.
#[test]
fn what_the_console_said_was_done_and_was_not_is_done_and_nobody_elses_is_taken() {
    let story = Story::apply();
    let lost = cases(&story);
    let lost = lost.iter().filter(|(fault, _)| {
        matches!(fault.fault, Trouble::LostWrite) && fault.path.as_deref() == Some(OPERATOR)
    });
    let wrong: Vec<String> = lost
        .clone()
        .flat_map(|(fault, request)| {
            let wrong = story.with(fault).into_iter();
            wrong.map(move |why| format!("{request}, {fault:?}: {why}"))
        })
        .collect();
    assert!(lost.count() >= 12);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
