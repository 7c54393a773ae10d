//! Writes the schema for editors: `cargo run -p attune-workspace --example workspace_schema -- schemas`.

use std::path::Path;
use std::{env, fs, io};

use attune_manifest::schema::to_text;
use attune_workspace::schema;

fn main() -> io::Result<()> {
    let folder = env::args().nth(1).unwrap_or_else(|| "schemas".to_owned());
    let file = Path::new(&folder).join("workspace.v1.json");
    fs::write(file, to_text(&schema::workspace()))
}
