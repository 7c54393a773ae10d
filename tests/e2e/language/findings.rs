//! `attune validate`: every finding of every file, for people and for programs.

use serde_json::{Value, json};

use crate::documents::valid;
use crate::harness::{Place, root};
use crate::sarif;

const VALID: &str = "attune: 1\ntenant: contoso\n";
const WARNED: &str = "\
attune: 1
tenant: contoso
securityLevels:
  a: {name: A, copyOf: API User (system), crm: all}
";
const INVALID: &str = "attune: 1\ntenant: contoso\nsecurityLevel: {}\n";

fn place() -> Place {
    let place = Place::with("valid.yaml", VALID);
    place.write("warned.yaml", WARNED);
    place.write("invalid.yaml", INVALID);
    place
}

#[test]
fn several_files_are_each_judged() {
    let place = place();
    let ran = place
        .attune_alone(&[
            "validate",
            "-f",
            "valid.yaml",
            "invalid.yaml",
            "missing.yaml",
            "warned.yaml",
        ])
        .exits(1);
    assert_eq!(
        ran.stdout,
        "valid.yaml is valid: tenant contoso, nothing is managed.\n\
         warned.yaml is valid: tenant contoso, 1 security level.\n"
    );
    insta::assert_snapshot!(ran.stderr, @"
    error[unknown-key]: there is no key `securityLevel` at the top of a manifest
     --> invalid.yaml:3:1
      |
    3 | securityLevel: {}
      | ^^^^^^^^^^^^^ unknown key
      |
      = help: did you mean `securityLevels`?
    error: the manifest is not valid: 1 error
    error: cannot read the manifest missing.yaml: No such file or directory (os error 2)
    hint: name the manifest with `--file`, or let `attune init` write one
    warning[full-permission]: `a` gets everything in `crm`
     --> warned.yaml:4:48
      |
    4 |   a: {name: A, copyOf: API User (system), crm: all}
      |                                                ^^^ everything
      |
      = help: name the rows that are needed
    ");
}

#[test]
fn warnings_count_as_errors_on_request() {
    let place = place();
    place
        .attune_alone(&["validate", "-f", "warned.yaml"])
        .exits(0);
    let deny = ["validate", "--deny-warnings", "-f"];
    let ran = place
        .attune_alone(&[&deny[..], &["warned.yaml"]].concat())
        .exits(1);
    assert!(
        ran.stderr
            .ends_with("\nerror: warnings count as errors here\n"),
        "{}",
        ran.stderr
    );
    assert_eq!(ran.stdout, "");
    place
        .attune_alone(&[&deny[..], &["valid.yaml"]].concat())
        .exits(0);
}

#[test]
fn a_warning_is_accepted_at_its_place_until_its_day() {
    let place = Place::empty();
    let accepted = |expires: &str| {
        let accept = format!(
            "accept:\n  all-of-crm:\n    rule: full-permission\n    at: securityLevels.a.crm\n    reason: a migration\n    owner: tess.turner@contoso.example\n    expires: {expires}\n"
        );
        place.write("attune.yaml", &(WARNED.to_owned() + accept.as_str()));
    };
    accepted("2099-12-31");
    let ran = place
        .attune_alone(&["validate", "--deny-warnings"])
        .exits(0);
    assert_eq!(ran.stderr, "");
    accepted("2020-12-31");
    let ran = place
        .attune_alone(&["validate", "--deny-warnings"])
        .exits(1);
    insta::assert_snapshot!(ran.stderr, @"
    warning[full-permission]: `a` gets everything in `crm` (that was accepted until 2020-12-31)
     --> attune.yaml:4:48
      |
    4 |   a: {name: A, copyOf: API User (system), crm: all}
      |                                                ^^^ everything
      |
      = help: name the rows that are needed
    error: warnings count as errors here
    ");
}

/// The document that `validate` prints about these files.
fn document(place: &Place, files: &[&str], code: i32) -> Value {
    let arguments = [&["validate", "--format", "json", "-f"], files].concat();
    let ran = place.attune_alone(&arguments).exits(code);
    assert_eq!(ran.stderr, "");
    valid(&ran, "diagnostics.v1.json")
}

#[test]
fn findings_are_a_document() {
    let place = place();
    let document_of = |files: &[&str], code| document(&place, files, code);
    let nothing = document_of(&["valid.yaml"], 0);
    assert_eq!(nothing["valid"], true);
    assert_eq!(nothing["diagnostics"], json!([]));

    let warned = document_of(&["warned.yaml"], 0);
    assert_eq!(warned["valid"], true);
    assert_eq!(warned["diagnostics"][0]["rule"], "full-permission");

    let all = document_of(
        &["warned.yaml", "invalid.yaml", "missing.yaml", "valid.yaml"],
        1,
    );
    assert_eq!(all["valid"], false);
    let found: Vec<String> = all["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let [severity, rule, file, line] =
                ["severity", "rule", "file", "line"].map(|key| one[key].to_string());
            format!("{severity} {rule} {file}:{line}").replace('"', "")
        })
        .collect();
    assert_eq!(
        found,
        [
            "warning full-permission warned.yaml:4",
            "error unknown-key invalid.yaml:3",
            "error unreadable missing.yaml:1",
        ]
    );
}

#[test]
fn a_file_that_cannot_be_read_is_a_finding() {
    let found = document(&place(), &["missing.yaml"], 1);
    assert_eq!(
        found["diagnostics"],
        json!([{
            "rule": "unreadable", "severity": "error",
            "file": "missing.yaml", "line": 1, "column": 1,
            "message": "cannot read the manifest missing.yaml: No such file or directory (os error 2)",
            "label": null,
            "help": "name the manifest with `--file`, or let `attune init` write one",
            "related": [],
        }])
    );
}

#[test]
fn findings_are_a_sarif_log() {
    let place = place();
    let arguments = [
        "validate",
        "--format",
        "sarif",
        "-f",
        "invalid.yaml",
        "warned.yaml",
        "missing.yaml",
    ];
    let log = place.attune_alone(&arguments).exits(1).json();
    sarif::valid(&log);
    let results = log["runs"][0]["results"].as_array().unwrap();
    let found: Vec<&str> = results
        .iter()
        .map(|one| one["ruleId"].as_str().unwrap())
        .collect();
    assert_eq!(found, ["unknown-key", "full-permission", "unreadable"]);
    let deny = [
        "validate",
        "--format",
        "sarif",
        "--deny-warnings",
        "-f",
        "warned.yaml",
    ];
    sarif::valid(&place.attune_alone(&deny).exits(1).json());
}

#[test]
fn the_examples_are_valid() {
    let place = Place::empty();
    for name in ["tasky.yaml", "five-integrations.yaml"] {
        let path = root().join("manifests/examples").join(name);
        place
            .attune_alone(&["validate", "-f", path.to_str().unwrap()])
            .exits(0);
    }
}
