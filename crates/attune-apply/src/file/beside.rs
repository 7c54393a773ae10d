//! The file beside, `.name.tmp-XXXXXX`, which becomes `name` once it is whole.
//!
//! Its writer holds a lock of the system on it. So a file beside whose lock is free was left by a killed writer.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

use tempfile::NamedTempFile;

use super::{FileError, Readers, folder_of};

/// What every name of such a file has within.
pub(super) const MARK: &str = ".tmp-";

/// Makes the file beside another one; it is removed when it is dropped.
pub(super) fn make(file: &Path, readers: Readers) -> io::Result<NamedTempFile<File>> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    permit(&mut options, readers);
    let prefix = prefix(file);
    loop {
        let beside = tempfile::Builder::new()
            .prefix(&prefix)
            .make_in(folder_of(file), |path| options.open(path))?;
        // Where there are no locks, nobody else can take it for a leftover either.
        drop(beside.as_file().lock());
        // Another writer may have taken it for one before it was locked.
        if beside.path().exists() {
            return Ok(beside);
        }
    }
}

/// Removes what killed writers left beside a file. What cannot be removed harms nobody.
pub(super) fn clear(file: &Path) {
    let Ok(entries) = fs::read_dir(folder_of(file)) else {
        return;
    };
    let prefix = prefix(file);
    for entry in entries.flatten() {
        let name = entry.file_name();
        let is_beside = name
            .as_encoded_bytes()
            .starts_with(prefix.as_encoded_bytes())
            && entry.file_type().is_ok_and(|kind| kind.is_file());
        if !is_beside {
            continue;
        }
        if let Ok(beside) = File::open(entry.path())
            && beside.try_lock().is_ok()
        {
            drop(fs::remove_file(entry.path()));
        }
    }
}

/// Sees that a file can be made, without making it.
pub(crate) fn try_out(file: &Path) -> Result<(), FileError> {
    clear(file);
    let made = make(file, Readers::Owner);
    drop(made.map_err(FileError::at(folder_of(file)))?);
    Ok(())
}

fn prefix(file: &Path) -> OsString {
    let mut prefix = OsString::from(".");
    prefix.push(file.file_name().unwrap_or_default());
    prefix.push(MARK);
    prefix
}

#[cfg(unix)]
fn permit(options: &mut OpenOptions, readers: Readers) {
    use std::os::unix::fs::OpenOptionsExt as _;
    options.mode(match readers {
        Readers::Owner => 0o600,
        Readers::All => 0o666,
    });
}

#[cfg(not(unix))]
fn permit(_: &mut OpenOptions, _: Readers) {}
