//! What attune is built of: `CycloneDX` of the program, in JSON.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::{install, root, say};

/// Under which name the tool writes a file into the folder of each crate.
const NAME: &str = "attune-sbom";

/// The features of the program, so that the list names what any build of it may hold.
const FEATURES: &str = "browser,keyring,otlp";

/// Writes `target/sbom/attune.cdx.json` and checks it: every crate that a build takes, for any system, is named.
pub(crate) fn run() -> Result<()> {
    let root = root().canonicalize()?;
    let tool = install::program("cargo-cyclonedx", "0.5.9")?;
    // Where the project lies on this machine is nobody's business, and would make equal inputs differ.
    let written = written(&tool, &root)?.replace(&root.display().to_string(), "/attune");
    let named = named(&serde_json::from_str(&written)?);
    let missing: Vec<String> = needed(&root)?.difference(&named).cloned().collect();
    ensure!(missing.is_empty(), "not named: {}", missing.join(", "));
    let folder = root.join("target/sbom");
    fs::create_dir_all(&folder)?;
    let file = folder.join("attune.cdx.json");
    fs::write(&file, written).with_context(|| file.display().to_string())?;
    say(&format!(
        "sbom: {} crates: target/sbom/attune.cdx.json",
        named.len()
    ));
    Ok(())
}

/// What the tool says of the program. It writes a file for each crate of the workspace, beside its manifest; all go.
fn written(tool: &Path, root: &Path) -> Result<String> {
    let run = install::run(
        Command::new(tool)
            .args(["cyclonedx", "--quiet", "--format", "json"])
            .args(["--spec-version", "1.5", "--target", "all"])
            .args(["--features", FEATURES, "--override-filename", NAME])
            .arg("--manifest-path")
            .arg(root.join("crates/attune/Cargo.toml"))
            // Equal inputs give equal bytes: no date of today, no number of its own.
            .env("SOURCE_DATE_EPOCH", "0")
            .current_dir(root),
        "Cargo.lock must be up to date",
    );
    let program = root.join("crates/attune").join(NAME).with_extension("json");
    let written = run
        .and_then(|()| fs::read_to_string(&program).with_context(|| program.display().to_string()));
    for folder in crates(root)? {
        let file = folder.join(NAME).with_extension("json");
        if file.is_file() {
            fs::remove_file(&file).with_context(|| file.display().to_string())?;
        }
    }
    written
}

/// The folders of the workspace's crates.
fn crates(root: &Path) -> Result<Vec<PathBuf>> {
    let mut folders = vec![root.join("fuzz")];
    for entry in fs::read_dir(root.join("crates"))? {
        folders.push(entry?.path());
    }
    Ok(folders)
}

/// The crates that a build of the program takes, for any system, with what builds them: `name version`.
fn needed(root: &Path) -> Result<BTreeSet<String>> {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--package", "attune", "--target", "all"])
        .args(["--features", FEATURES, "--edges", "normal,build"])
        .args(["--prefix", "none", "--format", "{p}"])
        .current_dir(root)
        .output()
        .context("cargo cannot be started")?;
    ensure!(tree.status.success(), "cargo tree failed");
    let tree = String::from_utf8(tree.stdout)?;
    Ok(tree.lines().filter_map(crate_of).collect())
}

/// `serde v1.0.229 (proc-macro)` is `serde 1.0.229`.
fn crate_of(line: &str) -> Option<String> {
    let mut words = line.split(' ');
    let (name, version) = (words.next()?, words.next()?);
    Some(format!("{name} {}", version.strip_prefix('v')?))
}

/// The crates that the document names, the program among them.
fn named(document: &Value) -> BTreeSet<String> {
    let components = document["components"].as_array().into_iter().flatten();
    let program = &document["metadata"]["component"];
    components
        .chain([program])
        .filter_map(|component| {
            let (name, version) = (component["name"].as_str()?, component["version"].as_str()?);
            Some(format!("{name} {version}"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_and_a_document_name_crates_alike() {
        let document = serde_json::json!({
            "metadata": {"component": {"name": "attune", "version": "0.1.0"}},
            "components": [{"name": "serde", "version": "1.0.229"}, {"name": "odd"}],
        });
        let tree = "attune v0.1.0 (/somewhere)\nserde v1.0.229 (*)\n\n";
        let tree: BTreeSet<String> = tree.lines().filter_map(crate_of).collect();
        assert_eq!(named(&document), tree);
        let of_macros = crate_of("serde_derive v1.0.229 (proc-macro)");
        assert_eq!(of_macros.as_deref(), Some("serde_derive 1.0.229"));
    }
}
