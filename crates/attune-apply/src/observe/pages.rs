//! What only the pages of an API user show, where a capture is newer than what the ledger set.

use attune_model::{Remembered, RememberedApiUser, Timestamp};

use super::Sight;

/// Lays captures over what the ledger remembers of its API users.
pub(super) fn overlay(remembered: &mut Remembered, sight: &Sight<'_>) {
    for known in remembered.api_users.values_mut() {
        lay(known, sight);
    }
}

fn lay(known: &mut RememberedApiUser, sight: &Sight<'_>) {
    let Some(capture) = sight.captures.api_users.get(&known.id) else {
        return;
    };
    let set = sight.memory.pages.get(&known.id);
    let newer = |at: Option<&Timestamp>| at.is_none_or(|at| *at < capture.at);
    for (field, value) in capture.content.form.hidden() {
        if newer(set.and_then(|set| set.fields.get(&field))) {
            known.fields.insert(field, value.clone());
        }
    }
    if newer(set.and_then(|set| set.protected_data.as_ref())) {
        known.protected_data = Some(capture.content.protected_data.clone());
    }
    // It cannot be changed: the one that it was made with is still right.
    if known.tracking.is_none() {
        known.tracking = Some(capture.content.form.tracking.clone());
    }
}
