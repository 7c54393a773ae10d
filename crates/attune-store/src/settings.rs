//! What is handed in: the environment, the time, and for whom objects are encrypted.

use std::fmt;
use std::path::PathBuf;

use attune_model::Timestamp;

/// What reaching a store takes.
pub struct Settings<'a> {
    /// The value of a variable of the environment.
    pub environment: &'a dyn Fn(&str) -> Option<String>,
    /// Now, by the clock of this machine. It counts only where a store says no time of its own.
    pub now: fn() -> Timestamp,
    /// For whom objects are encrypted: recipients of age, `age1...` or `ssh-ed25519 ...`. With none, they are not.
    pub recipients: &'a [String],
    /// The file of the age identity that opens them.
    pub identity: Option<PathBuf>,
}

impl fmt::Debug for Settings<'_> {
    /// Without the environment, which holds secrets.
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            environment: _,
            now: _,
            recipients,
            identity,
        } = self;
        to.debug_struct("Settings")
            .field("recipients", recipients)
            .field("identity", identity)
            .finish_non_exhaustive()
    }
}
