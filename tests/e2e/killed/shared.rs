//! The same for state on object storage: killed before, in and after writes of the ledger, above all between the line and
//! the act that it announces.

use super::shim::{How, Shim, points};
use super::state::differences;
use super::trial::{APPLY, end, start};
use crate::bucket::Bucket;
use crate::harness::{Place, Ran, Sim};

const FIVE: &str = "five-integrations.yaml";

/// What was left, once the state is a folder again.
fn left(bucket: &Bucket, sim: &Sim, place: &Place) -> Vec<String> {
    let back = ["ledger", "move", "-f", FIVE, "--to", ".attune"];
    bucket.attune(sim, place, &back).exits(0);
    end(sim, place)
}

#[test]
fn a_run_on_shared_state_that_was_killed_is_as_if_nothing_had_happened_once_it_is_repeated() {
    let library = Shim::compile();
    let (sim, place, log) = start();
    let bucket = Bucket::start();
    let called = log.path().join("points");
    let mut command = bucket.command(&sim, &place, &APPLY);
    library.count(&mut command, &called);
    Ran::of(&mut command).exits(0);
    let whole = left(&bucket, &sim, &place);
    let points = points(&called);
    let writes: Vec<usize> = (1..)
        .zip(&points)
        .filter(|(_, what)| *what == "send PUT /team/contoso/ledger.jsonl")
        .map(|(at, _)| at)
        .collect();
    assert_eq!(writes.len(), 56);
    for part in [1, 3] {
        let write = writes[writes.len() * part / 4];
        // The line does not arrive; it arrives, and nobody hears of it; it is there, and its act is not done.
        for (at, how) in [
            (write, How::Kill),
            (write, How::Lose),
            (write + 1, How::Lose),
        ] {
            let (sim, place, log) = start();
            let bucket = Bucket::start();
            let mut command = bucket.command(&sim, &place, &APPLY);
            library.strike(&mut command, &log.path().join("points"), at, how);
            // What the killed run leaves there goes with the test.
            command.env("TMPDIR", log.path());
            let killed = Ran::of(&mut command);
            assert_eq!(killed.code, -1, "{}", killed.stderr);
            bucket.unlock(&sim, &place, FIVE);
            bucket.attune(&sim, &place, &APPLY).exits(0);
            let differences = differences(&whole, &left(&bucket, &sim, &place));
            assert!(differences.is_empty(), "{}", differences.join("\n"));
        }
    }
}
