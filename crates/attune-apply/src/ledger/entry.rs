//! What a line of the ledger says. No line ever holds a secret.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{
    CellId, CellValue, Change, Handle, LevelId, LevelName, Proof, ResourceId, StepId, Timestamp,
};
use serde::{Deserialize, Serialize};

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Version of the line's format: 1.
    pub v: u32,
    /// Counts up from 1 without gaps.
    pub seq: u64,
    /// When it was written.
    pub at: Timestamp,
    /// Which run wrote it.
    pub run: String,
    /// What happened.
    pub event: Event,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Event {
    /// The ledger belongs to this database from now on.
    Bound {
        /// The tenant's name in the manifest.
        tenant: Handle,
        /// The database number.
        database: i64,
    },
    /// A step is about to be carried out.
    Begun {
        /// The step.
        step: StepId,
        /// The change.
        change: Box<Change>,
        /// What was there before, by which a half-done step is recognised.
        known: Known,
    },
    /// Something happened within a step.
    Noted {
        /// The step.
        step: StepId,
        /// What is now so.
        fact: Fact,
    },
    /// A step is done.
    Done {
        /// The step.
        step: StepId,
        /// What shows it.
        proof: Proof,
        /// What was seen.
        evidence: String,
        /// What is now so.
        facts: Vec<Fact>,
    },
    /// A step was not achieved.
    Failed {
        /// The step.
        step: StepId,
        /// Why.
        why: String,
    },
    /// A step waits for an operator.
    Waiting {
        /// The step.
        step: StepId,
    },
}

/// What was there before a step began.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// The numbers of all levels, before a level is copied.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub levels: BTreeSet<LevelId>,
    /// The numbers of all API users, before one is created.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub api_users: BTreeSet<ResourceId>,
    /// The title by which a check's records are recognised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

/// Something that is so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fact")]
pub enum Fact {
    /// A level was copied and not yet renamed.
    Copied {
        /// The copy.
        level: LevelId,
    },
    /// A level is attune's.
    Level {
        /// The block it stands for.
        handle: Handle,
        /// Its number.
        id: LevelId,
        /// What it was copied from, where attune did that.
        copy_of: Option<LevelName>,
    },
    /// A level is the copy by which impersonation rules replace a system level.
    Copy {
        /// The system level.
        base: LevelId,
        /// Its copy.
        id: LevelId,
    },
    /// Cells of a level were seen or set.
    Cells {
        /// The level.
        level: LevelId,
        /// What shows it.
        proof: Proof,
        /// The values.
        cells: BTreeMap<CellId, CellValue>,
    },
    /// A key was generated; its secret is in the sink.
    Drafted {
        /// The key.
        key: String,
    },
    /// An API user is attune's.
    ApiUser {
        /// The block it stands for.
        handle: Handle,
        /// Its number.
        id: ResourceId,
        /// The vendor it was made with.
        integration_vendor: String,
    },
    /// A check created its ticket.
    Ticket {
        /// The ticket's number.
        id: i64,
    },
    /// A check passed.
    Passed {
        /// The check.
        handle: Handle,
        /// The digest of what it relied on.
        relies_on: String,
    },
}
