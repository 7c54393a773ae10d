//! Notices: only of what changed, and never lost.

use serde_json::Value;

use super::receiver::{Receiver, Reply, TOKEN};
use super::{Fleet, documents, tickets};
use crate::harness::Ran;

/// A fleet of which one drifts and one cannot be reached; a webhook is told, and a second one of a group.
fn told() -> (Fleet, Receiver, Receiver) {
    let fleet = Fleet::start(
        "tenants: 4\npeople: 2\nlevels: 1\napiUsers: 1\ndrifting: 1\nunreachable: 1\n",
    );
    let (all, pilot) = (Receiver::start(), Receiver::start());
    fleet.say(
        "groups: {pilot: {tenants: [tenant-1]}}
notices:
  - webhook: {url: {env: HOOK}}
  - webhook: {url: {env: PILOT}}
    for: [pilot]
",
    );
    (fleet, all, pilot)
}

fn notify(fleet: &Fleet, all: &Receiver, pilot: &Receiver) -> Ran {
    let mut command = fleet.command(&[
        "drift",
        "--all",
        "--notify",
        "--since-last",
        "--link",
        "https://ci.example/42",
    ]);
    Ran::of(command.env("HOOK", all.url()).env("PILOT", pilot.url()))
}

/// `tenant standing` of every notice in a document.
pub(super) fn told_of(document: &Value) -> Vec<String> {
    let tenants = document["notices"].as_array().unwrap();
    let row = |tenant: &Value| {
        let text = |key: &str| tenant[key].as_str().unwrap().to_owned();
        format!("{} {}", text("tenant"), text("standing"))
    };
    tenants.iter().map(row).collect()
}

#[test]
fn who_was_told_is_not_told_again() {
    let (fleet, all, pilot) = told();
    let (drifts, hidden) = (fleet.with_role("drifting"), fleet.with_role("unreachable"));
    notify(&fleet, &all, &pilot).exits(3);
    let mut told = [
        format!("{drifts} drifted"),
        format!("{hidden} could-not-look"),
    ];
    told.sort();
    let mut first = told_of(&all.only().json());
    first.sort();
    assert_eq!(first, told);
    for _ in 0..2 {
        let ran = notify(&fleet, &all, &pilot).exits(3);
        assert!(!ran.stderr.contains("was told"), "{}", ran.stderr);
        assert!(all.got().is_empty());
    }
    // That all is well again is told once.
    let apply = [
        "apply",
        "--auto-approve",
        "--allow",
        "all",
        "--console",
        "simulated",
    ];
    fleet
        .attune(&[&apply[..], &["--tenant", &drifts]].concat())
        .exits(0);
    notify(&fleet, &all, &pilot).exits(3);
    assert_eq!(told_of(&all.only().json()), [format!("{drifts} in-sync")]);
    notify(&fleet, &all, &pilot).exits(3);
    assert!(all.got().is_empty());
    let pilots = documents(&pilot);
    assert!(pilots.iter().all(|document| {
        told_of(document)
            .iter()
            .all(|row| row.starts_with("tenant-1 "))
    }));
}

#[test]
fn a_notice_that_cannot_be_told_is_loud_hides_nothing_and_is_told_next_time() {
    let (fleet, all, pilot) = told();
    all.answers([Reply::of(403)]);
    let ran = notify(&fleet, &all, &pilot).exits(1);
    assert!(ran.stdout.contains("1 drifted"), "{}", ran.stdout);
    assert!(ran.stderr.contains("error: "), "{}", ran.stderr);
    assert!(!ran.stderr.contains(TOKEN), "{}", ran.stderr);
    all.only();
    all.answers([]);
    notify(&fleet, &all, &pilot).exits(3);
    let rows = told_of(&all.only().json());
    assert!(
        rows.contains(&format!("{} drifted", fleet.with_role("drifting"))),
        "{rows:?}"
    );
}

