//! The JSON document and its schema.

use std::fs;
use std::path::Path;

use attune_report::fleet::FleetDocument;
use attune_report::json::schema_text;
use serde_json::Value;

use crate::hostile::hostile;
use crate::world::{audit, drift, thousand};

#[test]
fn the_document_is_valid_and_read_back() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas/fleet.v1.json");
    let committed = fs::read_to_string(path).unwrap();
    assert!(
        committed == schema_text::<FleetDocument>(),
        "schemas/fleet.v1.json is stale: cargo run -p attune-report --example schemas -- schemas"
    );
    let schema: Value = serde_json::from_str(&committed).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for document in [drift(), audit(), thousand(), hostile()] {
        let written = serde_json::to_value(&document).unwrap();
        validator.validate(&written).unwrap();
        assert_eq!(written["kind"], "fleet");
        let read: FleetDocument = serde_json::from_value(written).unwrap();
        assert_eq!(read, document);
    }
}
