//! Embeds the recipes that come with attune: every file in `manifests/recipes`.

use std::env;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The folder, from that of this crate.
const RECIPES: &str = "/../../manifests/recipes";

#[expect(
    clippy::disallowed_methods,
    reason = "cargo tells build scripts by the environment where to write"
)]
fn main() -> Result<(), Box<dyn Error>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../manifests/recipes");
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "yaml")
            && let Some(name) = path.file_stem()
        {
            names.push(name.to_string_lossy().into_owned());
        }
    }
    names.sort();
    let mut code = String::from("&[\n");
    for name in names {
        writeln!(
            code,
            "    (\"{name}\", include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"{RECIPES}/{name}.yaml\"))),"
        )?;
    }
    code.push(']');
    fs::write(Path::new(&env::var("OUT_DIR")?).join("recipes.rs"), code)?;
    // Cargo reads what build scripts print.
    let tell = format!("cargo::rerun-if-changed={folder}\n");
    std::io::Write::write_all(&mut std::io::stdout(), tell.as_bytes())?;
    Ok(())
}
