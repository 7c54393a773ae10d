//! The schema in `schemas/` is that of the type.

use std::fs;
use std::path::{Path, PathBuf};

use attune_notice::NoticeDocument;
use attune_report::json::schema_text;

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn it_is_current() {
    let file = fs::read_to_string(root().join("schemas/notice.v1.json")).unwrap();
    assert!(
        file == schema_text::<NoticeDocument>(),
        "schemas/notice.v1.json is stale: cargo run -p attune-notice --example notice_schema -- schemas"
    );
}
