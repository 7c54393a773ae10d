//! The exit codes, in one place.

use std::process::ExitCode;

/// How a command ended. The numbers are a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done, or in sync.
    Done,
    /// An error, or a step failed.
    Error,
    /// Changes are due.
    ChangesDue,
    /// Could not look: unreachable, refused credentials, throttled out.
    CouldNotLook,
    /// Refused by a guard.
    Refused,
    /// Applied in part: steps wait for an operator.
    Waiting,
    /// The command line itself is wrong.
    Usage,
    /// Ended at once by a second signal; the number is the one that shells have for Ctrl-C.
    Interrupted,
}

impl Exit {
    /// The number.
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Error => 1,
            Self::ChangesDue => 2,
            Self::CouldNotLook => 3,
            Self::Refused => 4,
            Self::Waiting => 5,
            Self::Usage => 64,
            Self::Interrupted => 130,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
