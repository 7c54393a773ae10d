//! Files that only their owner may read, never overwritten.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::{Document, SinkError};
use crate::ledger::{make_private, sync_folder};

/// A file with mode 0600, in a folder with mode 0700.
pub(super) struct PrivateFile {
    path: PathBuf,
}

impl PrivateFile {
    pub(super) fn at(path: PathBuf) -> Self {
        Self { path }
    }

    /// Makes its folder, and sees that files can be made there.
    pub(super) fn prepare(&self) -> Result<(), SinkError> {
        let folder = self.folder();
        self.make_folder()?;
        tempfile::NamedTempFile::new_in(folder).map_err(SinkError::at(folder))?;
        Ok(())
    }

    /// What is in it; `None` where there is none.
    pub(super) fn read(&self) -> Result<Option<Document>, SinkError> {
        match fs::read(&self.path) {
            Ok(content) => Ok(Some(Zeroizing::new(content))),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(SinkError::at(&self.path)(cause)),
        }
    }

    /// Writes a new file beside, syncs it, moves it into place. An existing file is left alone.
    pub(super) fn write(&self, content: &[u8]) -> Result<(), SinkError> {
        let folder = self.folder();
        self.make_folder()?;
        // `NamedTempFile` makes its file with mode 0600.
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(SinkError::at(folder))?;
        file.write_all(content)
            .and_then(|()| file.as_file().sync_all())
            .map_err(SinkError::at(&self.path))?;
        file.persist_noclobber(&self.path).map_err(|error| {
            if error.error.kind() == io::ErrorKind::AlreadyExists {
                SinkError::Occupied {
                    place: self.path.display().to_string(),
                }
            } else {
                SinkError::at(&self.path)(error.error)
            }
        })?;
        self.sync()
    }

    /// Removes it.
    pub(super) fn clear(&self) -> Result<(), SinkError> {
        fs::remove_file(&self.path).map_err(SinkError::at(&self.path))?;
        self.sync()
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    fn folder(&self) -> &Path {
        self.path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
            .unwrap_or(Path::new("."))
    }

    fn make_folder(&self) -> Result<(), SinkError> {
        let folder = self.folder();
        make_private(folder).map_err(|error| SinkError::at(folder)(io::Error::other(error)))
    }

    fn sync(&self) -> Result<(), SinkError> {
        let folder = self.folder();
        sync_folder(folder).map_err(|error| SinkError::at(folder)(io::Error::other(error)))
    }
}
