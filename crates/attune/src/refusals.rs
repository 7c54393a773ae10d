//! The API users whose sign-in was refused, in `refused.json` of the state folder, so that looking again and again does
//! not get them locked.

use std::collections::BTreeMap;

use attune_model::{Observed, Reading, ResourceId, Timestamp, Unread};
use attune_store::State;

use crate::error::CommandError;
use crate::{file, state};

/// When each was refused first, since it was last accepted.
pub(crate) type Refusals = BTreeMap<ResourceId, Timestamp>;

/// What earlier looks found. A file that cannot be understood is taken for none: then each is tried once more.
pub(crate) fn read(state: &State) -> Result<Refusals, CommandError> {
    let path = state.folder().join(FILE);
    if !path.exists() {
        return Ok(Refusals::new());
    }
    Ok(serde_json::from_str(&file::read(&path)?).unwrap_or_default())
}

/// Notes what this look found, where that is something new.
pub(crate) async fn note(
    state: &State,
    observed: &Observed,
    now: Timestamp,
) -> Result<(), CommandError> {
    let before = read(state)?;
    let mut after = before.clone();
    for seen in observed.effective.values() {
        match &seen.rights {
            Reading::Failed(Unread::Refused(_)) => {
                let at = after.entry(seen.user).or_insert(now);
                // One that was tried again begins anew.
                if now.duration_since(*at) >= attune_apply::SIGN_IN_RESTS {
                    *at = now;
                }
            }
            Reading::Read(_) => drop(after.remove(&seen.user)),
            Reading::Failed(Unread::Failed(_) | Unread::Partial { .. }) => {}
        }
    }
    if after == before {
        return Ok(());
    }
    let mut text = serde_json::to_string_pretty(&after).map_err(|cause| {
        CommandError::state(cause, "This is an error of attune; please report it.")
    })?;
    text.push('\n');
    file::write_private(&state.folder().join(FILE), &text)?;
    state::push(state).await
}

const FILE: &str = "refused.json";
