//! Files of the user's: read whole, replaced whole.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::error::CommandError;

/// The text of a file.
pub(crate) fn read(path: &Path) -> Result<String, CommandError> {
    fs::read_to_string(path)
        .with_context(|| format!("cannot read {}", path.display()))
        .map_err(|error| CommandError::state(error, "Check the path and who may read the file."))
}

/// Puts a text in place of a file's: written beside it, synced, renamed. Whoever reads sees the old or the new.
pub(crate) fn replace(path: &Path, text: &str) -> Result<(), CommandError> {
    put(path, text, Readers::Owner)
        .with_context(|| format!("cannot write {}", path.display()))
        .map_err(|error| {
            CommandError::state(
                error,
                "The file is as it was. Check the folder and the disk.",
            )
        })
}

/// Takes a file away; where there is none, nothing is done.
pub(crate) fn remove(path: &Path) -> Result<(), CommandError> {
    match fs::remove_file(path) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
            let error = anyhow::Error::from(cause).context(path.display().to_string());
            Err(CommandError::state(
                error,
                "It is out of date and can be removed.",
            ))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Writes a file, new or in place of one; the folders on the way are made.
///
/// A new one is for all whom the user's mask does not exclude.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), CommandError> {
    put_with_folders(path, text, Readers::All)
}

/// Like [`write()`], for what attune keeps about a tenant: a new file is for its owner only.
pub(crate) fn write_private(path: &Path, text: &str) -> Result<(), CommandError> {
    put_with_folders(path, text, Readers::Owner)
}

fn put_with_folders(path: &Path, text: &str, readers: Readers) -> Result<(), CommandError> {
    make_folder(path.parent().unwrap_or(Path::new("")))
        .and_then(|()| put(path, text, readers))
        .with_context(|| format!("cannot write {}", path.display()))
        .map_err(|error| CommandError::state(error, "Check the path, the folder and the disk."))
}

/// Who may read a file that was not there; one that was keeps its permissions.
#[derive(Clone, Copy)]
enum Readers {
    Owner,
    All,
}

fn put(path: &Path, text: &str, readers: Readers) -> io::Result<()> {
    let is_there = path.exists();
    // What a link points at is replaced, not the link.
    let path = if is_there {
        fs::canonicalize(path)?
    } else {
        std::path::absolute(path)?
    };
    let folder = path.parent().unwrap_or(Path::new("/"));
    let mut builder = tempfile::Builder::new();
    permit(&mut builder, readers);
    let mut beside = builder.tempfile_in(folder)?;
    beside.write_all(text.as_bytes())?;
    if is_there {
        beside
            .as_file()
            .set_permissions(fs::metadata(&path)?.permissions())?;
    }
    beside.as_file().sync_all()?;
    beside.persist(&path).map_err(|error| error.error)?;
    fs::File::open(folder)?.sync_all()
}

#[cfg(unix)]
fn permit(builder: &mut tempfile::Builder<'_, '_>, readers: Readers) {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = match readers {
        Readers::Owner => 0o600,
        Readers::All => 0o666,
    };
    builder.permissions(fs::Permissions::from_mode(mode));
}

#[cfg(not(unix))]
fn permit(_: &mut tempfile::Builder<'_, '_>, _: Readers) {}

/// Writes a file that must not be there yet; the folders on the way are made.
pub(crate) fn create(path: &Path, text: &str) -> Result<(), CommandError> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let written = make_folder(folder).and_then(|()| {
        let mut file = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(path)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    written.map_err(|cause| {
        if cause.kind() == io::ErrorKind::AlreadyExists {
            return there_already(path);
        }
        let error = anyhow::Error::from(cause).context(format!("cannot write {}", path.display()));
        CommandError::state(
            error,
            "Check the folder and the disk, or name another with --file.",
        )
    })
}

fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.as_os_str().is_empty() {
        return Ok(());
    }
    fs::create_dir_all(folder)
}

/// A file that would be overwritten.
pub(crate) fn there_already(path: &Path) -> CommandError {
    CommandError::usage(
        format!("{} is there already", path.display()),
        "Name another with --file, or remove it first; nothing was changed.",
    )
}

/// The YAML files of a folder, sorted; hidden ones and folders are left out.
pub(crate) fn yaml_in(folder: &Path) -> Result<Vec<PathBuf>, CommandError> {
    attune_manifest::files_in(folder)
        .with_context(|| format!("cannot read {}", folder.display()))
        .map_err(|error| CommandError::state(error, "Check the path and who may read the folder."))
}
