//! Files that only their owner may read, never overwritten.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::{Document, SinkError};
use crate::file::{Existing, Readers, make_folder, put, sync_folder, try_out};

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
        make_folder(self.folder(), Readers::Owner)?;
        Ok(try_out(&self.path)?)
    }

    /// What is in it; `None` where there is none.
    pub(super) fn read(&self) -> Result<Option<Document>, SinkError> {
        match fs::read(&self.path) {
            Ok(content) => Ok(Some(Zeroizing::new(content))),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(SinkError::at(&self.path)(cause)),
        }
    }

    /// Writes a new file whole. An existing file is left alone.
    pub(super) fn write(&self, content: &[u8]) -> Result<(), SinkError> {
        put(&self.path, content, Readers::Owner, Existing::Kept).map_err(|error| {
            if error.cause.kind() == io::ErrorKind::AlreadyExists {
                SinkError::Occupied {
                    place: self.path.display().to_string(),
                }
            } else {
                error.into()
            }
        })
    }

    /// Removes it.
    pub(super) fn clear(&self) -> Result<(), SinkError> {
        fs::remove_file(&self.path).map_err(SinkError::at(&self.path))?;
        Ok(sync_folder(self.folder())?)
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
}
