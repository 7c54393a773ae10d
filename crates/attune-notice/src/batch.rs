//! What one channel is told after one run.

use attune_model::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::fingerprint::digest;
use crate::{Notice, Standing, State};

/// The notices of one run for one channel: one message. Those that drifted come first, then those that could not be
/// looked at, then those in sync; by name within.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// When the run was.
    at: Timestamp,
    notices: Vec<Notice>,
}

/// How many tenants stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Counts {
    /// Drifted.
    pub drifted: usize,
    /// Could not be looked at.
    pub could_not_look: usize,
    /// In sync.
    pub in_sync: usize,
}

impl Batch {
    /// The notices of a run that ended at `at`, put in order.
    pub fn new(at: Timestamp, mut notices: Vec<Notice>) -> Self {
        notices.sort_by(|one, other| {
            (rank(one), &one.look.tenant).cmp(&(rank(other), &other.look.tenant))
        });
        Self { at, notices }
    }

    /// When the run was.
    pub fn at(&self) -> Timestamp {
        self.at
    }

    /// The notices, in order.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// How many tenants stand how.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for notice in &self.notices {
            match notice.look.standing {
                Standing::Drifted { .. } => counts.drifted += 1,
                Standing::CouldNotLook { .. } => counts.could_not_look += 1,
                Standing::InSync => counts.in_sync += 1,
            }
        }
        counts
    }

    /// Names this message: the same notices of the same run have the same id, so that whoever gets it twice can tell.
    pub fn id(&self) -> String {
        let at = self.at.to_string();
        let states = self.notices.iter().flat_map(|notice| {
            let state = match notice.look.standing.state() {
                State::InSync => "in-sync".to_owned(),
                State::Drifted(fingerprint) => fingerprint.to_string(),
                State::CouldNotLook => "could-not-look".to_owned(),
            };
            [notice.look.tenant.clone(), state]
        });
        digest(std::iter::once(at).chain(states))
    }
}

fn rank(notice: &Notice) -> u8 {
    match notice.look.standing {
        Standing::Drifted { .. } => 0,
        Standing::CouldNotLook { .. } => 1,
        Standing::InSync => 2,
    }
}
