//! What became of a plan as a whole.

use attune_model::{ApplyReport, Handle, Outcome, Proof, StepId, StepResult, Timestamp};

fn report(outcomes: impl IntoIterator<Item = Outcome>) -> ApplyReport {
    let results = outcomes.into_iter().map(|outcome| StepResult {
        step: StepId("edit/52".to_owned()),
        title: "edit".to_owned(),
        outcome,
    });
    ApplyReport {
        tenant: Handle::parse("contoso").unwrap(),
        results: results.collect(),
    }
}

fn done() -> Outcome {
    Outcome::Done {
        proof: Proof::RestFact,
        evidence: "seen".to_owned(),
        at: Timestamp::UNIX_EPOCH,
    }
}

fn skipped() -> Outcome {
    Outcome::Skipped {
        because: StepId("copy/39".to_owned()),
    }
}

#[test]
fn one_step_that_failed_or_waits_is_enough_and_what_was_skipped_is_neither() {
    let failed = Outcome::Failed {
        why: "no answer".to_owned(),
    };
    let pending = Outcome::Pending {
        why: "by hand".to_owned(),
    };
    for (outcomes, expected) in [
        (vec![], (false, false)),
        (vec![done(), skipped()], (false, false)),
        (vec![done(), failed.clone(), skipped()], (true, false)),
        (vec![done(), pending.clone(), skipped()], (false, true)),
        (vec![pending, failed], (true, true)),
    ] {
        let report = report(outcomes);
        assert_eq!((report.has_failed(), report.is_waiting()), expected);
    }
}
