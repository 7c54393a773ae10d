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
    /// Ended at once by Ctrl-C, or by a second signal; the number is the one that shells have for Ctrl-C.
    Interrupted,
    /// Ended at once by SIGTERM; the number is the one that shells have for it.
    Terminated,
}

impl Exit {
    /// How bad it is: of many tenants, the worst says how the run ends.
    ///
    /// From the worst: a wrong command line, ended at once, an error, could not look, refused, steps wait, changes are due.
    pub(crate) fn badness(self) -> u8 {
        match self {
            Self::Usage => 7,
            Self::Interrupted | Self::Terminated => 6,
            Self::Error => 5,
            Self::CouldNotLook => 4,
            Self::Refused => 3,
            Self::Waiting => 2,
            Self::ChangesDue => 1,
            Self::Done => 0,
        }
    }

    /// The worse of two.
    pub(crate) fn worse(self, other: Self) -> Self {
        if other.badness() > self.badness() {
            other
        } else {
            self
        }
    }

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
            Self::Terminated => 143,
        }
    }

    /// Whether the command did not come to an end that it is for: no error is what is due, or waits for somebody.
    pub(crate) fn is_error(self) -> bool {
        match self {
            Self::Done | Self::ChangesDue | Self::Waiting => false,
            Self::Error
            | Self::CouldNotLook
            | Self::Refused
            | Self::Usage
            | Self::Interrupted
            | Self::Terminated => true,
        }
    }

    /// What the number means.
    pub(crate) fn meaning(self) -> &'static str {
        match self {
            Self::Done => "done, or in sync",
            Self::Error => "an error, or a step failed",
            Self::ChangesDue => "changes are due, or drift was found",
            Self::CouldNotLook => {
                "could not look: unreachable, refused credentials, or throttled out"
            }
            Self::Refused => "refused by a guard, or held",
            Self::Waiting => "applied in part: steps wait for an operator",
            Self::Usage => "the command line itself is wrong",
            Self::Interrupted => "interrupted",
            Self::Terminated => "terminated",
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