#[test]
fn pages_that_cannot_be_written_hide_no_drift_and_silence_nobody() {
    let (fleet, all, pilot) = told();
    // A file is where the page of all tenants would be.
    fleet.write("out/index.txt/in-the-way", "");
    let mut command = fleet.command(&["drift", "--all", "--notify", "--reports", "out"]);
    let ran = Ran::of(command.env("HOOK", all.url()).env("PILOT", pilot.url())).exits(1);
    assert!(ran.stdout.contains("1 drifted"), "{}", ran.stdout);
    assert!(ran.stderr.contains("index.txt"), "{}", ran.stderr);
    all.only();
}

/// Each tenant that is told of is held by a lock, and those are files.
#[cfg(target_os = "linux")]
#[test]
fn more_tenants_are_told_of_than_files_may_be_open() {
    let fleet = Fleet::start("tenants: 150\npeople: 1\nlevels: 1\napiUsers: 1\ndrifting: 150\n");
    let hook = Receiver::start();
    fleet.say("notices: [{webhook: {url: {env: HOOK}}}]\n");
    let run = || {
        let mut command = std::process::Command::new("sh");
        let few = "ulimit -n 128; exec \"$0\" drift --all --notify";
        fleet.fill(&mut command, &["-c", few, crate::harness::ATTUNE]);
        Ran::of(command.env("HOOK", hook.url())).exits(2);
        let got = documents(&hook);
        let told = got.iter().map(|document| told_of(document).len());
        told.sum::<usize>()
    };
    assert_eq!(run(), 150);
    assert_eq!(run(), 0);
}

#[test]
fn a_notice_can_wait_for_a_second_failed_look() {
    let (fleet, all, pilot) = told();
    let (drifts, hidden) = (fleet.with_role("drifting"), fleet.with_role("unreachable"));
    let first = "  - webhook: {url: {env: HOOK}}\n";
    let patient = format!("{first}    failedLooks: 2\n");
    fleet.edit("attune.workspace.yaml", first, &patient);
    for row in [
        format!("{drifts} drifted"),
        format!("{hidden} could-not-look"),
    ] {
        notify(&fleet, &all, &pilot).exits(3);
        assert_eq!(told_of(&all.only().json()), [row]);
    }
    notify(&fleet, &all, &pilot).exits(3);
    assert!(all.got().is_empty());
}

#[test]
fn where_nobody_could_be_told_nobody_is_looked_at() {
    let (fleet, ..) = told();
    let ran = fleet.attune(&["drift", "--all", "--notify"]).exits(3);
    assert!(
        ran.stderr.contains("HOOK, which is not set"),
        "{}",
        ran.stderr
    );
    for tenant in fleet.asked() {
        assert_eq!(tenant.requests, 0);
    }
}

#[test]
fn a_ticket_is_in_the_providers_own_autotask() {
    let (fleet, ..) = told();
    // One of the fleet is the provider's own.
    let own = fleet.with_role("in-sync");
    let text = fleet.read("attune.workspace.yaml");
    let head = text.split("notices:").next().unwrap();
    let ticket = "notices:
  - ticket:
      connection: {userName: {file: tenants/OWN/user-name}}
      company: 0
      queue: Level I Support
      priority: 2
      status: New
      doneStatus: Complete
";
    fleet.write(
        "attune.workspace.yaml",
        &format!("{head}{}", ticket.replace("OWN", &own)),
    );
    let notify = || fleet.attune(&["drift", "--all", "--notify"]).exits(3);
    notify();
    let made = tickets(&fleet, &own);
    assert_eq!(made.len(), 2, "{made:#?}");
    for (role, ticket) in ["drifting", "unreachable"].iter().zip(&made) {
        assert_eq!(ticket["queueID"], 29_682_833);
        assert_eq!(ticket["status"], 1);
        let title = ticket["title"].as_str().unwrap();
        let tenants = fleet.all_with_role(role);
        assert!(tenants.iter().any(|name| title.contains(name)), "{title}");
    }
    notify();
    assert_eq!(tickets(&fleet, &own).len(), 2);
}
