//! SARIF logs are valid against the schema that a package of the format's own authors carries.

use std::fs;
use std::path::Path;

use attune_manifest::Manifest;
use attune_report::diagnostics::Log;
use serde_json::Value;

use crate::harness::root;

const SCHEMA: &str = "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";

fn validator() -> jsonschema::Validator {
    let schema = fs::read_to_string(root().join("tests/clients/npm").join(SCHEMA))
        .expect("the npm clients are installed by `cargo xtask test`");
    // A bracket too many in its pattern for languages, which not every engine takes.
    let schema = schema.replace("{2}]?$", "{2}$");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

/// That this is a SARIF log.
pub(crate) fn valid(log: &Value) {
    let complaints: Vec<String> = validator()
        .iter_errors(log)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(complaints.is_empty(), "{complaints:?}\n{log:#}");
}

#[test]
fn logs_are_sarif() {
    let broken = "attune: 1\ntenant: a\ntenant: b\nsecurityLevel: {}\n";
    let error = Manifest::from_text("a b/ü.yaml", Path::new("/m"), broken).unwrap_err();
    let log = serde_json::to_value(Log::of(error.diagnostics())).unwrap();
    valid(&log);
    assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), 2);
    valid(&serde_json::to_value(Log::of(&[])).unwrap());

    let mut wrong = log;
    wrong["runs"][0]["results"][0]["level"] = "fatal".into();
    assert!(!validator().is_valid(&wrong));
}
