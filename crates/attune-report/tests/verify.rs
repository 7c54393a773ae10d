//! What people and programs read of a verification.
#![cfg(test)]

use std::fs;
use std::path::PathBuf;

use attune_model::{Claim, Handle, Proof, Verdict, Verification};
use attune_report::json::{ErrorKindV1, ErrorV1, schema_text};
use attune_report::text::TextOptions;
use attune_report::verify::{VerifyDocument, text};
use serde_json::{Value, json};

fn claim(what: &str, verdict: Verdict) -> Claim {
    Claim {
        object: "API user A\u{1b}B <t@contoso.example>".to_owned(),
        what: what.to_owned(),
        verdict,
    }
}

fn document() -> VerifyDocument {
    let shown = Verdict::Shown {
        proof: Proof::RestBehaviour,
        evidence: "REST took its key and secret\u{202e}".to_owned(),
    };
    let contradicted = Verdict::Contradicted {
        evidence: "REST reports isActive false".to_owned(),
    };
    let not_shown = Verdict::NotShown {
        why: "REST does not show what a level contains, and nobody has opened its page".to_owned(),
    };
    let verification = Verification {
        tenant: Handle::parse("contoso").unwrap(),
        database: 7,
        claims: vec![
            claim("signs in", shown),
            claim("is active", contradicted),
            claim("may add tickets", not_shown),
        ],
    };
    VerifyDocument::of(&verification, 1)
}

fn failed() -> VerifyDocument {
    let error = ErrorV1 {
        kind: ErrorKindV1::CouldNotLook,
        message: "unreachable".to_owned(),
        hint: None,
        findings: Vec::new(),
    };
    VerifyDocument::failed("contoso".to_owned(), error, 3)
}

fn committed() -> String {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    fs::read_to_string(root.join("schemas/verify.v1.json")).unwrap()
}

#[test]
fn the_schema_is_fresh() {
    assert!(
        committed() == schema_text::<VerifyDocument>(),
        "schemas/verify.v1.json is stale: cargo run -p attune-report --example schemas -- schemas"
    );
}

#[test]
fn every_document_is_valid() {
    let schema: Value = serde_json::from_str(&committed()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for document in [document(), failed()] {
        validator
            .validate(&serde_json::to_value(&document).unwrap())
            .unwrap();
    }
}

#[test]
fn a_claim_is_a_line_with_a_mark() {
    insta::assert_snapshot!(text(&document(), &TextOptions::default()), @r"
    Verification of contoso (database 7)

    ✔ API user A\u{1b}B <t@contoso.example>: signs in  [rest-behaviour] REST took its key and secret\u{202e}
    ✘ API user A\u{1b}B <t@contoso.example>: is active  REST reports isActive false
    ? API user A\u{1b}B <t@contoso.example>: may add tickets  REST does not show what a level contains, and nobody has
      opened its page

    1 shown, 1 contradicted, 1 not shown.
    ? is neither right nor wrong: nothing that was looked at shows it.
    ");
}

#[test]
fn marks_are_coloured_and_lines_fit() {
    let options = TextOptions {
        width: 40,
        full: false,
        colour: true,
    };
    let text = text(&document(), &options);
    assert!(text.contains("\u{1b}[32m✔\u{1b}[0m API user"), "{text:?}");
    assert!(
        text.contains("\u{1b}[1m\u{1b}[31m✘\u{1b}[0m API user"),
        "{text:?}"
    );
    assert!(text.contains("\u{1b}[33m?\u{1b}[0m API user"), "{text:?}");
}

#[test]
fn a_look_that_failed_has_no_claims() {
    assert_eq!(text(&failed(), &TextOptions::default()), "");
}

#[test]
fn programs_read_a_verdict_a_claim() {
    let claims = serde_json::to_value(document().claims).unwrap();
    let expected = json!({
        "object": "API user A\u{1b}B <t@contoso.example>",
        "what": "signs in",
        "verdict": "shown",
        "proof": "rest-behaviour",
        "evidence": "REST took its key and secret\u{202e}",
    });
    assert_eq!(claims[0], expected);
    let verdicts = [1, 2].map(|index: usize| claims[index]["verdict"].clone());
    assert_eq!(verdicts, ["contradicted", "not-shown"]);
}
