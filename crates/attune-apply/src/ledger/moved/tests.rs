//! A folder that was left is read and written by nobody.

use insta::assert_snapshot;

use super::*;
use crate::ledger::lock::tests::holder;
use crate::ledger::{Ledger, Lock};

fn shown<T: std::fmt::Debug>(folder: &Path, result: Result<T, LedgerError>) -> String {
    let error = result.unwrap_err().to_string();
    error.replace(&folder.display().to_string(), ".attune")
}

#[test]
fn a_folder_that_was_moved_says_where_to() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    drop(Ledger::open(Lock::take(path, holder("first", "here")).unwrap()).unwrap());
    let moved = Moved::new("s3://team/contoso".to_owned(), Timestamp::UNIX_EPOCH);
    moved.leave(path).unwrap();
    assert_snapshot!(fs::read_to_string(path.join("moved.json")).unwrap(), @r#"
    {
      "v": 1,
      "to": "s3://team/contoso",
      "at": "1970-01-01T00:00:00Z"
    }
    "#);
    assert_snapshot!(shown(path, Ledger::read(path)), @".attune was moved to s3://team/contoso");
    assert_snapshot!(shown(path, Lock::take(path, holder("second", "here"))), @".attune was moved to s3://team/contoso");
    // The lines that were left can still be held against their checksums.
    assert_eq!(Ledger::verify(path).unwrap().lines, 0);
    fs::write(path.join("moved.json"), "torn").unwrap();
    assert_snapshot!(shown(path, Ledger::read(path)), @".attune was moved; its note moved.json cannot be understood");
}

#[test]
fn a_note_that_cannot_be_read_is_not_none() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(note(folder.path())).unwrap();
    let refused = Moved::refuse(folder.path());
    assert!(
        matches!(refused, Err(LedgerError::Io { .. })),
        "{refused:?}"
    );
}
