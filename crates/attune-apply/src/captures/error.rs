//! What can go wrong with captures.

use std::io;
use std::path::PathBuf;

use crate::file::FileError;

/// Why captures cannot be used or kept.
#[derive(Debug, thiserror::Error)]
pub enum CaptureError {
    /// A file or folder cannot be read or written.
    #[error("{}: {cause}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// A file of the folder has no name that attune gives.
    #[error("{} is no capture; move it out of the folder", path.display())]
    Stray {
        /// The file.
        path: PathBuf,
    },
    /// A file is torn, or somebody edited it.
    #[error("{} cannot be understood: {cause}; delete it and capture the page again", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Where and why.
        cause: String,
    },
    /// A file that another version of attune wrote.
    #[error(
        "{} has format version {found}, and this attune knows version {known}; use the attune that wrote it, or delete \
         the file and capture the page again",
        path.display()
    )]
    Version {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u64,
        /// The version of this attune.
        known: u64,
    },
    /// What was captured is not the tenant that is looked at.
    #[error(
        "{} was captured from database {captured}, but the connection leads to database {database}; name the state \
         folder of this tenant, or delete the file",
        path.display()
    )]
    OtherDatabase {
        /// The file.
        path: PathBuf,
        /// The database that it shows.
        captured: i64,
        /// The database that is looked at.
        database: i64,
    },
}

impl From<FileError> for CaptureError {
    fn from(FileError { path, cause }: FileError) -> Self {
        Self::Io { path, cause }
    }
}
