//! What is in the folder is in the store, and nobody writes who was overtaken.

use std::time::Duration;

use attune_apply::ledger::{Event, LedgerError};
use attune_model::{StepId, Timestamp};
use insta::assert_snapshot;
use proptest::prelude::*;

use super::*;
use crate::testing::{Fate, Path as Way, World, holder, pass, terms};

fn mirror(way: &Way) -> Mirror {
    Mirror::fetched(way.store(), Sealing::default()).unwrap()
}

/// A ledger that is open in a mirror with the lock of the store.
fn ledger(mirror: &Mirror, run: &str) -> Result<Ledger, StoreError> {
    let lease = mirror.lock(holder(run), terms())?;
    mirror.ledger(Lock::take(mirror.folder(), holder(run))?, lease)
}

fn append(ledger: &mut Ledger, step: &str) -> Result<(), LedgerError> {
    let step = StepId(step.to_owned());
    ledger.append(Timestamp::UNIX_EPOCH, Event::Waiting { step })
}

/// The steps of the ledger in the store, which is whole.
fn steps(world: &World) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    if let Some(content) = world.content(LEDGER) {
        fs::write(folder.path().join(LEDGER), content).unwrap();
    }
    assert_eq!(Ledger::verify(folder.path()).unwrap().torn, 0);
    let entries = Ledger::read(folder.path()).unwrap();
    let step = |event: &Event| {
        let Event::Waiting { step } = event else {
            panic!("{event:?}");
        };
        step.0.clone()
    };
    entries.iter().map(|entry| step(&entry.event)).collect()
}

