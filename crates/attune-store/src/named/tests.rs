//! What is wrong with shared state is said of its address.

use std::io;

use attune_apply::ledger::Ledger;
use insta::assert_snapshot;

use super::*;
use crate::sealing::Sealing;
use crate::testing::{World, holder, terms};
use crate::{Mirror, State};

fn shared(world: &World) -> State {
    let mirror = Mirror::fetched(world.path().store(), Sealing::default());
    State::Shared(mirror.unwrap().into())
}

#[test]
fn a_line_that_cannot_be_understood_is_one_of_the_store() {
    let world = World::new();
    world.set("ledger.jsonl", b"no line\n{\"v\":9}\n");
    let state = shared(&world);
    let words = "s3://team/contoso/ledger.jsonl: line 1 cannot be understood: ";
    for error in [
        state.entries().unwrap_err().to_string(),
        state.verify().unwrap_err().to_string(),
        state
            .lock(holder("run"), terms())
            .unwrap()
            .ledger()
            .unwrap_err()
            .to_string(),
    ] {
        assert!(error.starts_with(words), "{error}");
    }
}

#[test]
fn a_store_that_was_left_is_named_and_so_is_where_its_state_went() {
    let world = World::new();
    let moved = br#"{"v":1,"to":"s3://other/contoso","at":"2026-11-22T00:00:00Z"}"#;
    world.set("moved.json", moved);
    let state = shared(&world);
    assert_snapshot!(state.entries().unwrap_err(), @"s3://team/contoso was moved to s3://other/contoso");
    assert_snapshot!(state.lock(holder("run"), terms()).unwrap_err(), @"s3://team/contoso was moved to s3://other/contoso");
}

#[test]
fn a_copy_that_cannot_be_read_is_not_the_stores_fault() {
    let (folder, address) = (Path::new("/copy"), "s3://team/contoso".parse().unwrap());
    let error = LedgerError::Io {
        path: folder.join("ledger.jsonl"),
        cause: io::ErrorKind::StorageFull.into(),
    };
    assert_snapshot!(named(error, folder, &address), @"/copy/ledger.jsonl: no storage space");
}

#[test]
fn a_folder_is_named_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let state = State::Folder(folder.path().to_owned());
    let ledger = folder.path().join("ledger.jsonl");
    std::fs::write(&ledger, "no line\n{\"v\":9}\n").unwrap();
    let error = state.entries().unwrap_err().to_string();
    assert_eq!(error, Ledger::read(folder.path()).unwrap_err().to_string());
    assert!(error.starts_with(&ledger.display().to_string()), "{error}");
}
