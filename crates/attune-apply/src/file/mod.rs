//! Files that are replaced whole: written beside, synced, renamed, and the folder synced.
//!
//! Whoever reads sees the old content or the new, never half of one, also after a power cut.

mod beside;
mod folder;
mod target;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use target::Target;
use tempfile::NamedTempFile;

pub(crate) use beside::try_out;
pub(crate) use folder::{make_folder, sync_folder};

/// Who may read what is new: a file, and the folders that are made on the way to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// Its owner: mode 0600, folders 0700.
    Owner,
    /// All whom the user's mask does not exclude.
    All,
}

/// What becomes of a file that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// It gets the new content and keeps its permissions.
    Replaced,
    /// It stays, and the error is of the kind [`io::ErrorKind::AlreadyExists`].
    Kept,
}

/// A file or folder that cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[error("{}: {cause}", path.display())]
pub struct FileError {
    /// The file or folder.
    pub path: PathBuf,
    /// What the system said.
    pub cause: io::Error,
}

impl FileError {
    /// For `map_err`.
    pub(crate) fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |cause| Self { path, cause }
    }
}

/// Writes a file whole; the folders on the way are made.
///
/// A link is followed to the file that it leads to, and stays. A device or a pipe, such as `/dev/null`, is written to and
/// stays what it is. What killed writers of the same file left beside it is removed.
///
/// # Errors
/// [`FileError`]; the old content is then intact.
pub fn put(
    path: &Path,
    content: &[u8],
    readers: Readers,
    existing: Existing,
) -> Result<(), FileError> {
    match prepare(path, content, readers, existing)? {
        Some(prepared) => prepared.finish(),
        None => Ok(()),
    }
}

/// Replaces several files whole, as [`put`] does: not the first before all are written beside.
///
/// # Errors
/// [`FileError`]; the old contents are then intact, but where a file that was written could not be renamed: then those
/// before it are new.
pub fn replace_all<'f>(files: impl Iterator<Item = (&'f Path, &'f [u8])>) -> Result<(), FileError> {
    let prepared: Vec<Prepared> = files
        .map(|(path, content)| prepare(path, content, Readers::Owner, Existing::Replaced))
        .filter_map(Result::transpose)
        .collect::<Result<_, _>>()?;
    prepared.into_iter().try_for_each(Prepared::finish)
}

/// A file that is whole and on disk, beside the place that it is for.
struct Prepared {
    beside: NamedTempFile<File>,
    file: PathBuf,
    existing: Existing,
}

/// Writes the file beside; `None` where the path is that of a device or a pipe, which is written to.
fn prepare(
    path: &Path,
    content: &[u8],
    readers: Readers,
    existing: Existing,
) -> Result<Option<Prepared>, FileError> {
    let there = match existing {
        Existing::Kept if fs::symlink_metadata(path).is_ok() => {
            Err(io::ErrorKind::AlreadyExists.into())
        }
        Existing::Kept | Existing::Replaced => Target::of(path),
    };
    let (file, permissions) = match there.map_err(FileError::at(path))? {
        Target::New => {
            make_folder(folder_of(path), readers)?;
            (path.to_owned(), None)
        }
        Target::File(file, permissions) => (file, Some(permissions)),
        Target::Stream => {
            let stream = OpenOptions::new().write(true).open(path);
            let written = stream.and_then(|mut stream| stream.write_all(content));
            return written.map(|()| None).map_err(FileError::at(path));
        }
    };
    beside::clear(&file);
    let written = || {
        // Not for others before it has the permissions of the one that it replaces.
        let readers = permissions.as_ref().map_or(readers, |_| Readers::Owner);
        let mut beside = beside::make(&file, readers)?;
        if let Some(permissions) = permissions {
            beside.as_file().set_permissions(permissions)?;
        }
        beside.as_file_mut().write_all(content)?;
        beside.as_file().sync_all()?;
        Ok(beside)
    };
    let beside = written().map_err(FileError::at(path))?;
    Ok(Some(Prepared {
        beside,
        file,
        existing,
    }))
}

impl Prepared {
    /// Puts it in its place.
    fn finish(self) -> Result<(), FileError> {
        let Self {
            beside,
            file,
            existing,
        } = self;
        let renamed = match existing {
            Existing::Replaced => beside.persist(&file),
            Existing::Kept => beside.persist_noclobber(&file),
        };
        drop(renamed.map_err(|error| FileError::at(&file)(error.error))?);
        sync_folder(folder_of(&file))
    }
}

/// Whether a file of this name is one that was not finished: of a writer at work, or left by one that was killed.
pub fn is_unfinished(name: &str) -> bool {
    name.starts_with('.') && name.contains(beside::MARK)
}

/// The folder that a file is in.
fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests;
