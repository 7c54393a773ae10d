//! Manifests in files.

use std::fs;
use std::io;
use std::path::Path;

use attune_manifest::{LoadError, load, render};
use attune_model::CredentialSink;

use crate::FULL;

/// What is wrong with a file of these bytes, with the folder's name left out.
fn wrong(bytes: &[u8]) -> io::Result<String> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("attune.yaml");
    fs::write(&path, bytes)?;
    let drawn = match load(&path) {
        Ok(_) => "valid".to_owned(),
        Err(error) => render(error.diagnostics(), false),
    };
    Ok(drawn.replace(&format!("{}/", folder.path().display()), ""))
}

fn hint(path: &Path) -> &'static str {
    match load(path) {
        Err(LoadError::Unreadable { hint, .. }) => hint,
        Ok(_) | Err(LoadError::Invalid { .. } | LoadError::NoRecipe { .. }) => "read",
    }
}

#[test]
fn paths_are_taken_from_the_folder_of_the_manifest() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("attune.yaml");
    fs::write(&path, FULL).unwrap();
    let users = load(&path).unwrap().desired.api_users;
    assert_eq!(
        users.values().next().unwrap().credentials,
        Some(CredentialSink::File("secrets/tasky.json".into()))
    );
}

#[test]
fn a_file_that_cannot_be_read_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(
        hint(&folder.path().join("attune.yaml")),
        "name the manifest with `--file`, or let `attune init` write one"
    );
    assert_eq!(
        hint(folder.path()),
        "name a manifest, or let `attune init` write one"
    );
}

#[test]
fn bytes_that_are_not_utf8() {
    insta::assert_snapshot!(wrong(b"attune: 1\ntenant: caf\xe9\n").unwrap(), @r"
    error[encoding]: the manifest is not UTF-8 text: byte 21 is 0xE9
     --> attune.yaml:2:12
      |
    2 | tenant: caf�
      |            ^ not UTF-8 from here on
      |
      = help: save the file as UTF-8
    ");
}

#[test]
fn ten_megabytes() {
    insta::assert_snapshot!(wrong(&vec![b'a'; 10 * 1024 * 1024]).unwrap(), @r"
    error[too-large]: the manifest is larger than 1024 KiB
    --> attune.yaml
     = help: check that this is the manifest: one tenant takes a few hundred lines
    ");
}
