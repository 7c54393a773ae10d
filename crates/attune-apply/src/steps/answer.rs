//! Answers to writes. A lost one ends no step: what came of the write shows when it is looked at again.

use crate::executor::Stop;
use crate::ports::{ConsoleError, WriteError};

/// An error where the page refused, or nobody was there to visit it.
pub(super) fn of_page(answer: Result<(), ConsoleError>) -> Result<(), Stop> {
    match answer {
        Ok(()) | Err(ConsoleError::Lost(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// An error where Autotask refused.
pub(super) fn of_rest(answer: Result<(), WriteError>) -> Result<(), Stop> {
    match answer {
        Ok(()) | Err(WriteError::Lost(_)) => Ok(()),
        Err(error @ WriteError::Refused(_)) => Err(Stop::Failed(error.to_string())),
    }
}
