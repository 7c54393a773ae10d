//! Errors of the ledger in a private folder, in the words of those who only know the store.

use std::path::{Path, PathBuf};

use attune_apply::ledger::LedgerError;

use crate::Address;

/// The same error, with files of the folder named by the store that it mirrors.
///
/// [`LedgerError::Io`] stays as it is: there it is the private copy that cannot be read or written, not what stands in the
/// store.
pub(crate) fn named(error: LedgerError, folder: &Path, address: &Address) -> LedgerError {
    let in_store = |path: PathBuf| match path.strip_prefix(folder) {
        Ok(name) if name.as_os_str().is_empty() => PathBuf::from(address.to_string()),
        Ok(name) => PathBuf::from(format!("{address}/{}", name.display())),
        Err(_) => path,
    };
    match error {
        LedgerError::Io { .. } | LedgerError::Replica(_) => error,
        LedgerError::Locked {
            path,
            holder,
            is_alive,
        } => LedgerError::Locked {
            path: in_store(path),
            holder,
            is_alive,
        },
        LedgerError::Moved { path, to } => LedgerError::Moved {
            path: in_store(path),
            to,
        },
        LedgerError::Record { path, cause } => LedgerError::Record {
            path: in_store(path),
            cause,
        },
        LedgerError::Broken { path, line, cause } => LedgerError::Broken {
            path: in_store(path),
            line,
            cause,
        },
        LedgerError::Flawed { path, line, flaw } => LedgerError::Flawed {
            path: in_store(path),
            line,
            flaw,
        },
    }
}

#[cfg(test)]
mod tests;
