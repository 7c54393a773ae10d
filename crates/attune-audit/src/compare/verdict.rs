//! One value against another.

use std::collections::BTreeMap;

use attune_model::CellId;
use schemars::JsonSchema;
use serde::Serialize;

use crate::cell::{SeenCell, Value};

/// What two values are to each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "verdict", rename_all = "kebab-case")]
pub enum Verdict {
    /// Both were seen, and are the same.
    Same {
        /// The value of both.
        value: Value,
    },
    /// Both were seen, and are not the same.
    Differs {
        /// The first one's.
        a: Value,
        /// The second one's.
        b: Value,
    },
    /// One of them at least was not seen, so nobody can say.
    Unknown {
        /// The first one's, where it was seen.
        a: Option<Value>,
        /// The second one's, where it was seen.
        b: Option<Value>,
    },
}

impl Verdict {
    pub(crate) fn of(a: Option<Value>, b: Option<Value>) -> Self {
        match (a, b) {
            (Some(a), Some(b)) if a == b => Self::Same { value: a },
            (Some(a), Some(b)) => Self::Differs { a, b },
            (a, b) => Self::Unknown { a, b },
        }
    }

    /// The same, seen from the other side.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::Same { value } => Self::Same { value },
            Self::Differs { a, b } => Self::Differs { a: b, b: a },
            Self::Unknown { a, b } => Self::Unknown { a: b, b: a },
        }
    }
}

/// A cell of two levels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CellComparison {
    /// Its address.
    #[schemars(with = "String")]
    pub cell: CellId,
    /// What its values are to each other.
    #[serde(flatten)]
    pub verdict: Verdict,
}

/// How many cells came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Counts {
    /// Seen on both sides and the same.
    pub same: usize,
    /// Seen on both sides and not the same.
    pub differs: usize,
    /// Not seen on one side or on both.
    pub unknown: usize,
}

impl Counts {
    /// Counts cells.
    pub(super) fn of(cells: &[CellComparison]) -> Self {
        cells.iter().fold(Self::default(), |mut counts, cell| {
            match cell.verdict {
                Verdict::Same { value: _ } => counts.same += 1,
                Verdict::Differs { a: _, b: _ } => counts.differs += 1,
                Verdict::Unknown { a: _, b: _ } => counts.unknown += 1,
            }
            counts
        })
    }
}

pub(super) fn cell(
    id: CellId,
    a: &BTreeMap<CellId, SeenCell>,
    b: &BTreeMap<CellId, SeenCell>,
) -> CellComparison {
    let value = |cells: &BTreeMap<CellId, SeenCell>| cells.get(&id).map(|cell| cell.value.clone());
    CellComparison {
        verdict: Verdict::of(value(a), value(b)),
        cell: id,
    }
}
