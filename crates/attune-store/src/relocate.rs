//! Moving state from one place to another.

use std::fs;
use std::io;

use attune_apply::file::{Existing, Readers, put};
use attune_apply::ledger::{Holder, LedgerError, Moved, Verified};
use attune_model::Timestamp;

use crate::mirror::{LEDGER, local};
use crate::{State, StoreError, Terms};

/// Why state was not moved.
#[derive(Debug, thiserror::Error)]
pub enum RelocateError {
    /// One of the places cannot be read, locked or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no ledger to move.
    #[error("there is no ledger in {0}")]
    Nothing(String),
    /// The other place is not empty.
    #[error("{to} has another {name} already")]
    Occupied {
        /// The other place.
        to: String,
        /// The file.
        name: String,
    },
    /// What was written is not what is there.
    #[error("{to}: {name} is not as it was written; the state stays in {from}")]
    Differs {
        /// The old place.
        from: String,
        /// The other place.
        to: String,
        /// The file.
        name: String,
    },
}

impl From<LedgerError> for RelocateError {
    fn from(error: LedgerError) -> Self {
        Self::Store(error.into())
    }
}

/// Moves all files of a state to an empty place, reads them back there, and leaves a note in the old one.
///
/// The old files stay. With the note, no ledger is read or written there any more. What an earlier try left is no
/// hindrance. Both places are locked meanwhile.
///
/// # Errors
/// [`RelocateError`]; then the state is where it was, and the other place may hold copies.
pub fn relocate(
    from: &State,
    to: &State,
    holder: &Holder,
    at: Timestamp,
    terms: Terms,
) -> Result<Verified, RelocateError> {
    let left = from.lock(holder.clone(), terms)?;
    let verified = from.verify()?;
    if verified.lines == 0 {
        return Err(RelocateError::Nothing(from.shown()));
    }
    let taken = to.lock(holder.clone(), terms)?;
    let names = local(from.folder())?;
    require_room(from, to, &names)?;
    for name in &names {
        let content = read(from, name)?;
        let path = to.folder().join(name);
        put(&path, &content, Readers::Owner, Existing::Replaced).map_err(StoreError::from)?;
    }
    to.push()?;
    for name in &names {
        if reread(to, name)?.as_ref() != Some(&read(from, name)?) {
            return Err(RelocateError::Differs {
                from: from.shown(),
                to: to.shown(),
                name: name.clone(),
            });
        }
    }
    if to.verify()? != verified {
        return Err(RelocateError::Differs {
            from: from.shown(),
            to: to.shown(),
            name: LEDGER.to_owned(),
        });
    }
    drop(taken);
    Moved::new(to.shown(), at).leave(from.folder())?;
    from.push()?;
    drop(left);
    Ok(verified)
}

/// Nothing may be in the other place but what an earlier try left.
fn require_room(from: &State, to: &State, names: &[String]) -> Result<(), RelocateError> {
    for name in local(to.folder())? {
        let is_same = names.contains(&name) && read(from, &name)? == read(to, &name)?;
        if !is_same {
            return Err(RelocateError::Occupied {
                to: to.shown(),
                name,
            });
        }
    }
    Ok(())
}

fn read(state: &State, name: &str) -> Result<Vec<u8>, StoreError> {
    let path = state.folder().join(name);
    fs::read(&path).map_err(|cause: io::Error| StoreError::File { path, cause })
}

/// What is really there: in the store, not in its mirror.
fn reread(state: &State, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
    match state {
        State::Folder(_) => read(state, name).map(Some),
        State::Shared(mirror) => mirror.reread(name),
    }
}

#[cfg(test)]
mod tests;
