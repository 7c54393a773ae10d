//! `attune demo`: the first thing that anyone sees.

use crate::harness::{ATTUNE, Ran};
use std::process::Command;

#[test]
fn the_demo_carries_out_the_walkthrough_and_ends_in_sync() {
    let ran = Ran::of(Command::new(ATTUNE).arg("demo").env_clear()).exits(0);
    assert!(ran.stderr.is_empty(), "{}", ran.stderr);
    let (first, rest) = ran.stdout.split_once("== attune apply").unwrap();
    let (applied, second) = rest.split_once("== attune plan").unwrap();
    assert!(first.contains(
        "3 levels to copy, 1 level to edit, 1 API user to create, 4 people to move, 1 check to run."
    ));
    let done = applied
        .lines()
        .filter(|line| line.starts_with("done "))
        .count();
    let proofs = applied
        .lines()
        .filter(|line| {
            ["console-reread: ", "rest-behaviour: ", "rest-fact: "]
                .iter()
                .any(|proof| line.trim_start().starts_with(proof))
        })
        .count();
    assert_eq!((done, proofs), (10, 10), "{applied}");
    assert!(applied.contains("Tess Turner as author of ticket"));
    assert!(second.contains("No changes. contoso is in sync with the manifest."));
}

#[test]
fn the_demo_says_the_same_every_time() {
    let say = || {
        Ran::of(Command::new(ATTUNE).arg("demo").env_clear())
            .exits(0)
            .stdout
    };
    let first = say();
    for _ in 0..4 {
        assert_eq!(say(), first);
    }
}
