//! State goes from a folder to a store and back; the old place says where it went.

use std::path::Path;

use attune_apply::ledger::{Event, Ledger, Lock};
use attune_model::StepId;
use insta::assert_snapshot;
use tempfile::TempDir;

use super::*;
use crate::Mirror;
use crate::sealing::Sealing;
use crate::testing::{World, holder, terms};

/// A state folder with a ledger of one line, and a capture.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let mut ledger = Ledger::open(Lock::take(path, holder("first")).unwrap()).unwrap();
    let step = StepId("a".to_owned());
    ledger
        .append(Timestamp::UNIX_EPOCH, Event::Waiting { step })
        .unwrap();
    fs::create_dir(path.join("captures")).unwrap();
    fs::write(path.join("captures/level-7.json"), "{}").unwrap();
    fs::write(path.join("stop"), "").unwrap();
    folder
}

fn local_state(folder: &Path) -> State {
    State::Folder(folder.to_owned())
}

fn shared(world: &World) -> State {
    let mirror = Mirror::fetched(world.path().store(), Sealing::default());
    State::Shared(mirror.unwrap().into())
}

fn moved(from: &State, to: &State) -> Result<Verified, RelocateError> {
    relocate(from, to, &holder("move"), Timestamp::UNIX_EPOCH, terms())
}

#[test]
fn a_folder_becomes_shared_and_refuses_from_then_on() {
    let (world, folder) = (World::new(), folder());
    let from = local_state(folder.path());
    let verified = moved(&from, &shared(&world)).unwrap();
    assert_eq!(verified.lines, 1);
    for name in [LEDGER, "captures/level-7.json"] {
        let here = fs::read(folder.path().join(name)).unwrap();
        assert_eq!(world.content(name), Some(here), "{name}");
    }
    assert_eq!(world.content("stop"), None);
    let refused = from.lock(holder("next"), terms()).unwrap_err().to_string();
    let refused = refused.replace(&folder.path().display().to_string(), ".attune");
    assert_snapshot!(refused, @".attune was moved to s3://team/contoso");
    let next = shared(&world);
    let locked = next.lock(holder("next"), terms()).unwrap();
    assert_eq!(locked.dead(), None);
    assert_eq!(locked.ledger().unwrap().memory().remembered.database, None);
}

#[test]
fn a_store_that_was_left_refuses_too() {
    let (world, old, new) = (World::new(), folder(), tempfile::tempdir().unwrap());
    moved(&local_state(old.path()), &shared(&world)).unwrap();
    let to = local_state(&new.path().join(".attune"));
    moved(&shared(&world), &to).unwrap();
    assert_eq!(Ledger::read(to.folder()).unwrap().len(), 1);
    assert!(world.text("moved.json").contains(".attune"));
    let left = shared(&world);
    let refused = left.entries().unwrap_err().to_string();
    let words = "s3://team/contoso was moved to ";
    assert!(refused.starts_with(words), "{refused}");
    assert!(left.lock(holder("next"), terms()).is_err());
}

#[test]
fn nothing_is_overwritten_and_nothing_is_moved_from_nowhere() {
    let (world, folder) = (World::new(), folder());
    let from = local_state(folder.path());
    world.set("waiting.json", b"theirs");
    assert_snapshot!(moved(&from, &shared(&world)).unwrap_err(), @"s3://team/contoso has another waiting.json already");
    assert_eq!(world.content("waiting.json").unwrap(), b"theirs");
    assert_eq!(world.content(LEDGER), None);
    // The state is still where it was.
    from.lock(holder("next"), terms()).unwrap();
    let empty = World::new();
    assert_snapshot!(moved(&shared(&empty), &from).unwrap_err(), @"there is no ledger in s3://team/contoso");
}

#[test]
fn a_move_that_was_interrupted_is_repeated() {
    let (world, folder) = (World::new(), folder());
    world.set(LEDGER, &fs::read(folder.path().join(LEDGER)).unwrap());
    moved(&local_state(folder.path()), &shared(&world)).unwrap();
    assert!(folder.path().join("moved.json").exists());
}
