//! Who holds the lock: the record beside the ledger.

use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

use attune_model::Timestamp;
use serde::{Deserialize, Serialize};

use super::LedgerError;
use crate::file::{Existing, Readers, put};

/// The version of the record that is written.
const VERSION: u32 = 1;

/// A run that holds the lock of a state folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The run, as every line of the ledger names it.
    pub run: String,
    /// The command, such as `apply`.
    pub operation: String,
    /// Who started it, where the system says.
    pub user: Option<String>,
    /// The name of the machine that it runs on.
    pub host: String,
    /// The number of its process there.
    pub pid: u32,
    /// When it took the lock.
    pub since: Timestamp,
}

impl fmt::Display for Holder {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            run,
            operation,
            user,
            host,
            pid,
            since,
        } = self;
        write!(to, "attune {operation}")?;
        if let Some(user) = user {
            write!(to, " by {user}")?;
        }
        write!(to, " on {host}, process {pid}, since {since}, run {run}")
    }
}

#[derive(Deserialize)]
struct Version {
    v: u32,
}

#[derive(Serialize, Deserialize)]
struct Written {
    v: u32,
    #[serde(flatten)]
    holder: Holder,
}

impl Holder {
    /// What a record says; `None` where there is none.
    pub(super) fn read(path: &Path) -> Result<Option<Self>, LedgerError> {
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(cause) => return Err(LedgerError::io(path)(cause)),
        };
        let unknown = |cause: String| LedgerError::Record {
            path: path.to_owned(),
            cause,
        };
        let not_understood = |cause: serde_json::Error| unknown(cause.to_string());
        let Version { v } = serde_json::from_slice(&bytes).map_err(not_understood)?;
        if v != VERSION {
            return Err(unknown(format!(
                "its format is version {v}, this attune knows version {VERSION}"
            )));
        }
        let Written { v: _, holder } = serde_json::from_slice(&bytes).map_err(not_understood)?;
        Ok(Some(holder))
    }

    /// Writes the record.
    pub(super) fn write(&self, path: &Path) -> Result<(), LedgerError> {
        let written = Written {
            v: VERSION,
            holder: self.clone(),
        };
        let mut text = serde_json::to_vec_pretty(&written)
            .map_err(|cause| LedgerError::io(path)(cause.into()))?;
        text.push(b'\n');
        Ok(put(path, &text, Readers::Owner, Existing::Replaced)?)
    }
}
