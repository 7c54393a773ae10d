//! `attune set` and `attune fmt`: what they change, and what they leave alone.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::os::unix::process::CommandExt as _;
use std::process::Command;

use crate::harness::{ATTUNE, Place, Ran};

const UNTIDY: &str = "attune: 1\ntenant:   contoso # ours\n\n\n\nsecurityLevels:\n  a: { name: A,  copyOf: API User (system) }\n";
const TIDY: &str = "attune: 1\ntenant: contoso # ours\n\nsecurityLevels:\n  a: {name: A, copyOf: API User (system)}\n";

#[test]
fn one_value_changes_and_the_rest_stays_untidy() {
    let place = Place::with("attune.yaml", UNTIDY);
    let ran = place
        .attune_alone(&["set", "securityLevels.a.name", "B"])
        .exits(0);
    assert_eq!(
        ran.stdout,
        "attune.yaml is changed at securityLevels.a.name.\n"
    );
    assert_eq!(
        place.read("attune.yaml"),
        UNTIDY.replace("name: A", "name: B")
    );
    let ran = place
        .attune_alone(&["set", "securityLevels.a.name", "B"])
        .exits(0);
    assert_eq!(ran.stdout, "attune.yaml says so already.\n");

    let at = "policy.apiUsers.\"psa@contoso.example\".protect";
    place.attune_alone(&["set", at, "true"]).exits(0);
    let added = "\n\npolicy:\n  apiUsers:\n    psa@contoso.example:\n      protect: true\n";
    assert!(
        place.read("attune.yaml").ends_with(added),
        "{}",
        place.read("attune.yaml")
    );
    place.attune_alone(&["set", "--remove", "policy"]).exits(0);
    assert_eq!(
        place.read("attune.yaml").trim_end(),
        UNTIDY.replace("name: A", "name: B").trim_end()
    );
}

#[test]
fn what_cannot_be_set_leaves_the_file_as_it_was() {
    let place = Place::with("attune.yaml", UNTIDY);
    place.write("broken.yaml", "a: [\n");
    let cases: [(&[&str], i32, &str); 9] = [
        (
            &["a..b", "true"],
            64,
            "error: the path: 1:3: a key is missing here\nhint: ",
        ),
        (&["", "true"], 64, "error: the path: "),
        (
            &["tenant", "{"],
            64,
            "error: the value: 1:1: this is no YAML: unclosed bracket '{'\nhint: ",
        ),
        (&["tenant"], 64, "required arguments were not provided"),
        (&["--remove", "tenant", "x"], 64, "cannot be used with"),
        (
            &["tenant.x", "y"],
            1,
            "error[edit]: `tenant` is no map\n --> attune.yaml:2:1\n",
        ),
        (&["--remove", "people"], 1, "nothing stands at `people`"),
        (
            &["-f", "missing.yaml", "tenant", "x"],
            1,
            "error: cannot read missing.yaml: ",
        ),
        (
            &["-f", "broken.yaml", "tenant", "x"],
            1,
            "error: broken.yaml is left as it is\n",
        ),
    ];
    for (arguments, code, said) in cases {
        let ran = place
            .attune_alone(&[&["set"], arguments].concat())
            .exits(code);
        assert!(ran.stderr.contains(said), "no {said:?} in:\n{}", ran.stderr);
        assert_eq!(ran.stdout, "");
        assert_eq!(place.read("attune.yaml"), UNTIDY);
        assert_eq!(place.read("broken.yaml"), "a: [\n");
        assert_eq!(place.names(), ["attune.yaml", "broken.yaml"]);
    }
}

#[test]
fn files_and_folders_get_one_layout() {
    let place = Place::with("attune.yaml", UNTIDY);
    let check = ["fmt", "--check"];
    assert_eq!(
        place.attune_alone(&check).exits(1).stdout,
        "would change attune.yaml\n"
    );
    assert_eq!(place.read("attune.yaml"), UNTIDY);
    assert_eq!(
        place.attune_alone(&["fmt"]).exits(0).stdout,
        "changed attune.yaml\n"
    );
    assert_eq!(place.read("attune.yaml"), TIDY);
    assert_eq!(place.attune_alone(&check).exits(0).stdout, "");

    for name in [
        "all/b.yaml",
        "all/a.yml",
        "all/.hidden.yaml",
        "all/b.yaml~",
        "all/more/c.yaml",
    ] {
        place.write(name, UNTIDY);
    }
    place.write("all/tidy.yaml", TIDY);
    let ran = place.attune_alone(&["fmt", "all", "attune.yaml"]).exits(0);
    assert_eq!(ran.stdout, "changed all/a.yml\nchanged all/b.yaml\n");
    assert_eq!(place.read("all/a.yml"), TIDY);
    for name in ["all/.hidden.yaml", "all/b.yaml~", "all/more/c.yaml"] {
        assert_eq!(place.read(name), UNTIDY, "{name}");
    }
}

#[test]
fn a_file_that_cannot_be_laid_out_does_not_stop_the_others() {
    let place = Place::with("a.yaml", "a: [\n");
    place.write("b.yaml", UNTIDY);
    let ran = place.attune_alone(&["fmt", "a.yaml", "b.yaml"]).exits(1);
    insta::assert_snapshot!(ran.stderr, @r"
    error[syntax]: a bracket is not closed, or a comma is missing
     --> a.yaml:1:4
      |
    1 | a: [
      |    ^ a comma or the closing bracket should come before this
      |
      = help: put commas between the entries and close the bracket; lines within brackets are indented
    error: a.yaml is left as it is
    ");
    assert_eq!(ran.stdout, "changed b.yaml\n");
    assert_eq!(place.read("a.yaml"), "a: [\n");
    assert_eq!(place.read("b.yaml"), TIDY);
    let ran = place.attune_alone(&["fmt", "missing.yaml"]).exits(1);
    assert!(
        ran.stderr.starts_with("error: cannot read missing.yaml: "),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_folder_that_cannot_be_written_leaves_the_file_as_it_was() {
    let place = Place::with("attune.yaml", UNTIDY);
    for arguments in [&["set", "tenant", "x"][..], &["fmt"]] {
        let ran = without_the_right_to_write(&place, arguments).exits(1);
        assert!(
            ran.stderr
                .ends_with("hint: The file is as it was. Check the folder and the disk.\n"),
            "{}",
            ran.stderr
        );
        assert_eq!(ran.stdout, "");
        assert_eq!(place.read("attune.yaml"), UNTIDY);
        assert_eq!(place.names(), ["attune.yaml"]);
    }
}

/// Runs attune where the folder is read-only; the superuser, whom that does not stop, becomes somebody else for it.
fn without_the_right_to_write(place: &Place, arguments: &[&str]) -> Ran {
    let folder = place.folder.path();
    let programs = tempfile::tempdir().unwrap();
    let mut command = if fs::metadata(folder).unwrap().uid() == 0 {
        fs::set_permissions(programs.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let program = programs.path().join("attune");
        fs::copy(ATTUNE, &program).unwrap();
        let mut command = Command::new(program);
        command.uid(65_534).gid(65_534);
        command
    } else {
        Command::new(ATTUNE)
    };
    fs::set_permissions(folder, fs::Permissions::from_mode(0o555)).unwrap();
    let ran = Ran::of(command.args(arguments).current_dir(folder).env_clear());
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
    ran
}
