//! A temporary folder in memory: what a ledger syncs takes a tenth of the time there.

use std::path::Path;
use std::process::Command;

/// Where some systems have one.
const FOLDER: &str = "/dev/shm";

/// Gives a command that folder for its temporary files, where there is one.
pub(crate) fn use_for(command: &mut Command) {
    if Path::new(FOLDER).is_dir() {
        command.env("TMPDIR", FOLDER);
    }
}
