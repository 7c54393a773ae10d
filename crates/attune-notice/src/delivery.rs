//! What became of a message.

use std::collections::BTreeSet;

use crate::{Batch, NoticeError};

/// Which tenants a channel was told about, and what went wrong with the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Delivery {
    /// The tenants that the channel certainly knows about now.
    pub told: BTreeSet<String>,
    /// What went wrong; empty where every tenant was told. Those that are not in `told` are due again.
    pub errors: Vec<NoticeError>,
}

impl Delivery {
    /// Of a channel that takes a batch as a whole.
    pub(crate) fn of_whole(batch: &Batch, result: Result<(), NoticeError>) -> Self {
        match result {
            Ok(()) => Self {
                told: batch
                    .notices()
                    .iter()
                    .map(|notice| notice.look.tenant.clone())
                    .collect(),
                errors: Vec::new(),
            },
            Err(error) => Self::failed(error),
        }
    }

    /// Nobody was told.
    pub(crate) fn failed(error: NoticeError) -> Self {
        Self {
            told: BTreeSet::new(),
            errors: vec![error],
        }
    }
}
