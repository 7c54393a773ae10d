//! One at a time; a dead run of this machine stands in nobody's way, one of another machine does until it is removed.

use attune_model::Timestamp;
use insta::assert_snapshot;

use super::*;

/// A run on a machine.
pub(in crate::ledger) fn holder(run: &str, host: &str) -> Holder {
    Holder {
        run: run.to_owned(),
        operation: "apply".to_owned(),
        user: Some("ana".to_owned()),
        host: host.to_owned(),
        pid: 4711,
        since: Timestamp::UNIX_EPOCH,
    }
}

/// Why the lock is not to be had, without the temporary folder.
fn refused<T: std::fmt::Debug>(folder: &Path, taken: Result<T, LedgerError>) -> String {
    let error = taken.unwrap_err().to_string();
    error.replace(&folder.display().to_string(), ".attune")
}

#[test]
fn two_cannot_hold_it_at_once_and_the_second_hears_whose_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let first = Lock::take(folder.path(), holder("first", "here")).unwrap();
    assert_snapshot!(fs::read_to_string(folder.path().join("lock.json")).unwrap(), @r#"
    {
      "v": 1,
      "run": "first",
      "operation": "apply",
      "user": "ana",
      "host": "here",
      "pid": 4711,
      "since": "1970-01-01T00:00:00Z"
    }
    "#);
    let second = Lock::take(folder.path(), holder("second", "here"));
    assert!(matches!(
        second,
        Err(LedgerError::Locked { is_alive: true, .. })
    ));
    assert_snapshot!(refused(folder.path(), second), @"another run holds the lock of .attune: attune apply by ana on here, process 4711, since 1970-01-01T00:00:00Z, run first");
    assert_snapshot!(refused(folder.path(), LeftLock::find(folder.path())), @"another run holds the lock of .attune: attune apply by ana on here, process 4711, since 1970-01-01T00:00:00Z, run first");
    drop(first);
    assert!(!folder.path().join("lock.json").exists());
    drop(Lock::take(folder.path(), holder("second", "here")).unwrap());
}

#[test]
fn it_is_free_as_soon_as_it_is_dropped_whoever_has_a_copy_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let lock = Lock::take(folder.path(), holder("first", "here")).unwrap();
    let copy = lock.held.file.try_clone().unwrap();
    drop(lock);
    drop(Lock::take(folder.path(), holder("second", "here")).unwrap());
    drop(copy);
}

#[test]
fn a_record_that_cannot_be_read_lets_nobody_in() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(record(folder.path())).unwrap();
    let read = Holder::read(&record(folder.path()));
    assert!(matches!(read, Err(LedgerError::Io { .. })), "{read:?}");
    assert!(Lock::take(folder.path(), holder("next", "here")).is_err());
}

#[test]
fn a_dead_run_of_this_machine_is_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let record = record(folder.path());
    holder("dead", "here").write(&record).unwrap();
    let lock = Lock::take(folder.path(), holder("next", "here")).unwrap();
    let is = Holder::read(&record).unwrap();
    assert_eq!(is.as_ref(), Some(lock.holder()));
    assert_eq!(lock.holder().run, "next");
}

#[test]
fn a_run_of_another_machine_counts_until_it_is_removed() {
    let folder = tempfile::tempdir().unwrap();
    assert!(LeftLock::find(folder.path()).unwrap().is_none());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    let away = holder("away", "there");
    away.write(&record(folder.path())).unwrap();
    let taken = Lock::take(folder.path(), holder("next", "here"));
    assert!(matches!(
        taken,
        Err(LedgerError::Locked {
            is_alive: false,
            ..
        })
    ));
    assert_snapshot!(refused(folder.path(), taken), @"another run holds the lock of .attune: attune apply by ana on there, process 4711, since 1970-01-01T00:00:00Z, run away");
    let left = LeftLock::find(folder.path()).unwrap().unwrap();
    assert_eq!(left.holder, away);
    assert!(Lock::take(folder.path(), holder("next", "here")).is_err());
    left.remove().unwrap();
    drop(Lock::take(folder.path(), holder("next", "here")).unwrap());
}

#[test]
fn a_record_that_nobody_understands_lets_nobody_in() {
    let folder = tempfile::tempdir().unwrap();
    let with_record = |text: &str| {
        fs::write(record(folder.path()), text).unwrap();
        let taken = Lock::take(folder.path(), holder("next", "here"));
        refused(folder.path(), taken)
    };
    assert_snapshot!(with_record("{"), @".attune/lock.json cannot be understood: EOF while parsing an object at line 1 column 1");
    assert_snapshot!(with_record("{\"v\": 9}"), @".attune/lock.json cannot be understood: its format is version 9, this attune knows version 1");
}
