//! Which tenants a change of files is about.
#![cfg(test)]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use crate::folder::Folder;

fn folder() -> Folder {
    let folder = Folder::of(
        &[],
        "workspace: 1\ntenants: [\"tenants/*\"]\nstate: s/{tenant}\n\
         groups: {pilot: {tenants: [a]}}\nbaselines: {all: [base/common.yaml], pilot: [base/pilot.yaml]}\n",
    );
    folder.write("base/common.yaml", "attune: 1\nextends: deep.yaml\n");
    folder.write(
        "base/deep.yaml",
        "attune: 1\nintegrations: {t: {recipe: acme}}\n",
    );
    folder.write("base/pilot.yaml", "attune: 1\n");
    folder.write("base/other.yaml", "attune: 1\n");
    folder.write(
        "tenants/a.yaml",
        "attune: 1\ntenant: a\nextends: ../base/other.yaml\n",
    );
    folder.write(
        "tenants/b/attune.yaml",
        "attune: 1\ntenant: b\nintegrations: {t: {recipe: tallman-tasky}}\n",
    );
    folder
}

/// The tenants that a change of these files is about.
fn changed(folder: &Folder, files: &[&str]) -> String {
    let files: BTreeSet<PathBuf> = files.iter().map(|file| folder.path().join(file)).collect();
    let names = folder.load().changed(&files);
    let names: Vec<&str> = names.iter().map(attune_model::Handle::as_str).collect();
    names.join(" ")
}

#[test]
fn manifests_layers_recipes_and_the_workspace_count() {
    let folder = folder();
    let said = [
        "tenants/a.yaml",
        "tenants/b/attune.yaml",
        "tenants/./b/../b/new.yaml",
        "base/common.yaml",
        "base/deep.yaml",
        "base/pilot.yaml",
        "base/other.yaml",
        "base/recipes/acme.yaml",
        "tenants/b/recipes/tallman-tasky.yaml",
        "attune.workspace.yaml",
        "README.md",
        "tenants/b/recipes/other.yaml",
    ]
    .map(|file| format!("{file}: {}", changed(&folder, &[file])));
    insta::assert_snapshot!(said.join("\n"), @"
    tenants/a.yaml: a
    tenants/b/attune.yaml: b
    tenants/./b/../b/new.yaml: b
    base/common.yaml: a b
    base/deep.yaml: a b
    base/pilot.yaml: a
    base/other.yaml: a
    base/recipes/acme.yaml: a b
    tenants/b/recipes/tallman-tasky.yaml: b
    attune.workspace.yaml: a b
    README.md: 
    tenants/b/recipes/other.yaml:
    ");
    assert_eq!(
        changed(
            &folder,
            &["README.md", "tenants/a.yaml", "base/recipes/acme.yaml"]
        ),
        "a b"
    );
}

#[test]
fn a_file_that_is_gone_counts() {
    let folder = folder();
    for gone in ["base/other.yaml", "base/deep.yaml"] {
        fs::remove_file(folder.path().join(gone)).unwrap();
    }
    assert_eq!(changed(&folder, &["base/other.yaml"]), "a");
    assert_eq!(changed(&folder, &["base/deep.yaml"]), "a b");
}
