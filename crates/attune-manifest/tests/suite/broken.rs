//! What users get wrong: the manifests in `tests/broken`, each with the exact text that they are told.
//!
//! A case is a file `name.yaml` or a folder `name`, with what is drawn in `name.txt` beside it; in a folder with an
//! `attune.yaml` that is the manifest, else the whole folder is. Where a text is missing or out of date,
//! `ATTUNE_BLESS=1 cargo test -p attune-manifest broken` writes it: read it before you commit it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use attune_manifest::{Diagnostic, load, render, rules};
use similar::TextDiff;

/// The folder, from that of the crate, in which tests run.
const FOLDER: &str = "tests/broken/";

/// The rules that may speak of a file as a whole.
const OF_FILES: [&str; 2] = ["empty-manifest", "too-large"];

/// The cases by name, each with the path to load.
fn cases() -> BTreeMap<String, PathBuf> {
    let mut cases = BTreeMap::new();
    for path in entries() {
        let name = name(&path);
        let path = if path.is_dir() {
            let whole = path.join("attune.yaml");
            if whole.exists() { whole } else { path }
        } else if path.extension().is_some_and(|end| end == "yaml") {
            path
        } else {
            continue;
        };
        assert!(cases.insert(name.clone(), path).is_none(), "two {name}");
    }
    cases
}

/// The names of the texts.
fn texts() -> BTreeSet<String> {
    entries()
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .map(|path| name(&path))
        .collect()
}

fn entries() -> impl Iterator<Item = PathBuf> {
    let entries = fs::read_dir(FOLDER).into_iter().flatten().flatten();
    entries.map(|entry| entry.path())
}

fn name(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

/// What a manifest is told, errors or warnings.
fn diagnostics(path: &Path) -> Vec<Diagnostic> {
    match load(path) {
        Ok(manifest) => manifest.warnings,
        Err(error) => error.diagnostics().to_vec(),
    }
}

/// What all cases are told.
pub(crate) fn told() -> impl Iterator<Item = Diagnostic> {
    cases().into_values().flat_map(|path| diagnostics(&path))
}

/// The text, with paths from the folder of the cases.
fn drawn(diagnostics: &[Diagnostic]) -> String {
    render(diagnostics, false).replace(FOLDER, "")
}

#[expect(
    clippy::disallowed_methods,
    reason = "tests that write files want to be asked for it"
)]
fn is_blessing() -> bool {
    std::env::var("ATTUNE_BLESS").is_ok()
}

#[test]
fn every_broken_manifest_is_told_so_in_these_words() {
    let cases = cases();
    let mut wrong = Vec::new();
    for (name, path) in &cases {
        let text = Path::new(FOLDER).join(format!("{name}.txt"));
        let told = drawn(&diagnostics(path));
        if is_blessing() {
            fs::write(&text, &told).unwrap();
        }
        match fs::read_to_string(&text) {
            Ok(expected) if expected == told => {}
            Ok(expected) => {
                let diff = TextDiff::from_lines(&expected, &told);
                let diff = diff.unified_diff().to_string();
                wrong.push(format!("{name}:\n{diff}\n"));
            }
            Err(error) => wrong.push(format!("{name}.txt: {error}\n{told}\n")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.concat());
    assert!(cases.len() >= 60, "{} cases", cases.len());
    assert_eq!(texts(), cases.into_keys().collect(), "a text for each case");
}

#[test]
fn every_rule_has_a_case() {
    let told: BTreeSet<&str> = told().map(|diagnostic| diagnostic.rule).collect();
    let all: BTreeSet<&str> = rules().iter().map(|rule| rule.id).collect();
    assert_eq!(told, all);
}

#[test]
fn every_case_says_where_and_what_to_do() {
    for (name, path) in cases() {
        let diagnostics = diagnostics(&path);
        assert!(!diagnostics.is_empty(), "{name} is valid");
        for diagnostic in diagnostics {
            let location = diagnostic.location.as_ref().expect("a place");
            let drawn = render(std::slice::from_ref(&diagnostic), false);
            assert!(
                drawn.contains(&format!("--> {location}\n")) || OF_FILES.contains(&diagnostic.rule),
                "{name}: no line and column in\n{drawn}"
            );
            assert!(!diagnostic.help.is_empty(), "{name}: no help in\n{drawn}");
        }
    }
}
