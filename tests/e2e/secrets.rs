//! Secrets arrive in the credential file and nowhere else.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::harness::{APPLY, Place, Ran, Sim};

fn every_file(folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            every_file(&path, found);
        } else {
            found.push((path.display().to_string(), fs::read(&path).unwrap()));
        }
    }
}

#[test]
fn no_secret_is_in_any_output_log_or_file_but_its_own() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let mut said = String::new();
    for (arguments, code) in [
        (&["plan", "-f", "tasky.yaml", "--format", "json"][..], 0),
        (&APPLY[..], 0),
        (&["plan", "-f", "tasky.yaml"][..], 0),
        (&["ledger", "show", "-f", "tasky.yaml"][..], 0),
        (
            &["ledger", "show", "-f", "tasky.yaml", "--format", "json"][..],
            0,
        ),
    ] {
        let mut command = place.command(Some(&sim), arguments);
        let ran = Ran::of(command.env("ATTUNE_LOG", "trace")).exits(code);
        said.push_str(&ran.stdout);
        said.push_str(&ran.stderr);
    }
    assert!(said.contains("Resources/query"), "the log was on");
    let delivered: Value = serde_json::from_str(&place.read("secrets/tasky.json")).unwrap();
    let new_secret = delivered["secret"].as_str().unwrap();
    assert_eq!(new_secret.len(), 25);
    let mut files = Vec::new();
    every_file(place.folder.path(), &mut files);
    for secret in [new_secret, &sim.secret, &sim.integration_code] {
        assert!(!said.contains(secret), "a secret was said");
        for (name, content) in &files {
            let holds = content
                .windows(secret.len())
                .any(|part| part == secret.as_bytes());
            let its_own = name.ends_with("secrets/tasky.json") && secret == new_secret;
            assert_eq!(holds, its_own, "{name}");
        }
    }
}

#[test]
#[cfg(unix)]
fn the_credential_file_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let (sim, place) = (Sim::start(), Place::with_tasky());
    place.attune(&sim, &APPLY).exits(0);
    let mode = |name: &str| fs::metadata(place.path(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("secrets/tasky.json"), 0o600);
    assert_eq!(mode("secrets"), 0o700);
    assert_eq!(mode(".attune"), 0o700);
}

#[test]
fn a_file_that_is_there_is_never_overwritten_and_no_user_is_made() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    fs::create_dir(place.path("secrets")).unwrap();
    fs::write(place.path("secrets/tasky.json"), "precious").unwrap();
    let ran = place.attune(&sim, &APPLY).exits(1);
    assert!(
        ran.stdout.contains("does not overwrite credentials"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout.contains("skipped  check that tasky"),
        "{}",
        ran.stdout
    );
    // The steps that do not need it were done all the same.
    assert!(
        ran.stdout.contains("done     move Tess Turner"),
        "{}",
        ran.stdout
    );
    assert_eq!(place.read("secrets/tasky.json"), "precious");
    fs::remove_file(place.path("secrets/tasky.json")).unwrap();
    place.attune(&sim, &APPLY).exits(0);
}
