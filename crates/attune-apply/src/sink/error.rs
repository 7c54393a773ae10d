//! Why credentials cannot be delivered or read back.

use std::io;
use std::path::Path;

use crate::file::FileError;

/// Why credentials cannot be delivered or read back. No text holds any of what a sink keeps.
#[derive(Debug, thiserror::Error)]
pub enum SinkError {
    /// A file or folder cannot be read or written.
    #[error("{place}: {cause}")]
    Io {
        /// The file or folder.
        place: String,
        /// What the system said.
        cause: io::Error,
    },
    /// Something is there that attune did not write.
    #[error(
        "{place} is there already and holds something else; attune does not overwrite credentials"
    )]
    Occupied {
        /// Where.
        place: String,
    },
    /// It could be written, but reads back otherwise.
    #[error("{place} does not read back as it was written")]
    NotReadBack {
        /// Where.
        place: String,
    },
    /// It could not be read at all.
    #[error("{place} cannot be read: {why}")]
    OutOfReach {
        /// Where.
        place: String,
        /// Why.
        why: String,
    },
    /// Credentials cannot be kept there.
    #[error("{place} takes no credentials: {why}")]
    Refused {
        /// Where.
        place: String,
        /// Why.
        why: String,
    },
}

impl SinkError {
    pub(super) fn io(place: &impl ToString, cause: io::Error) -> Self {
        Self::Io {
            place: place.to_string(),
            cause,
        }
    }

    /// For `map_err`.
    pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let place = path.display().to_string();
        move |cause| Self::Io { place, cause }
    }
}

impl From<FileError> for SinkError {
    fn from(FileError { path, cause }: FileError) -> Self {
        Self::at(&path)(cause)
    }
}
