//! Folders that are still there after a power cut.

use std::fs::DirBuilder;
use std::io;
use std::path::Path;

use super::{FileError, Readers, folder_of};

/// Makes a folder and those on the way to it; one that is there stays as it is.
pub(crate) fn make_folder(folder: &Path, readers: Readers) -> Result<(), FileError> {
    if folder.is_dir() {
        return Ok(());
    }
    let parent = folder_of(folder);
    if parent != folder {
        make_folder(parent, readers)?;
    }
    let mut builder = DirBuilder::new();
    permit(&mut builder, readers);
    match builder.create(folder) {
        // Somebody else made it meanwhile.
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        made => made.map_err(FileError::at(folder)),
    }?;
    sync_folder(parent)
}

/// A new file is there after a power cut only if its folder was synced.
#[cfg(unix)]
pub(crate) fn sync_folder(folder: &Path) -> Result<(), FileError> {
    std::fs::File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(FileError::at(folder))
}

/// Only Unix lets folders be synced.
#[cfg(not(unix))]
pub(crate) fn sync_folder(_: &Path) -> Result<(), FileError> {
    Ok(())
}

#[cfg(unix)]
fn permit(builder: &mut DirBuilder, readers: Readers) {
    use std::os::unix::fs::DirBuilderExt as _;
    builder.mode(match readers {
        Readers::Owner => 0o700,
        Readers::All => 0o777,
    });
}

#[cfg(not(unix))]
fn permit(_: &mut DirBuilder, _: Readers) {}
