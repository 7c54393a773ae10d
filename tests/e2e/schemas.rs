//! The schemas under `schemas/` are those of the types.

use std::fs;

use attune_doctor::Report;
use attune_report::drift::DriftDocument;
use attune_report::json::{ApplyDocument, PlanDocument, SavedPlanDocument, schema_text};
use attune_report::run::RunDocument;

use crate::harness::root;

#[test]
fn the_schemas_are_fresh() {
    let fresh = [
        ("plan.v1.json", schema_text::<PlanDocument>()),
        ("apply.v1.json", schema_text::<ApplyDocument>()),
        ("drift.v1.json", schema_text::<DriftDocument>()),
        ("doctor.v1.json", schema_text::<Report>()),
        ("run.v1.json", schema_text::<RunDocument>()),
        ("show.v1.json", schema_text::<SavedPlanDocument>()),
    ];
    for (file, text) in fresh {
        let committed = fs::read_to_string(root().join("schemas").join(file)).unwrap();
        assert!(
            committed == text,
            "schemas/{file} is stale: cargo run -p attune-report --example schemas -- schemas"
        );
    }
}
