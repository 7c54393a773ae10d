//! What the last `attune drift --since-last` found, in `drift.json` of the state folder.

use attune_model::{Difference, Drift, Timestamp};
use attune_store::State;
use serde::{Deserialize, Serialize};

use crate::error::CommandError;
use crate::{file, state};

/// The version of the file's format.
const FORMAT_VERSION: u32 = 1;

/// A set of differences and when it was found first.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct LastDrift {
    format_version: u32,
    /// When these differences were found first.
    pub(crate) at: Timestamp,
    database: i64,
    differences: Vec<Difference>,
}

impl LastDrift {
    /// The last finding, where `drift` is the same one; otherwise `drift` takes its place.
    pub(crate) async fn remember(
        state: &State,
        drift: &Drift,
        now: Timestamp,
    ) -> Result<Option<Self>, CommandError> {
        let path = state.folder().join("drift.json");
        if path.exists() {
            // One that cannot be understood is no reason not to report.
            let last: Option<Self> = serde_json::from_str(&file::read(&path)?).ok();
            let same = |last: &Self| {
                last.format_version == FORMAT_VERSION
                    && last.database == drift.database
                    && last.differences == drift.differences
            };
            if let Some(last) = last.filter(same) {
                return Ok(Some(last));
            }
        }
        let found = Self {
            format_version: FORMAT_VERSION,
            at: now,
            database: drift.database,
            differences: drift.differences.clone(),
        };
        let mut text = serde_json::to_string_pretty(&found).map_err(|cause| {
            CommandError::state(cause, "This is an error of attune; please report it.")
        })?;
        text.push('\n');
        file::write_private(&path, &text)?;
        state::push(state).await?;
        Ok(None)
    }
}
