//! The note that a state folder was moved: whoever still uses the old one hears where it went.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use attune_model::Timestamp;
use serde::{Deserialize, Serialize};

use super::LedgerError;
use crate::file::{Existing, Readers, put};

/// The version of the note that is written.
const VERSION: u32 = 1;

/// Where the files of a state folder went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    v: u32,
    /// The folder or address where they are now.
    pub to: String,
    /// When.
    pub at: Timestamp,
}

impl Moved {
    /// The name of the note in the folder that was left.
    pub const FILE: &str = "moved.json";

    /// A note.
    pub fn new(to: String, at: Timestamp) -> Self {
        Self { v: VERSION, to, at }
    }

    /// Leaves the note in a folder: from then on nobody reads or writes a ledger there.
    ///
    /// # Errors
    /// [`LedgerError::Io`] where it cannot be written.
    pub fn leave(&self, folder: &Path) -> Result<(), LedgerError> {
        let path = note(folder);
        let mut text = serde_json::to_vec_pretty(self)
            .map_err(|cause| LedgerError::io(&path)(cause.into()))?;
        text.push(b'\n');
        Ok(put(&path, &text, Readers::Owner, Existing::Replaced)?)
    }

    /// Refuses a folder that was moved.
    pub(super) fn refuse(folder: &Path) -> Result<(), LedgerError> {
        let path = note(folder);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(cause) => return Err(LedgerError::io(path)(cause)),
        };
        // A note that cannot be understood still says that the folder was left.
        let to = serde_json::from_slice(&bytes).map(|Self { v: _, to, at: _ }| to);
        Err(LedgerError::Moved {
            path: folder.to_owned(),
            to: to.ok(),
        })
    }
}

fn note(folder: &Path) -> PathBuf {
    folder.join(Moved::FILE)
}

#[cfg(test)]
mod tests;
