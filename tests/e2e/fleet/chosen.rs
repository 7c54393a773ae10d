//! Which tenants are meant.

use super::{Fleet, standings};
use crate::git::git;
use crate::harness::Ran;

const FOUR: &str = "tenants: 4\npeople: 2\nlevels: 1\napiUsers: 1\n";

fn names(ran: &Ran) -> Vec<String> {
    let row = |row: &String| row.split(' ').next().unwrap().to_owned();
    standings(&ran.document("fleet.v1.json"))
        .iter()
        .map(row)
        .collect()
}

#[test]
fn names_patterns_groups_and_parts() {
    let fleet = Fleet::start(FOUR);
    fleet.say("groups: {pilot: {tenants: [tenant-2, tenant-4]}}\n");
    let chosen = |more: &[&str]| {
        let plan = ["plan", "--format", "json"];
        names(&fleet.attune(&[&plan[..], more].concat()).exits(0))
    };
    assert_eq!(chosen(&["--group", "pilot"]), ["tenant-2", "tenant-4"]);
    assert_eq!(
        chosen(&["--group", "pilot", "--tenant", "tenant-[13]"]),
        ["tenant-1", "tenant-2", "tenant-3", "tenant-4"]
    );
    let parts: Vec<Vec<String>> = ["0/3", "1/3", "2/3"]
        .map(|shard| chosen(&["--all", "--shard", shard]))
        .into();
    let mut together = parts.concat();
    together.sort();
    assert_eq!(together, ["tenant-1", "tenant-2", "tenant-3", "tenant-4"]);
}

#[test]
fn what_there_is_not_is_said_with_what_may_be_meant() {
    let fleet = Fleet::start(FOUR);
    let wrong = |arguments: &[&str]| fleet.attune(arguments).exits(64).stderr;
    assert_eq!(
        wrong(&["plan", "--tenant", "tenant-44"]),
        "error: the workspace has no tenant `tenant-44`\nhint: did you mean `tenant-4`?\n"
    );
    assert!(wrong(&["plan", "--all", "-f", "attune.yaml"]).contains("cannot be used with"));
    // Whoever names one does not mean all, whatever else stands there.
    for one in ["--tenant", "--group"] {
        assert!(wrong(&["apply", "--all", one, "tenant-1"]).contains("cannot be used with"));
    }
    assert!(wrong(&["drift", "--notify"]).contains("--notify is for tenants of a workspace"));
    assert!(
        wrong(&["drift", "--all", "--format", "sarif"])
            .contains("--format sarif is for one tenant")
    );
}

#[test]
fn one_tenant_by_its_name_is_worked_on_as_by_its_manifest() {
    let fleet = Fleet::start(FOUR);
    let ran = fleet.attune(&["plan", "--tenant", "tenant-3"]).exits(0);
    assert!(
        ran.stdout
            .starts_with("Plan for tenant-3 (database 300003)\n"),
        "{}",
        ran.stdout
    );
    // With what the workspace puts below it, which its manifest does not name.
    fleet.say("");
    let level = "securityLevels:\n  shared: {name: Shared by all, copyOf: API User (system)}\n";
    fleet.write("baselines/shared.yaml", &format!("attune: 1\n{level}"));
    fleet.edit(
        "attune.workspace.yaml",
        "[baselines/levels.yaml]",
        "[baselines/levels.yaml, baselines/shared.yaml]",
    );
    fleet
        .attune(&["plan", "--tenant", "tenant-3"])
        .exits(0)
        .says(&["+ copy security level \"API User (system)\" as \"Shared by all\""]);
}

#[test]
fn a_pull_request_is_about_the_tenants_whose_files_changed() {
    let fleet = Fleet::start(FOUR);
    let folder = fleet.workspace();
    git(&folder, &["init", "--quiet"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "--message", "all"]);
    let changed = |since: &str| {
        let arguments = ["plan", "--format", "json", "--changed-since", since];
        names(&fleet.attune(&arguments))
    };
    assert!(changed("main").is_empty());
    let manifest = fleet.read("tenants/tenant-3/attune.yaml");
    fleet.write(
        "tenants/tenant-3/attune.yaml",
        &format!("# reviewed\n{manifest}"),
    );
    assert_eq!(changed("main"), ["tenant-3"]);
    git(&folder, &["commit", "--quiet", "--all", "--message", "one"]);
    assert!(changed("main").is_empty());
    assert_eq!(changed("main~1"), ["tenant-3"]);
    fleet.write(
        "baselines/levels.yaml",
        &(fleet.read("baselines/levels.yaml") + "# more\n"),
    );
    assert_eq!(changed("main").len(), 4);
    fleet
        .attune(&["plan", "--changed-since=--output=x"])
        .exits(64);
    assert!(!folder.join("x").exists());
}
