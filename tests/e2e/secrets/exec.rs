//! Commands that keep credentials, and what they get to see.

use std::os::unix::fs::PermissionsExt as _;
use std::{env, fs};

use serde_json::Value;

use super::{Tour, place_with};
use crate::harness::{APPLY, PLAN, Place, Ran, Sim, flat};

const TO: &str = "{exec: {store: [./keep.sh, store, \"{tenant}/{apiUser}\"], fetch: [./keep.sh, fetch, \"{tenant}/{apiUser}\"]}}";

/// Notes what a program sees beside its standard input.
const RECORD: &str = "#!/bin/sh\nset -eu\nprintf '%s\\n' \"$@\" >> argv\nenv >> environment\n";

/// A manifest beside a command of this text.
fn place(to: &str, script: &str) -> Place {
    let place = place_with(to);
    place.write("keep.sh", &format!("{RECORD}{script}\n"));
    fs::set_permissions(place.path("keep.sh"), fs::Permissions::from_mode(0o755)).unwrap();
    place
}

fn path() -> String {
    env::var_os("PATH").unwrap().into_string().unwrap()
}

fn secret(place: &Place, file: &str) -> String {
    let kept: Value = serde_json::from_str(&place.read(file)).unwrap();
    kept["secret"].as_str().unwrap().to_owned()
}

#[test]
fn a_command_gets_it_on_standard_input_alone() {
    let keep = "case $1 in store) cat > kept ;; fetch) cat kept 2>/dev/null || true ;; esac";
    let (sim, place) = (Sim::start(), place(TO, keep));
    let tour = Tour::through(
        &sim,
        &place,
        &[
            ("PATH", &path()),
            ("VAULT_TOKEN", "passed on"),
            ("OTEL_EXPORTER_OTLP_HEADERS", "authorization=kept back"),
            (
                "OTEL_EXPORTER_OTLP_TRACES_HEADERS",
                "authorization=kept back",
            ),
        ],
    );
    tour.holds_only(&secret(&place, "kept"), &["kept"]);
    assert!(place.read("argv").starts_with("fetch\ncontoso/tasky\n"));
    assert!(place.read("argv").contains("store\ncontoso/tasky\n"));
    let environment = place.read("environment");
    assert!(environment.contains("VAULT_TOKEN=passed on\n"));
    assert!(environment.contains("AUTOTASK_ZONE_URL="));
    for withheld in [
        "OTEL_",
        "AUTOTASK_USERNAME=",
        "AUTOTASK_SECRET=",
        "AUTOTASK_INTEGRATION_CODE=",
    ] {
        assert!(!environment.contains(withheld), "{withheld}");
    }
}

#[test]
fn variables_that_the_connection_names_are_withheld_too() {
    let (sim, place) = (Sim::start(), place(TO, "cat > /dev/null"));
    place.edit(
        "tasky.yaml",
        "{env: AUTOTASK_SECRET}",
        "{env: CONTOSO_PASS}",
    );
    let mut tour = Tour::start(&sim, &place);
    let environment = [("PATH", path()), ("CONTOSO_PASS", sim.secret.clone())];
    let environment = environment
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let plan = format!("{} --report text=report.txt", APPLY.join(" "));
    tour.run(&sim, &place, &environment, &plan, &[1]);
    assert!(!place.read("environment").contains("CONTOSO_PASS"));
}

#[test]
fn a_command_that_fails_and_repeats_it_is_shown_without_it() {
    let echo = "case $1 in store) cat > copy; cat copy; cat copy >&2; cut -c 1-30 copy >&2; exit 3 ;; esac";
    let (sim, place) = (Sim::start(), place(TO, echo));
    let mut tour = Tour::start(&sim, &place);
    let path = path();
    let line = format!(
        "{} --report text=report.txt --report html=report.html",
        APPLY.join(" ")
    );
    let failed = tour.run(&sim, &place, &[("PATH", &path)], &line, &[1]);
    let said = flat(&failed.stdout);
    assert!(
        said.contains("it ended with exit code 3: { \"formatVersion\": 1, \"tenant\": \"contoso\""),
        "{said}"
    );
    assert!(said.contains("\"secret\": \"***\""), "{said}");
    tour.run(
        &sim,
        &place,
        &[("PATH", &path)],
        "ledger show -f tasky.yaml --format json",
        &[0],
    );
    tour.holds_only(&secret(&place, "copy"), &["copy"]);
    // Nothing was saved, so another key and secret may be made.
    place.write(
        "keep.sh",
        &format!("{RECORD}case $1 in store) cat > copy ;; fetch) cat copy ;; esac\n"),
    );
    fs::remove_file(place.path("copy")).unwrap();
    tour.run(&sim, &place, &[("PATH", &path)], &line, &[0]);
    tour.holds_only(&secret(&place, "copy"), &["copy"]);
}

