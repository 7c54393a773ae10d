//! Manifests in folders, and files that extend each other.

use super::{cells, folder};

const LEVEL: &str = "securityLevels: {a: {name: A, copyOf: API User (system)}}\n";

#[test]
fn the_files_of_a_folder_are_one_manifest() {
    let files = folder(&[
        ("m/10-head.yaml", "attune: 1\ntenant: contoso\n"),
        ("m/20-level.yml", &format!("attune: 1\n{LEVEL}")),
        (
            "m/30-cells.yaml",
            "tenant: contoso\nsecurityLevels: {a: {webServicesApi: {canLogin: true}}}\n",
        ),
        ("m/.#20-level.yaml", "broken: ["),
        ("m/old/level.yaml", "broken: ["),
        ("m/README.md", "# about"),
    ])
    .unwrap();
    let manifest = files.load("m").unwrap();
    assert_eq!(cells(&manifest), ["a.webServicesApi.canLogin=true"]);
}

#[test]
fn two_files_of_a_folder_may_say_the_same_and_nothing_else() {
    let files = folder(&[
        ("m/a.yaml", &format!("attune: 1\ntenant: contoso\n{LEVEL}")),
        (
            "m/b.yaml",
            "securityLevels: {a: {name: 'A', copyOf: API User}}\n",
        ),
    ])
    .unwrap();
    insta::assert_snapshot!(files.wrong("m"), @"
    error[duplicate-key]: `copyOf` stands in two files, with two values
     --> m/b.yaml:1:33
      |
    1 | securityLevels: {a: {name: 'A', copyOf: API User}}
      |                                 ^^^^^^ another value
      |
     ::: m/a.yaml:3:31
      |
    3 | securityLevels: {a: {name: A, copyOf: API User (system)}}
      |                               ^^^^^^ first here
      |
      = help: keep it in one of the two files: the files of a folder are one manifest
    ");
}

#[test]
fn a_file_of_a_folder_that_is_no_map_is_an_error() {
    let files = folder(&[
        ("m/a.yaml", "attune: 1\ntenant: contoso\n"),
        ("m/b.yaml", "- a\n- b\n"),
    ])
    .unwrap();
    assert_eq!(files.rules("m"), ["wrong-type m/b.yaml:1:1"]);
}

#[test]
fn relative_paths_are_taken_from_the_file_that_names_them() {
    let files = folder(&[
        (
            "sites/contoso/attune.yaml",
            "attune: 1\ntenant: contoso\nextends: ../../shared/top.yaml\n",
        ),
        ("shared/top.yaml", "attune: 1\nextends: parts/low.yaml\n"),
        ("shared/parts/low.yaml", &format!("attune: 1\n{LEVEL}")),
    ])
    .unwrap();
    let manifest = files.load("sites/contoso/attune.yaml").unwrap();
    assert_eq!(manifest.desired.security_levels.len(), 1);
}

#[test]
fn all_files_are_diagnosed_in_one_run_by_file_and_place() {
    let files = folder(&[
        (
            "a.yaml",
            "attune: 1\ntenant: contoso\nextends: [z.yaml, b.yaml]\npeople: 1\napiUser: {}\n",
        ),
        (
            "b.yaml",
            "attune: 1\nsecurityLevels: {a: {nam: A}}\nvendors: {}\n",
        ),
        ("z.yaml", "attune: 1\nchecks: []\nlock: [people.x]\n"),
    ])
    .unwrap();
    assert_eq!(
        files.rules("a.yaml"),
        [
            "wrong-type a.yaml:4:9",
            "unknown-key a.yaml:5:1",
            "missing-key b.yaml:2:18",
            "unknown-key b.yaml:2:22",
            "unknown-key b.yaml:3:1",
            "wrong-type z.yaml:2:1",
            "lock-nothing z.yaml:3:8",
        ]
    );
}

#[test]
fn errors_of_syntax_in_two_files_are_both_told() {
    let files = folder(&[
        (
            "a.yaml",
            "attune: 1\ntenant: contoso\nextends: [b.yaml, c.yaml]\n",
        ),
        ("b.yaml", "attune: 1\nx: [\n"),
        ("c.yaml", "attune: 1\nx: &a 1\n"),
    ])
    .unwrap();
    let rules = files.rules("a.yaml");
    assert_eq!(rules.len(), 2, "{rules:?}");
    assert!(rules[0].starts_with("syntax b.yaml:"), "{rules:?}");
    assert_eq!(rules[1], "no-aliases c.yaml:2:7");
}

#[test]
fn circles_and_missing_files() {
    let files = folder(&[
        ("a.yaml", "attune: 1\ntenant: contoso\nextends: b.yaml\n"),
        ("b.yaml", "attune: 1\nextends: c.yaml\n"),
        ("c.yaml", "attune: 1\nextends: [b.yaml, gone.yaml]\n"),
    ])
    .unwrap();
    assert_eq!(
        files.rules("a.yaml"),
        [
            "extends-cycle c.yaml:2:11",
            "extends-unreadable c.yaml:2:19"
        ]
    );
}

#[test]
fn a_baseline_has_no_tenant_and_has_a_version() {
    let files = folder(&[
        (
            "a.yaml",
            "attune: 1\ntenant: contoso\nextends: [b.yaml, c.yaml, d.yaml]\n",
        ),
        ("b.yaml", "attune: 1\ntenant: contoso\n"),
        ("c.yaml", "policy: {}\n"),
        ("d.yaml", "attune: 2\n"),
    ])
    .unwrap();
    assert_eq!(
        files.rules("a.yaml"),
        [
            "baseline-tenant b.yaml:2:9",
            "missing-key c.yaml:1:1",
            "format-version d.yaml:1:9"
        ]
    );
}
