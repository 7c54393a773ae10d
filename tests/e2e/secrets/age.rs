//! Files that age encrypts.

use attune_apply::{Held, SecretSinks};
use attune_model::CredentialSink;

use super::{Tour, place_with};
use crate::harness::{APPLY, Place, Sim, flat};

/// A pair of keys for tests, which everybody knows: the private one is 32 times the byte 0x42.
const RECIPIENT: &str = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
const IDENTITY: &str = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";

fn place() -> Place {
    let to = format!("{{file: secrets/tasky.age, recipients: [{RECIPIENT}]}}");
    place_with(&to)
}

fn secret(place: &Place, file: &str) -> String {
    let identity = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(identity.path(), IDENTITY).unwrap();
    let sinks =
        SecretSinks::in_folder(place.folder.path()).with_identity(Some(identity.path().to_owned()));
    let sink = CredentialSink::Age {
        file: file.into(),
        recipients: vec![RECIPIENT.to_owned()],
    };
    match sinks.load(&sink).unwrap() {
        Held::AtHand(held) => held.secret.expose().to_owned(),
        Held::NotThere | Held::NotAtHand(_) => panic!("nothing is there"),
    }
}

#[test]
fn an_encrypted_file_holds_it_for_its_recipients_alone() {
    let (sim, place) = (Sim::start(), place());
    let identity = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(identity.path(), IDENTITY).unwrap();
    let path = identity.path().to_str().unwrap().to_owned();
    let tour = Tour::through(&sim, &place, &[("ATTUNE_AGE_IDENTITY", &path)]);
    tour.holds_only(&secret(&place, "secrets/tasky.age"), &[]);
}

#[test]
fn without_an_identity_one_apply_is_enough_and_later_looks_say_what_they_lack() {
    let (sim, place) = (Sim::start(), place());
    let mut tour = Tour::start(&sim, &place);
    // The check signs in with what this run delivered.
    let line = APPLY.join(" ");
    let applied = tour.run(&sim, &place, &[], &line, &[0]);
    assert!(
        applied.stdout.contains("Applied: 10 done."),
        "{}",
        applied.stdout
    );
    tour.run(
        &sim,
        &place,
        &[],
        "plan -f tasky.yaml --detailed-exitcode",
        &[0],
    );
    let verified = tour.run(&sim, &place, &[], "verify -f tasky.yaml", &[0, 2]);
    let why = "its key and secret are not at hand: it is encrypted, and ATTUNE_AGE_IDENTITY names no identity that opens it";
    assert!(flat(&verified.stdout).contains(why), "{}", verified.stdout);
    // A check that is due waits for somebody who can open the file.
    place.edit("tasky.yaml", "priority: 2", "priority: 1");
    let waits = tour.run(&sim, &place, &[], &line, &[5]);
    let why = "nobody can sign in as tasky, whose key and secret are not at hand: it is encrypted";
    assert!(flat(&waits.stdout).contains(why), "{}", waits.stdout);
    tour.holds_only(&secret(&place, "secrets/tasky.age"), &[]);
}

#[test]
fn an_encrypted_file_that_is_there_is_never_overwritten() {
    let (sim, place) = (Sim::start(), place());
    place.attune(&sim, &APPLY).exits(0);
    let before = std::fs::read(place.path("secrets/tasky.age")).unwrap();
    // Another state: attune does not know that the file is its own.
    let again = place.attune(&Sim::start(), &[&APPLY[..], &["--state", "other"]].concat());
    assert_eq!(again.code, 1, "{}", again.stdout);
    let why =
        "secrets/tasky.age is there already; move it away, attune does not overwrite credentials";
    assert!(flat(&again.stdout).contains(why), "{}", again.stdout);
    assert_eq!(
        std::fs::read(place.path("secrets/tasky.age")).unwrap(),
        before
    );
}
