//! Writes the schema of a webhook's document: `cargo run -p attune-notice --example notice_schema -- schemas`.

use std::path::Path;
use std::{env, fs, io};

use attune_notice::NoticeDocument;
use attune_report::json::schema_text;

fn main() -> io::Result<()> {
    let folder = env::args().nth(1).unwrap_or_else(|| "schemas".to_owned());
    fs::write(
        Path::new(&folder).join("notice.v1.json"),
        schema_text::<NoticeDocument>(),
    )
}
