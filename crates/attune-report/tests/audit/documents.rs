//! The JSON documents and their schemas.

use std::fs;
use std::path::PathBuf;

use attune_audit::{compare_levels, compare_tenants};
use attune_report::audit::compare::CompareDocument;
use attune_report::audit::{AuditDocument, NoAudit, read};
use attune_report::json::{ErrorKindV1, ErrorV1, schema_text};
use serde::Serialize;
use serde_json::Value;

use crate::world::{audited, level};

fn committed(file: &str) -> String {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    fs::read_to_string(root.join("schemas").join(file)).unwrap()
}

fn error() -> ErrorV1 {
    ErrorV1 {
        kind: ErrorKindV1::CouldNotLook,
        message: "unreachable".to_owned(),
        hint: None,
        findings: Vec::new(),
    }
}

fn is_valid(file: &str, document: &impl Serialize) {
    let schema: Value = serde_json::from_str(&committed(file)).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    validator
        .validate(&serde_json::to_value(document).unwrap())
        .unwrap();
}

#[test]
fn the_schemas_are_fresh() {
    for (file, fresh) in [
        ("audit.v1.json", schema_text::<AuditDocument>()),
        ("compare.v1.json", schema_text::<CompareDocument>()),
    ] {
        assert!(
            committed(file) == fresh,
            "schemas/{file} is stale: cargo run -p attune-report --example schemas -- schemas"
        );
    }
}

#[test]
fn every_document_is_valid() {
    let audit = audited();
    let file = "audit.v1.json";
    is_valid(file, &AuditDocument::of(audit.clone(), 0));
    is_valid(
        file,
        &AuditDocument::failed("contoso".to_owned(), error(), 3),
    );
    let file = "compare.v1.json";
    is_valid(
        file,
        &CompareDocument::of_tenants(compare_tenants(&audit, &audit), 0),
    );
    let levels = compare_levels(&level("Helpdesk", &[]), &level("Second Line", &[]));
    is_valid(file, &CompareDocument::of_levels(levels, 0));
    is_valid(file, &CompareDocument::failed(error(), 3));
}

#[test]
fn an_audit_is_read_back() {
    let document = AuditDocument::of(audited(), 0);
    let text = serde_json::to_string_pretty(&document).unwrap();
    assert_eq!(read(&text).unwrap(), audited());
}

#[test]
fn a_file_without_a_score_is_read_and_has_one() {
    let mut document = serde_json::to_value(AuditDocument::of(audited(), 0)).unwrap();
    assert_eq!(document["score"], 68);
    document.as_object_mut().unwrap().remove("score");
    is_valid("audit.v1.json", &document);
    assert_eq!(read(&document.to_string()).unwrap().score(), Some(68));
}

#[test]
fn what_is_no_audit_is_refused_with_a_reason() {
    let why = |text: &str| read(text).unwrap_err();
    let failed = AuditDocument::failed("contoso".to_owned(), error(), 3);
    assert_eq!(
        why(&serde_json::to_string(&failed).unwrap()),
        NoAudit::Failed
    );
    let plan = r#"{"format_version": 1, "kind": "plan"}"#;
    assert_eq!(why(plan), NoAudit::OtherKind("plan".to_owned()));
    let newer = r#"{"format_version": 2, "kind": "audit", "audit": {"other": 1}}"#;
    assert_eq!(
        why(newer).to_string(),
        "it is written in version 2 of the format, and this attune reads version 1"
    );
    assert!(
        why("{")
            .to_string()
            .starts_with("it is no document of `attune audit --format json`: ")
    );
    let torn = r#"{"format_version": 1, "kind": "audit", "audit": {"tenant": "contoso"}}"#;
    assert!(matches!(why(torn), NoAudit::Unreadable(_)));
}
