//! Writes the schemas for editors: `cargo run -p attune-manifest --example manifest_schemas -- schemas`.

use std::path::Path;
use std::{env, fs, io};

use attune_manifest::schema;

fn main() -> io::Result<()> {
    let folder = env::args().nth(1).unwrap_or_else(|| "schemas".to_owned());
    let folder = Path::new(&folder);
    fs::write(
        folder.join("manifest.v1.json"),
        schema::to_text(&schema::manifest()),
    )?;
    fs::write(
        folder.join("recipe.v1.json"),
        schema::to_text(&schema::recipe()),
    )
}