#[test]
fn a_line_is_in_the_store_when_it_was_appended() {
    let world = World::new();
    let mirror = mirror(&world.path());
    let mut open = ledger(&mirror, "first").unwrap();
    for step in ["a", "b"] {
        append(&mut open, step).unwrap();
        let local = fs::read(mirror.folder().join(LEDGER)).unwrap();
        assert_eq!(world.content(LEDGER).unwrap(), local);
    }
    assert_eq!(steps(&world), ["a", "b"]);
    assert!(world.text("lock.json").contains(r#""state": "held""#));
    drop(open);
    assert!(world.text("lock.json").contains(r#""state": "free""#));
}

#[test]
fn the_next_run_sees_what_the_last_one_left_also_what_came_after_it_looked() {
    let world = World::new();
    let (first, second) = (mirror(&world.path()), mirror(&world.path()));
    let mut open = ledger(&first, "first").unwrap();
    append(&mut open, "a").unwrap();
    fs::write(first.folder().join("waiting.json"), "{}").unwrap();
    first.push().unwrap();
    assert!(!second.folder().join("waiting.json").exists());
    assert_snapshot!(ledger(&second, "second").unwrap_err(), @"another run holds the lock of s3://team/contoso: attune apply by ana on build-3, process 7, since 1970-01-01T00:00:00Z, run first; its lease runs for 60 s more");
    drop(open);
    let mut open = ledger(&second, "second").unwrap();
    append(&mut open, "b").unwrap();
    assert!(second.folder().join("waiting.json").exists());
    fs::remove_file(second.folder().join("waiting.json")).unwrap();
    second.push().unwrap();
    assert_eq!(world.content("waiting.json"), None);
    assert_eq!(steps(&world), ["a", "b"]);
}

#[test]
fn a_run_that_was_overtaken_appends_nothing_and_says_who_holds_the_lock() {
    let world = World::new();
    let (slow, next) = (mirror(&world.path()), mirror(&world.path()));
    let mut open = ledger(&slow, "slow").unwrap();
    append(&mut open, "a").unwrap();
    pass(Duration::from_secs(63));
    let lease = next.lock(holder("next"), terms()).unwrap();
    assert_eq!(lease.dead, Some(holder("slow")));
    let lock = Lock::take(next.folder(), holder("next")).unwrap();
    let mut other = next.ledger(lock, lease).unwrap();
    append(&mut other, "b").unwrap();
    assert_snapshot!(append(&mut open, "c").unwrap_err(), @"this run has lost the lock of s3://team/contoso; its lock is held by attune apply by ana on build-3, process 7, since 1970-01-01T00:00:00Z, run next");
    fs::write(slow.folder().join("waiting.json"), "{}").unwrap();
    assert!(matches!(slow.push(), Err(StoreError::Lost { .. })));
    assert_eq!(world.content("waiting.json"), None);
    assert_eq!(steps(&world), ["a", "b"]);
}

#[test]
fn the_ledgers_own_condition_keeps_out_whoever_still_trusts_its_lease() {
    let world = World::new();
    let (first, second) = (mirror(&world.path()), mirror(&world.path()));
    let mut open = ledger(&first, "first").unwrap();
    append(&mut open, "a").unwrap();
    // Somebody freed the lock by hand while its run was at work.
    second.left_lock().unwrap().unwrap().remove().unwrap();
    let mut other = ledger(&second, "second").unwrap();
    append(&mut other, "b").unwrap();
    assert_snapshot!(append(&mut open, "c").unwrap_err(), @"s3://team/contoso: somebody else has written ledger.jsonl since this run read it; its lock is held by attune apply by ana on build-3, process 7, since 1970-01-01T00:00:00Z, run second");
    // Nor does it try again with the same ledger.
    assert!(append(&mut open, "c").is_err());
    assert_eq!(steps(&world), ["a", "b"]);
}

#[test]
fn an_append_whose_answer_was_lost_is_not_repeated() {
    let world = World::new();
    let way = world.path();
    let mirror = mirror(&way);
    let mut open = ledger(&mirror, "first").unwrap();
    way.fates(&[Fate::Unanswered]);
    append(&mut open, "a").unwrap();
    append(&mut open, "b").unwrap();
    assert_eq!(steps(&world), ["a", "b"]);
    way.fates(&[Fate::Vanished; 4]);
    assert_snapshot!(append(&mut open, "c").unwrap_err(), @"s3://team/contoso: nobody knows whether ledger.jsonl was written: no answer");
    assert_eq!(Ledger::read(mirror.folder()).unwrap().len(), 2);
}

#[test]
fn readers_take_no_lock_and_what_they_note_is_the_last_ones() {
    let world = World::new();
    let (reader, other) = (mirror(&world.path()), mirror(&world.path()));
    for (mirror, text) in [(&reader, "one"), (&other, "two")] {
        fs::write(mirror.folder().join("drift.json"), text).unwrap();
        mirror.push().unwrap();
    }
    assert_eq!(world.content("drift.json").unwrap(), b"two");
    assert_eq!(world.content("lock.json"), None);
    fs::write(reader.folder().join(LEDGER), "").unwrap();
    assert!(matches!(reader.push(), Err(StoreError::Unlocked { .. })));
}

#[test]
fn what_others_keep_there_is_left_alone() {
    let world = World::new();
    world.set("notes.txt", b"theirs");
    world.set("captures/../../ledger.jsonl", b"theirs");
    let mirror = mirror(&world.path());
    fs::create_dir_all(mirror.folder().join("captures")).unwrap();
    fs::write(mirror.folder().join("captures/level-7.json"), "{}").unwrap();
    fs::write(mirror.folder().join("stop"), "").unwrap();
    mirror.push().unwrap();
    assert_eq!(world.content("captures/level-7.json").unwrap(), b"{}");
    assert_eq!(world.content("stop"), None);
    assert_eq!(world.content("notes.txt").unwrap(), b"theirs");
    assert!(!mirror.folder().join("notes.txt").exists());
}

#[cfg(unix)]
#[test]
fn the_folder_is_for_its_owner_and_is_gone_in_the_end() {
    use std::os::unix::fs::PermissionsExt as _;
    let mirror = mirror(&World::new().path());
    let folder = mirror.folder().to_owned();
    let mode = fs::metadata(&folder).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
    drop(mirror);
    assert!(!folder.exists());
}

/// A mirror whose objects are encrypted to an identity in a file.
fn sealed(way: &Way, recipient: &str, identity: Option<&Path>) -> Result<Mirror, StoreError> {
    let sealing = Sealing::new(&[recipient.to_owned()], identity.map(Path::to_owned));
    Mirror::fetched(way.store(), sealing.unwrap())
}

#[test]
fn everything_but_the_lock_is_encrypted_where_that_is_asked_for() {
    let world = World::new();
    let keys = tempfile::tempdir().unwrap();
    let identity = age::x25519::Identity::generate();
    let path = keys.path().join("identity");
    let text = age::secrecy::ExposeSecret::expose_secret(&identity.to_string()).to_owned();
    fs::write(&path, text).unwrap();
    let recipient = identity.to_public().to_string();
    let first = sealed(&world.path(), &recipient, Some(&path)).unwrap();
    append(&mut ledger(&first, "first").unwrap(), "a-step").unwrap();
    fs::write(first.folder().join("drift.json"), "a-drift").unwrap();
    first.push().unwrap();
    for name in [LEDGER, "drift.json"] {
        let there = world.content(name).unwrap();
        assert!(is_sealed(&there), "{name}");
        let there = String::from_utf8_lossy(&there).into_owned();
        assert!(!there.contains("a-step") && !there.contains("a-drift"));
    }
    assert!(world.text("lock.json").contains("ana"));
    let second = sealed(&world.path(), &recipient, Some(&path)).unwrap();
    assert_eq!(Ledger::read(second.folder()).unwrap().len(), 1);
    append(&mut ledger(&second, "second").unwrap(), "b").unwrap();
    let shut = sealed(&world.path(), &recipient, None).unwrap_err();
    assert_snapshot!(shut, @"s3://team/contoso: drift.json is encrypted, and no age identity is named that opens it");
    // Who can read it, but names no recipients, does not write it in clear.
    let reading = Sealing::new(&[], Some(path)).unwrap();
    let plain = Mirror::fetched(world.path().store(), reading).unwrap();
    let refused = append(&mut ledger(&plain, "plain").unwrap(), "c").unwrap_err();
    assert_snapshot!(refused, @"s3://team/contoso is encrypted, and no recipients are named for what is written");
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        4 => Just(Fate::Answered),
        1 => Just(Fate::Unanswered),
        1 => Just(Fate::Vanished),
        1 => Just(Fate::Late),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    /// Runs that come, go, die and are held up in any order leave a ledger whose chain is whole, with every line that
    /// announced an act, once and in the order of the acts.
    #[test]
    fn whatever_runs_do_the_ledger_is_one_chain(
        acts in prop::collection::vec((0..2_usize, 0..6_u8, prop::collection::vec(fate(), 0..4), 0..50_u64), 1..25),
    ) {
        let world = World::new();
        let ways = [world.path(), world.path()];
        let mut open: [Option<(Mirror, Ledger)>; 2] = [None, None];
        let mut announced = Vec::new();
        for (number, (who, act, fates, seconds)) in acts.into_iter().enumerate() {
            pass(Duration::from_secs(seconds));
            let step = format!("{number} of {who}");
            match (act, &mut open[who]) {
                // It dies: what it holds is not freed.
                (0, run @ Some(_)) => {
                    ways[who].cut(true);
                    *run = None;
                    ways[who].cut(false);
                }
                (1, run @ Some(_)) => *run = None,
                (_, Some((_, ledger))) => {
                    ways[who].fates(&fates);
                    if append(ledger, &step).is_ok() {
                        announced.push(step);
                    }
                    ways[who].fates.lock().unwrap().clear();
                }
                (_, none) => {
                    let mirror = mirror(&ways[who]);
                    if let Ok(ledger) = ledger(&mirror, &number.to_string()) {
                        *none = Some((mirror, ledger));
                    }
                }
            }
        }
        drop(open);
        world.arrive();
        let mut kept = steps(&world);
        kept.retain(|step| announced.contains(step));
        prop_assert_eq!(kept, announced);
    }
}
