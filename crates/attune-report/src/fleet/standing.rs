//! How a tenant stands after a run.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a tenant stands after a run.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It is as its manifest says.
    InSync,
    /// A plan has steps.
    ChangesDue,
    /// Values are not as the manifest says.
    Drifted,
    /// All that was to be done is done.
    Done,
    /// Steps wait for an operator.
    Waiting,
    /// A guard refuses the plan.
    Refused,
    /// It could not be looked at.
    CouldNotLook,
    /// An error, or a step that failed.
    Failed,
    /// It was seen not to be as the manifest says.
    Contradicted,
    /// Something keeps it from being begun.
    Held,
    /// The run ended before its turn.
    NotBegun,
    /// It was looked at; whether that is good or bad is for people to say.
    Looked,
}

/// What a standing means to a reader, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tone {
    /// Something is wrong.
    Danger,
    /// Somebody has to do something.
    Caution,
    /// Something is going to be done.
    Change,
    /// A fact.
    Plain,
    /// Something was done.
    Made,
    /// Nothing to say.
    Calm,
}

impl Standing {
    /// All, in the order in which they are counted.
    pub(super) const ALL: [Self; 12] = [
        Self::InSync,
        Self::ChangesDue,
        Self::Drifted,
        Self::Done,
        Self::Waiting,
        Self::Refused,
        Self::CouldNotLook,
        Self::Failed,
        Self::Contradicted,
        Self::Held,
        Self::NotBegun,
        Self::Looked,
    ];

    /// The word of the document: `in-sync`.
    pub fn id(self) -> &'static str {
        match self {
            Self::InSync => "in-sync",
            Self::ChangesDue => "changes-due",
            Self::Drifted => "drifted",
            Self::Done => "done",
            Self::Waiting => "waiting",
            Self::Refused => "refused",
            Self::CouldNotLook => "could-not-look",
            Self::Failed => "failed",
            Self::Contradicted => "contradicted",
            Self::Held => "held",
            Self::NotBegun => "not-begun",
            Self::Looked => "looked",
        }
    }

    /// For people, of one tenant or after a number of them: `5 could not be looked at`.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::InSync => "in sync",
            Self::ChangesDue => "to change",
            Self::CouldNotLook => "could not be looked at",
            Self::NotBegun => "not begun",
            Self::Looked => "looked at",
            Self::Drifted
            | Self::Done
            | Self::Waiting
            | Self::Refused
            | Self::Failed
            | Self::Contradicted
            | Self::Held => self.id(),
        }
    }

    pub(super) fn tone(self) -> Tone {
        match self {
            Self::Refused | Self::CouldNotLook | Self::Failed | Self::Contradicted => Tone::Danger,
            Self::Drifted | Self::Waiting | Self::Held => Tone::Caution,
            Self::ChangesDue => Tone::Change,
            Self::NotBegun | Self::Looked => Tone::Plain,
            Self::Done => Tone::Made,
            Self::InSync => Tone::Calm,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_is_that_of_the_document() {
        for standing in Standing::ALL {
            let written = serde_json::to_value(standing).unwrap();
            assert_eq!(written, standing.id());
        }
    }
}
