//! Every file of the corpora keeps the laws.
#![cfg(test)]

use std::fs;
use std::path::Path;

/// Puts every file of a corpus through a law; a law that breaks names the file.
fn replay(name: &str, law: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(name);
    let mut files: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert!(files.len() >= 3, "{} has no corpus", folder.display());
    for file in files {
        let bytes = fs::read(&file).unwrap();
        let kept = std::panic::catch_unwind(|| law(&bytes));
        assert!(kept.is_ok(), "{} breaks the law of {name}", file.display());
    }
}

#[test]
fn manifests() {
    replay("manifest", attune_fuzz::manifest::check);
}

#[test]
fn locators() {
    replay("locators", attune_fuzz::locators::check);
}

#[test]
fn extracts() {
    replay("extract", attune_fuzz::extract::check);
}

#[test]
fn answers() {
    replay("answers", attune_fuzz::answers::check);
}

#[test]
fn plans() {
    replay("plan", attune_fuzz::plan::check);
}

#[test]
fn ledgers() {
    replay("ledger", attune_fuzz::ledger::check);
}

#[test]
fn saved_plans() {
    replay("saved", attune_fuzz::saved::check);
}
