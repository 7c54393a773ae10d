//! Every tenant is looked at, whatever becomes of the others.

use std::fs;

use super::{Fleet, standings};
use crate::harness::root;

const SIX: &str =
    "tenants: 6\npeople: 5\nlevels: 2\napiUsers: 1\ndrifting: 1\nunreachable: 1\nthrottled: 1\n";

#[test]
fn one_that_cannot_be_reached_and_one_that_is_throttled_stop_nobody() {
    let fleet = Fleet::start(SIX);
    let ran = fleet
        .attune(&["drift", "--all", "--format", "json"])
        .exits(3);
    let document = ran.document("fleet.v1.json");
    assert_eq!(document["command"], "drift");
    assert_eq!(document["interrupted"], false);
    let expected: Vec<String> = fleet
        .asked()
        .iter()
        .map(|tenant| {
            let standing = match tenant.role.as_str() {
                "in-sync" => "in-sync",
                "drifting" => "drifted",
                _ => "could-not-look",
            };
            format!("{} {standing}", tenant.name)
        })
        .collect();
    assert_eq!(standings(&document), expected);
    for tenant in document["tenants"].as_array().unwrap() {
        let looked = tenant["standing"] != "could-not-look";
        assert_eq!(tenant["score"].is_u64(), looked, "{tenant}");
        assert_eq!(tenant["differences"].is_u64(), looked, "{tenant}");
        assert_eq!(tenant["why"].is_string(), !looked, "{tenant}");
    }
    // In words, what is well is counted only.
    fleet.attune(&["drift", "--all"]).exits(3).says(&[
        "6 tenants: 3 in sync, 1 drifted, 2 could not be looked at",
        "3 are in sync and not listed",
        "0 changed outside, 1 by the manifest.",
    ]);
}

#[test]
fn each_tenant_has_its_pages_and_all_have_one() {
    let fleet = Fleet::start(SIX);
    fleet
        .attune(&["plan", "--all", "--reports", "out", "--out", "plans"])
        .exits(3);
    let names = |folder: &str| {
        let entries = fs::read_dir(fleet.workspace().join(folder)).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    assert_eq!(
        names("out"),
        [
            "index.csv",
            "index.html",
            "index.json",
            "index.md",
            "index.txt",
            "tenants"
        ]
    );
    assert_eq!(names("out/tenants").len(), 6 * 4);
    // No plan of tenants that nobody saw.
    assert_eq!(names("plans").len(), 4);
    let apply = |more: &[&str]| fleet.attune(&[&["apply", "--auto-approve"], more].concat());
    // The plan of the one that is named, where the folder has it.
    for tenant in fleet.asked() {
        let code = match tenant.role.as_str() {
            "in-sync" => 0,
            "drifting" => 5,
            _ => 1,
        };
        let ran = apply(&["plans", "--tenant", &tenant.name]).exits(code);
        let says = format!("cannot read plans/{}.json", tenant.name);
        assert_eq!(ran.stderr.contains(&says), code == 1, "{}", ran.stderr);
    }
    // A folder that is not there is no folder without plans.
    apply(&["plan", "--all"]).exits(1);
    assert!(
        fleet
            .read("out/index.md")
            .starts_with("<!-- attune fleet plan -->\n")
    );
    let index: serde_json::Value = serde_json::from_str(&fleet.read("out/index.json")).unwrap();
    let schema = fs::read_to_string(root().join("schemas/fleet.v1.json")).unwrap();
    let schema = serde_json::from_str(&schema).unwrap();
    assert!(jsonschema::is_valid(&schema, &index), "{index:#}");
    for tenant in index["tenants"].as_array().unwrap() {
        let page = tenant["page"].as_str().unwrap();
        let page = fleet.read(&format!("out/{page}"));
        assert!(page.contains(tenant["tenant"].as_str().unwrap()));
    }
}

#[test]
fn no_tenant_is_asked_more_than_it_takes() {
    let fleet = Fleet::start("tenants: 4\npeople: 5\nlevels: 2\napiUsers: 1\n");
    fleet.attune(&["drift", "--all"]).exits(0);
    for tenant in fleet.asked() {
        // The zone, levels and fields, people, vendors.
        assert_eq!(tenant.requests, 4, "{}", tenant.name);
    }
}

#[test]
fn a_manifest_that_is_wrong_is_the_trouble_of_its_tenant() {
    let fleet = Fleet::start("tenants: 3\npeople: 2\nlevels: 1\napiUsers: 1\n");
    let manifest = "tenants/tenant-2/attune.yaml";
    fleet.write(manifest, &(fleet.read(manifest) + "nonsense: true\n"));
    let ran = fleet
        .attune(&["plan", "--all", "--format", "json"])
        .exits(1);
    let document = ran.document("fleet.v1.json");
    assert_eq!(
        standings(&document),
        ["tenant-1 in-sync", "tenant-2 failed", "tenant-3 in-sync"]
    );
    assert_eq!(
        document["tenants"][1]["why"],
        "the manifest is not valid: 1 error"
    );
}

#[test]
fn what_is_told_of_all_is_verified_and_audited_too() {
    let fleet = Fleet::start("tenants: 2\npeople: 2\nlevels: 1\napiUsers: 1\n");
    let verified = fleet
        .attune(&["verify", "--all", "--format", "json"])
        .exits(0);
    assert_eq!(
        standings(&verified.document("fleet.v1.json")),
        ["tenant-1 in-sync", "tenant-2 in-sync"]
    );
    let audited = fleet
        .attune(&["audit", "--all", "--format", "json"])
        .exits(0);
    assert_eq!(
        standings(&audited.document("fleet.v1.json")),
        ["tenant-1 looked", "tenant-2 looked"]
    );
}

#[cfg(target_os = "linux")]
#[test]
fn where_somebody_interrupts_every_tenant_is_told_of() {
    use std::io::Read as _;
    use std::process::{Command, Stdio};

    // Throttled ones are waited for, so that there is time to interrupt.
    let fleet = Fleet::start(
        "tenants: 5\npeople: 2\nlevels: 1\napiUsers: 1\nthrottled: 5\nthrottledRequests: 1\nretryAfter: 2\n",
    );
    fleet.say("budgets: {concurrency: 1}\n");
    let mut command = Command::new("env");
    command.args(["--default-signal=INT", crate::harness::ATTUNE]);
    fleet.fill(
        &mut command,
        &["drift", "--all", "--format", "json", "--reports", "out"],
    );
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let first = fleet.workspace().join("out/tenants/tenant-1.json");
    while !first.exists() {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let id = i32::try_from(child.id()).unwrap();
    rustix::process::kill_process(
        rustix::process::Pid::from_raw(id).unwrap(),
        rustix::process::Signal::INT,
    )
    .unwrap();
    let mut text = String::new();
    child
        .stdout
        .take()
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(document["interrupted"], true);
    let standings = standings(&document);
    assert_eq!(standings.len(), 5);
    assert_eq!(standings[0], "tenant-1 in-sync");
    assert_eq!(standings[4], "tenant-5 not-begun");
    assert_eq!(fleet.asked()[4].requests, 0);
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&fleet.read("out/index.json")).unwrap(),
        document
    );
}
