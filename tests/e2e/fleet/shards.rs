//! A night in shards, by the scripts that the templates for forges run.

use std::process::Command;

use serde_json::Value;

use super::receiver::Receiver;
use super::{Fleet, standings};
use crate::harness::{ATTUNE, Ran, root};

/// A job of a night, with its part of the tenants; its table.
fn job(fleet: &Fleet, hook: &Receiver, script: &str, shard: &str, code: i32) -> Value {
    let mut command = Command::new("sh");
    command.arg(root().join("deploy/scripts").join(script));
    fleet.fill(&mut command, &[]);
    let reports = format!("{script}-{}", shard.replace('/', "-of-"));
    command.env("ATTUNE", ATTUNE).env("HOOK", hook.url());
    command
        .env("ATTUNE_SHARD", shard)
        .env("ATTUNE_REPORTS", &reports);
    Ran::of(&mut command).exits(code);
    serde_json::from_str(&fleet.read(&format!("{reports}/index.json"))).unwrap()
}

#[test]
fn every_tenant_is_in_one_shard_and_told_of_once() {
    let fleet = Fleet::start("tenants: 4\npeople: 2\nlevels: 1\napiUsers: 1\ndrifting: 1\n");
    let hook = Receiver::start();
    fleet.say("notices: [{webhook: {url: {env: HOOK}}}]\n");
    let drifting = fleet.with_role("drifting");
    let mut looked_at = Vec::new();
    let mut verified = Vec::new();
    for shard in ["0/3", "1/3", "2/3"] {
        let is_here = fleet
            .attune(&["drift", "--all", "--shard", shard, "--format", "json"])
            .stdout
            .contains(&format!("\"{drifting}\""));
        let table = job(
            &fleet,
            &hook,
            "drift.sh",
            shard,
            if is_here { 2 } else { 0 },
        );
        looked_at.extend(standings(&table));
        let told = hook.got();
        assert_eq!(told.len(), usize::from(is_here), "{told:?}");
        // The next night knows, whichever number of shards it has.
        job(&fleet, &hook, "drift.sh", shard, 0);
        assert!(hook.got().is_empty());
        let table = job(
            &fleet,
            &hook,
            "verify.sh",
            shard,
            if is_here { 2 } else { 0 },
        );
        verified.extend(table["tenants"].as_array().unwrap().clone());
    }
    looked_at.sort();
    let expected: Vec<String> = (1..=4)
        .map(|number| format!("tenant-{number}"))
        .map(|tenant| {
            let standing = if tenant == drifting {
                "drifted"
            } else {
                "in-sync"
            };
            format!("{tenant} {standing}")
        })
        .collect();
    assert_eq!(looked_at, expected);
    assert_eq!(verified.len(), 4);
}
