//! Secrets arrive in their sink and nowhere else.

mod age;
mod exec;
pub(crate) mod tour;
mod vaults;

use std::fs;

use serde_json::Value;

use self::tour::Tour;
use crate::harness::{APPLY, Place, Ran, Sim};

/// Applies the Tasky manifest with its credentials going to `to`.
fn place_with(to: &str) -> Place {
    let place = Place::with_tasky();
    place.edit("tasky.yaml", "{file: secrets/tasky.json}", to);
    place
}

#[test]
fn a_plain_file_is_the_only_place() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let tour = Tour::through(&sim, &place, &[]);
    let delivered: Value = serde_json::from_str(&place.read("secrets/tasky.json")).unwrap();
    let secret = delivered["secret"].as_str().unwrap();
    // Undoing retires nobody here, so the file stays where it is.
    tour.holds_only(secret, &["secrets/tasky.json"]);
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

/// What a stand-in for git saw of its environment while a manifest in a repository was applied.
#[test]
fn git_gets_nothing_that_attune_signs_in_with() {
    let (sim, place) = (Sim::start(), Place::with_example("tasky.yaml"));
    place.write(
        "bin/git",
        "#!/bin/sh\nenv >> \"$HOME/environment\"\nexit 1\n",
    );
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    fs::set_permissions(place.path("bin/git"), mode).unwrap();
    let path = format!("{}:/usr/bin:/bin", place.path("bin").display());
    let mut command = place.command(Some(&sim), &APPLY);
    command.env("OTEL_EXPORTER_OTLP_HEADERS", "authorization=kept back");
    Ran::of(command.env("PATH", path).env("HOME", place.folder.path())).exits(0);
    let seen = place.read("environment");
    assert!(seen.contains("PATH="), "{seen}");
    assert!(!seen.contains("AUTOTASK_"), "{seen}");
    assert!(!seen.contains("OTEL_"), "{seen}");
    assert!(!seen.contains(&sim.secret), "{seen}");
}
