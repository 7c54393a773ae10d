//! What is where a file is to be written.

use std::fs::{self, Permissions};
use std::io;
use std::path::{Path, PathBuf};

/// What a path leads to.
pub(super) enum Target {
    /// Nothing yet.
    New,
    /// A file, links followed.
    File(PathBuf, Permissions),
    /// A device or a pipe, which takes content and cannot be replaced.
    Stream,
}

impl Target {
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        match fs::metadata(path) {
            Ok(there) if there.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
            Ok(there) if there.is_file() => {
                Ok(Self::File(fs::canonicalize(path)?, there.permissions()))
            }
            Ok(_) => Ok(Self::Stream),
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(cause),
            Err(_) if path.is_symlink() => Err(io::Error::new(
                io::ErrorKind::NotFound,
                "it is a link to a file that is not there",
            )),
            Err(_) => Ok(Self::New),
        }
    }
}
