//! A sink that may not be asked: its commands are switched off.

use super::{Kept, Sink, SinkError};

/// Why nothing is known of what it keeps.
const WHY: &str = "commands are switched off (ATTUNE_EXEC=never)";

/// In place of the commands of a sink.
pub(super) struct Barred {
    /// The commands, as errors name them.
    pub(super) place: String,
}

impl Barred {
    fn refused<T>(&self) -> Result<T, SinkError> {
        Err(SinkError::Refused {
            place: self.place.clone(),
            why: WHY.to_owned(),
        })
    }
}

impl Sink for Barred {
    fn prepare(&self) -> Result<(), SinkError> {
        self.refused()
    }

    fn read(&self) -> Result<Kept, SinkError> {
        Ok(Kept::OutOfReach(WHY.to_owned()))
    }

    fn write(&self, _: &[u8]) -> Result<(), SinkError> {
        self.refused()
    }

    fn clear(&self) -> Result<(), SinkError> {
        self.refused()
    }
}
