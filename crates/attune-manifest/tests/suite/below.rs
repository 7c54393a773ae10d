//! Files that lie below a manifest without being extended, and what a manifest is made of.
#![cfg(test)]

use std::fs;
use std::path::{Path, PathBuf};

use attune_manifest::{Loader, load_all_over, render};
use attune_model::Date;

/// Writes files in a new folder.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn level(name: &str) -> String {
    format!("attune: 1\nsecurityLevels:\n  a: {{name: {name}, copyOf: API User (system)}}\n")
}

#[test]
fn what_is_extended_goes_over_what_is_below_and_the_last_below_over_the_first() {
    let folder = folder(&[
        ("first.yaml", &level("First")),
        ("last.yaml", &level("Last")),
        ("extended.yaml", &level("Extended")),
        ("plain.yaml", "attune: 1\ntenant: plain\n"),
        (
            "over.yaml",
            "attune: 1\ntenant: over\nextends: extended.yaml\n",
        ),
    ]);
    let at = |name: &str| folder.path().join(name);
    let below = [at("first.yaml"), at("last.yaml")];
    let (plain, over) = (at("plain.yaml"), at("over.yaml"));
    let manifests = load_all_over(
        Date::MIN,
        &[(&plain, &below), (&over, &below), (&plain, &[])],
    );
    let names: Vec<String> = manifests
        .into_iter()
        .map(|manifest| {
            let levels = manifest.unwrap().desired.security_levels;
            levels
                .values()
                .map(|level| level.name.to_string())
                .collect()
        })
        .collect();
    assert_eq!(names, ["Last", "Extended", ""]);
}

#[test]
fn a_lock_below_holds_and_a_file_that_is_missing_is_told() {
    let locked = format!("{}lock: [securityLevels.a.name]\n", level("Locked"));
    let folder = folder(&[
        ("locked.yaml", &locked),
        (
            "m.yaml",
            "attune: 1\ntenant: m\nsecurityLevels: {a: {name: Mine}}\n",
        ),
    ]);
    let at = |name: &str| folder.path().join(name);
    let said = |below: PathBuf| {
        let error = Loader::new(Date::MIN)
            .load_over(&at("m.yaml"), &[below])
            .unwrap_err();
        let said = render(error.diagnostics(), false);
        said.replace(&format!("{}/", folder.path().display()), "")
    };
    insta::assert_snapshot!(said(at("locked.yaml")), @"
    error[locked]: `securityLevels.a.name` is locked and cannot be changed here
     --> m.yaml:3:28
      |
    3 | securityLevels: {a: {name: Mine}}
      |                            ^^^^ changes it
      |
     ::: locked.yaml:4:8
      |
    4 | lock: [securityLevels.a.name]
      |        ^^^^^^^^^^^^^^^^^^^^^ locked here
      |
     ::: locked.yaml:3:13
      |
    3 |   a: {name: Locked, copyOf: API User (system)}
      |             ^^^^^^ its value
      |
      = help: remove this, or have the lock removed where it stands
    ");
    insta::assert_snapshot!(said(at("gone.yaml")), @"
    error[extends-unreadable]: cannot read gone.yaml: No such file or directory (os error 2)
     --> m.yaml:1:1
      |
    1 | attune: 1
      | ^ lies over it
      |
      = help: the file lies below this manifest without being extended; check where it is named
    ");
}

#[test]
fn a_tenant_is_told_also_where_the_rest_is_not_valid() {
    let folder = folder(&[
        ("a.yaml", "attune: 1\ntenant: a\nsecurityLevel: {}\n"),
        ("base.yaml", "attune: 1\n"),
        ("b/one.yaml", "attune: 1\ntenant: b\n"),
        ("b/two.yaml", "people: {}\n"),
    ]);
    let tenant = |name: &str| Loader::new(Date::MIN).tenant(&folder.path().join(name));
    assert_eq!(tenant("a.yaml").unwrap().as_str(), "a");
    assert_eq!(tenant("b").unwrap().as_str(), "b");
    let error = tenant("base.yaml").unwrap_err();
    assert_eq!(
        error.diagnostics()[0].message,
        "the manifest lacks `tenant`"
    );
}

#[test]
fn what_a_manifest_is_made_of_is_told_where_it_is_missing_too() {
    let folder = folder(&[
        (
            "tenants/a.yaml",
            "attune: 1\nextends: [../base.yaml, ../gone.yaml]\nintegrations: {t: {recipe: tallman-tasky}}\n",
        ),
        (
            "base.yaml",
            "attune: 1\nextends: more\nintegrations: {b: {recipe: ./own.yaml}}\n",
        ),
        ("more/x.yaml", "attune: 1\n"),
        ("below.yaml", "attune: 1\nextends: below.yaml\n"),
    ]);
    let all = Loader::new(Date::MIN).reads(
        &folder.path().join("tenants/./a.yaml"),
        &[folder.path().join("below.yaml")],
    );
    let all: Vec<&Path> = all
        .iter()
        .map(|path| path.strip_prefix(folder.path()).unwrap())
        .collect();
    let wanted = [
        "base.yaml",
        "below.yaml",
        "gone.yaml",
        "more",
        "more/x.yaml",
        "own.yaml",
        "tenants/a.yaml",
        "tenants/recipes/tallman-tasky.yaml",
    ];
    assert_eq!(all, wanted.map(Path::new));
}
