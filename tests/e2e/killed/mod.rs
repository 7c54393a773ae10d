//! Killed at every call that touches disk or network, run again: as if nothing had happened.
//!
//! The tests try some of the points; `cargo xtask killed` tries all of them. Linux only: the library that kills is
//! preloaded.

mod shared;
mod shim;
mod state;
mod stopped;
mod tally;
mod trial;

use shim::How;
use tally::Tally;
use trial::Whole;

/// Every which point is killed at in the tests, and the first of them.
const STRIDE: usize = 12;
const FIRST: usize = 5;

/// At how many points the tests do each of the other things.
const FEW: usize = 4;

/// Whether all points are to be tried.
#[expect(
    clippy::disallowed_methods,
    reason = "hours of trials want to be asked for"
)]
fn is_every_point_asked_for() -> bool {
    std::env::var("ATTUNE_KILLED").is_ok_and(|which| which == "all")
}

fn every_point(points: usize) -> Vec<(usize, How)> {
    let how = [How::Kill, How::Lose, How::Interrupt, How::Terminate];
    (1..=points)
        .flat_map(|at| how.map(|how| (at, how)))
        .collect()
}

fn some_points(points: usize) -> Vec<(usize, How)> {
    let mut some: Vec<(usize, How)> = (FIRST..=points)
        .step_by(STRIDE)
        .map(|at| (at, How::Kill))
        .collect();
    let others = [How::Lose, How::Interrupt, How::Terminate, How::Abort];
    for (shift, how) in others.into_iter().enumerate() {
        // Evenly over the run, and no two of them at one point.
        some.extend((1..=FEW).map(|part| (points * part / (FEW + 1) + shift, how)));
    }
    some
}

#[test]
fn a_run_that_was_killed_anywhere_is_as_if_nothing_had_happened_once_it_is_repeated() {
    let whole = Whole::run();
    let points = whole.points.len();
    let tally = if is_every_point_asked_for() {
        Tally::of(&whole, &every_point(points))
    } else {
        Tally::of(&whole, &some_points(points))
    };
    tally.tell(points);
    assert_eq!(tally.violations, Vec::<String>::new());
    assert!(
        tally.heard_between_steps() > 0,
        "no signal let a run end between two steps"
    );
}

#[test]
fn the_points_are_all_that_a_run_does_to_disk_and_network() {
    let whole = Whole::run();
    let of = |words: &str| {
        whole
            .points
            .iter()
            .filter(|point| point.starts_with(words))
            .count()
    };
    // 18 steps are begun and done, 13 things are noted within them, then the rights of 5 levels; the first line names the
    // database, the last one the manifest that was applied.
    assert_eq!(
        (of("write ledger.jsonl"), of("fdatasync ledger.jsonl")),
        (56, 56)
    );
    assert_eq!(of("recv"), of("send"));
    // The record of the lock is written whole, beside its place. Its renaming is no call of the C library.
    let record = whole
        .points
        .iter()
        .position(|point| point == "open .lock.json.tmp-")
        .unwrap();
    assert_eq!(
        whole.points[record..record + 5],
        [
            "open .lock.json.tmp-",
            "write .lock.json.tmp-",
            "fsync .lock.json.tmp-",
            "fsync .attune",
            "open ledger.jsonl",
        ]
    );
    // Key and secret are on disk before the form with them is saved.
    let kept = whole
        .points
        .iter()
        .position(|point| point == "fsync contoso")
        .unwrap();
    assert_eq!(
        whole.points[kept - 3..kept + 2],
        [
            "open .cloudradial.json.tmp-",
            "write .cloudradial.json.tmp-",
            "fsync .cloudradial.json.tmp-",
            "fsync contoso",
            "send POST /console/simulator/operator",
        ]
    );
    assert_eq!(whole.points.last().unwrap(), "unlink lock.json");
}
