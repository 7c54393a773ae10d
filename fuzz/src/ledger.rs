//! Ledgers.

use std::path::Path;

use attune_apply::ledger::{Event, Holder, Ledger, Lock};
use attune_model::Timestamp;

use crate::printed::is_harmless;

/// A ledger is refused with a reason and left as it was, or goes on: nothing of it is lost by an entry more.
pub fn check(bytes: &[u8]) {
    let Ok(folder) = tempfile::tempdir() else {
        return;
    };
    let file = folder.path().join("ledger.jsonl");
    if std::fs::write(&file, bytes).is_err() {
        return;
    }
    let before = match Ledger::read(folder.path()) {
        Ok(before) => before,
        Err(error) => {
            is_harmless(&error.to_string());
            assert!(open(folder.path()).is_none(), "opened what cannot be read");
            assert_eq!(std::fs::read(&file).ok().as_deref(), Some(bytes), "changed");
            return;
        }
    };
    let Some(mut ledger) = open(folder.path()) else {
        return;
    };
    let event = Event::Plan {
        digest: "sha256:00".to_owned(),
    };
    assert!(ledger.append(Timestamp::UNIX_EPOCH, event).is_ok());
    drop(ledger);
    let after = Ledger::read(folder.path()).unwrap_or_default();
    assert_eq!(after.len(), before.len() + 1, "an entry more");
    assert_eq!(
        after.get(..before.len()),
        Some(before.as_slice()),
        "entries were lost"
    );
}

fn open(folder: &Path) -> Option<Ledger> {
    let holder = Holder {
        run: "run".to_owned(),
        operation: "fuzz".to_owned(),
        user: None,
        host: "here".to_owned(),
        pid: 1,
        since: Timestamp::UNIX_EPOCH,
    };
    Ledger::open(Lock::take(folder, holder).ok()?).ok()
}
