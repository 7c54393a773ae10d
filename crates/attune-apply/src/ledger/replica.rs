//! A second place for the ledger's lines: the port behind which state is shared.

use std::error::Error;
use std::fmt;

/// A place that has every line of the ledger before the act that the line announces.
///
/// The ledger is handed over whole each time, so that whoever reads there sees one that was whole at one moment.
pub trait Replica: fmt::Debug + Send {
    /// Puts the ledger there, in place of the one that was put or read last; it is there when this returns.
    ///
    /// # Errors
    /// Where it is not known to be there, or where somebody else has written since. Then nothing may be done that the
    /// last line announces, and the replica takes no other ledger.
    fn put(&mut self, ledger: &[u8]) -> Result<(), ReplicaError>;
}

/// Why a ledger is not in its second place: in words that name the place and whoever stands in the way.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct ReplicaError(Box<dyn Error + Send + Sync>);

impl ReplicaError {
    /// Of what the place says.
    pub fn new(cause: impl Error + Send + Sync + 'static) -> Self {
        Self(Box::new(cause))
    }
}

/// The lines so far, and where they go.
#[derive(Debug)]
pub(super) struct Replicated {
    replica: Box<dyn Replica>,
    whole: Vec<u8>,
}

impl Replicated {
    /// A ledger that stands in the replica already.
    pub(super) fn new(replica: Box<dyn Replica>, whole: Vec<u8>) -> Self {
        Self { replica, whole }
    }

    /// Puts the ledger there as it was opened.
    pub(super) fn put(&mut self) -> Result<(), ReplicaError> {
        self.replica.put(&self.whole)
    }

    /// Puts the ledger there with one more line.
    pub(super) fn append(&mut self, line: &str) -> Result<(), ReplicaError> {
        let before = self.whole.len();
        self.whole.extend_from_slice(line.as_bytes());
        // A line that is not known to be there is not taken for one that the next line follows.
        self.put().inspect_err(|_| self.whole.truncate(before))
    }
}
