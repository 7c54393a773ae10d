//! What programs read about a manifest.
#![cfg(test)]

use std::fs;
use std::path::{Path, PathBuf};

use attune_manifest::{Diagnostic, Manifest};
use attune_report::diagnostics::{DiagnosticsDocument, Log};
use attune_report::json::schema_text;
use serde_json::Value;

/// Two errors, one of them with another place.
const BROKEN: &str = "attune: 1
tenant: contoso
tenant: fabrikam
securityLevel: {}
";

/// A warning.
const DOUBTFUL: &str = "attune: 1
tenant: contoso
apiUsers:
  tasky:
    firstName: Tasky
    lastName: Integration
    email: psa@contoso.example
    securityLevel: API User (system)
    integrationVendor: Tallman.io - Tasky
    credentials: {to: {file: secrets/tasky.json}}
";

fn diagnostics(text: &str) -> Vec<Diagnostic> {
    match Manifest::from_text("tenants/contoso.yaml", Path::new("/m"), text) {
        Ok(manifest) => manifest.warnings,
        Err(error) => error.diagnostics().to_vec(),
    }
}

fn pretty(value: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap()
}

fn committed() -> String {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    fs::read_to_string(root.join("schemas/diagnostics.v1.json")).unwrap()
}

#[test]
fn the_schema_is_fresh() {
    assert!(
        committed() == schema_text::<DiagnosticsDocument>(),
        "schemas/diagnostics.v1.json is stale: cargo run -p attune-report --example schemas -- schemas"
    );
}

#[test]
fn every_document_is_valid() {
    let schema: Value = serde_json::from_str(&committed()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for text in [BROKEN, DOUBTFUL, "attune: 1\ntenant: contoso\n", ""] {
        let document = DiagnosticsDocument::of(&diagnostics(text), 0);
        validator
            .validate(&serde_json::to_value(&document).unwrap())
            .unwrap();
    }
}

#[test]
fn errors_are_a_document() {
    insta::assert_snapshot!(pretty(&DiagnosticsDocument::of(&diagnostics(BROKEN), 1)), @r#"
    {
      "format_version": 1,
      "kind": "diagnostics",
      "exit_code": 1,
      "valid": false,
      "diagnostics": [
        {
          "rule": "one-tenant",
          "severity": "error",
          "file": "tenants/contoso.yaml",
          "line": 3,
          "column": 1,
          "message": "a manifest describes one tenant, and `tenant` stands here twice",
          "label": "second tenant",
          "help": "give each tenant a manifest of its own: `contoso.yaml`, `fabrikam.yaml`",
          "related": [
            {
              "file": "tenants/contoso.yaml",
              "line": 2,
              "column": 1,
              "label": "first tenant"
            }
          ]
        },
        {
          "rule": "unknown-key",
          "severity": "error",
          "file": "tenants/contoso.yaml",
          "line": 4,
          "column": 1,
          "message": "there is no key `securityLevel` at the top of a manifest",
          "label": "unknown key",
          "help": "did you mean `securityLevels`?",
          "related": []
        }
      ]
    }
    "#);
}

#[test]
fn a_manifest_with_warnings_is_valid() {
    let document = DiagnosticsDocument::of(&diagnostics(DOUBTFUL), 0);
    assert!(document.valid);
    assert_eq!(document.diagnostics.len(), 1);
    assert!(DiagnosticsDocument::of(&[], 0).valid);
}

#[test]
fn errors_are_a_sarif_log() {
    insta::assert_snapshot!(pretty(&Log::of(&diagnostics(BROKEN))), @r#"
    {
      "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        {
          "tool": {
            "driver": {
              "name": "attune",
              "rules": [
                {
                  "id": "one-tenant",
                  "shortDescription": {
                    "text": "a manifest describes one tenant"
                  },
                  "help": {
                    "text": "docs/rules.md#one-tenant"
                  }
                },
                {
                  "id": "unknown-key",
                  "shortDescription": {
                    "text": "a key is one that attune knows"
                  },
                  "help": {
                    "text": "docs/rules.md#unknown-key"
                  }
                }
              ]
            }
          },
          "columnKind": "unicodeCodePoints",
          "results": [
            {
              "ruleId": "one-tenant",
              "level": "error",
              "message": {
                "text": "a manifest describes one tenant, and `tenant` stands here twice; give each tenant a manifest of its own: `contoso.yaml`, `fabrikam.yaml`"
              },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "tenants/contoso.yaml"
                    },
                    "region": {
                      "startLine": 3,
                      "startColumn": 1
                    }
                  }
                }
              ],
              "relatedLocations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "tenants/contoso.yaml"
                    },
                    "region": {
                      "startLine": 2,
                      "startColumn": 1
                    }
                  },
                  "message": {
                    "text": "first tenant"
                  }
                }
              ]
            },
            {
              "ruleId": "unknown-key",
              "level": "error",
              "message": {
                "text": "there is no key `securityLevel` at the top of a manifest; did you mean `securityLevels`?"
              },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "tenants/contoso.yaml"
                    },
                    "region": {
                      "startLine": 4,
                      "startColumn": 1
                    }
                  }
                }
              ]
            }
          ]
        }
      ]
    }
    "#);
}

#[test]
fn a_warning_is_one_in_sarif_too() {
    let log = serde_json::to_value(Log::of(&diagnostics(DOUBTFUL))).unwrap();
    assert_eq!(log.pointer("/runs/0/results/0/level").unwrap(), "warning");
}
