//! What only the pages of an API user show, where a capture is newer than what the ledger set.

use std::collections::BTreeMap;

use attune_model::{
    Effective, Field, Handle, Reading, Remembered, RememberedApiUser, Timestamp, Unread,
};

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

/// Takes back that an API user is not locked, where its sign-in is refused and was not when that was seen: somebody may
/// have locked it since. What an apply has made sure of later stays; then something else is the reason.
pub(super) fn doubt(
    remembered: &mut Remembered,
    effective: &BTreeMap<Handle, Effective>,
    sight: &Sight<'_>,
) {
    for (handle, seen) in effective {
        let refused = matches!(seen.rights, Reading::Failed(Unread::Refused(_)));
        let then = remembered.rights.get(&seen.level);
        let noted = then
            .filter(|then| then.user == seen.user)
            .map(|then| then.at);
        let Some(known) = remembered.api_users.get_mut(handle) else {
            continue;
        };
        let set = sight.memory.pages.get(&seen.user);
        let set = set.and_then(|set| set.fields.get(&Field::Locked)).copied();
        let captured = sight.captures.api_users.get(&seen.user);
        let last = set.max(captured.map(|capture| capture.at));
        if refused && known.id == seen.user && last <= noted {
            known.fields.remove(&Field::Locked);
        }
    }
}
