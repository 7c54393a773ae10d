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
    put(path, text)
        .with_context(|| format!("cannot write {}", path.display()))
        .map_err(|error| {
            CommandError::state(
                error,
                "The file is as it was. Check the folder and the disk.",
            )
        })
}

/// Writes a file of attune's, or puts its text in place of the one that is there; the folders on the way are made.
pub(crate) fn put_down(path: &Path, text: &str) -> Result<(), CommandError> {
    make_folder(path.parent().unwrap_or(Path::new("")))
        .and_then(|()| put(path, text))
        .with_context(|| format!("cannot write {}", path.display()))
        .map_err(|error| CommandError::state(error, "Check the folder and the disk."))
}

fn put(path: &Path, text: &str) -> io::Result<()> {
    let is_there = path.exists();
    // What a link points at is replaced, not the link.
    let path = if is_there {
        fs::canonicalize(path)?
    } else {
        std::path::absolute(path)?
    };
    let folder = path.parent().unwrap_or(Path::new("/"));
    // `NamedTempFile` makes its file with mode 0600.
    let mut beside = tempfile::NamedTempFile::new_in(folder)?;
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

/// Writes a file, whether it is there or not: beside it, synced, renamed. The folders on the way are made.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), CommandError> {
    let written = if path.exists() {
        put(path, text)
    } else {
        make_folder(path.parent().unwrap_or(Path::new(""))).and_then(|()| put_new(path, text))
    };
    written
        .with_context(|| format!("cannot write {}", path.display()))
        .map_err(|error| CommandError::state(error, "Check the path, the folder and the disk."))
}

fn put_new(path: &Path, text: &str) -> io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    };
    let mut beside = readable(&mut tempfile::Builder::new()).tempfile_in(folder)?;
    beside.write_all(text.as_bytes())?;
    beside.as_file().sync_all()?;
    beside.persist(path).map_err(|error| error.error)?;
    fs::File::open(folder)?.sync_all()
}

/// As any new file: for all whom the user's mask does not exclude. Temporary files are for their owner only.
#[cfg(unix)]
fn readable<'a, 'b, 'c>(
    builder: &'a mut tempfile::Builder<'b, 'c>,
) -> &'a mut tempfile::Builder<'b, 'c> {
    use std::os::unix::fs::PermissionsExt as _;
    builder.permissions(fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn readable<'a, 'b, 'c>(
    builder: &'a mut tempfile::Builder<'b, 'c>,
) -> &'a mut tempfile::Builder<'b, 'c> {
    builder
}

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