#[test]
fn a_command_that_loses_it_stops_the_form_from_being_saved() {
    let (sim, place) = (Sim::start(), place(TO, "cat > /dev/null"));
    let mut tour = Tour::start(&sim, &place);
    let failed = tour.run(&sim, &place, &[("PATH", &path())], &APPLY.join(" "), &[1]);
    let why = "the command `./keep.sh store contoso/tasky` does not read back as it was written";
    assert!(flat(&failed.stdout).contains(why), "{}", failed.stdout);
    assert!(
        failed.stdout.contains("skipped  check that tasky"),
        "{}",
        failed.stdout
    );
}

#[test]
fn a_failing_fetch_is_no_error_of_a_plan_and_what_it_prints_is_not_shown() {
    let keep = "case $1 in store) cat > kept ;; fetch) cat kept 2>/dev/null || true ;; esac";
    let (sim, place) = (Sim::start(), place(TO, keep));
    let (path, mut tour) = (path(), Tour::start(&sim, &place));
    let path = [("PATH", path.as_str())];
    tour.run(&sim, &place, &path, &APPLY.join(" "), &[0]);
    place.write(
        "keep.sh",
        &format!("{RECORD}cat kept; cat kept >&2; echo and sealed >&2; exit 1\n"),
    );
    tour.run(
        &sim,
        &place,
        &path,
        "plan -f tasky.yaml --detailed-exitcode",
        &[0],
    );
    let verified = tour.run(&sim, &place, &path, "verify -f tasky.yaml", &[0, 2]);
    let why = "its key and secret are not at hand: `./keep.sh fetch contoso/tasky` ended with exit code 1: ***and sealed";
    assert!(flat(&verified.stdout).contains(why), "{}", verified.stdout);
    tour.holds_only(&secret(&place, "kept"), &["kept"]);
}

#[test]
fn without_fetch_the_proof_says_what_nobody_saw() {
    let to = "{exec: {store: [./keep.sh, store, \"{apiUser}\"]}}";
    let (sim, place) = (Sim::start(), place(to, "cat > kept"));
    let (path, mut tour) = (path(), Tour::start(&sim, &place));
    let path = [("PATH", path.as_str())];
    let applied = tour.run(&sim, &place, &path, &APPLY.join(" "), &[0]);
    let proof = "signs in with the delivered credentials; REST lists it as resource 2[..]; that the command keeps them was not seen";
    let (before, after) = proof.split_once("2[..]").unwrap();
    let said = flat(&applied.stdout);
    assert!(said.contains(before) && said.contains(after), "{said}");
    tour.run(
        &sim,
        &place,
        &path,
        "plan -f tasky.yaml --detailed-exitcode",
        &[0],
    );
    tour.holds_only(&secret(&place, "kept"), &["kept"]);
}

#[test]
fn where_commands_are_switched_off_none_is_run() {
    let keep = "case $1 in store) cat > kept ;; fetch) cat kept 2>/dev/null || true ;; esac";
    let (sim, place) = (Sim::start(), place(TO, keep));
    let run = |word: &str, arguments: &[&str]| {
        let mut command = place.command(Some(&sim), arguments);
        let ran = Ran::of(command.env("PATH", path()).env("ATTUNE_EXEC", word));
        let was_run = place.path("argv").exists();
        if was_run {
            fs::remove_file(place.path("argv")).unwrap();
        }
        (ran, was_run)
    };
    let (ran, was_run) = run("never", &APPLY);
    assert!(!was_run);
    let said = flat(&ran.exits(1).stdout);
    let why = "takes no credentials: commands are switched off (ATTUNE_EXEC=never)";
    assert!(said.contains(why), "{said}");
    let (ran, was_run) = run("allow", &APPLY);
    assert!(was_run);
    drop(ran.exits(0));
    // Later plans ask what it keeps. Any word but `allow` is taken for a no, and what it keeps is unknown then.
    for (word, is_run) in [("allow", true), ("never", false), ("nevr", false)] {
        let (ran, was_run) = run(word, &PLAN);
        assert_eq!(was_run, is_run, "{word}");
        drop(ran.exits(0));
    }
}
