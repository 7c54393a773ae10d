//! What REST shows of levels: rights that are not those which were noted after the last run that touched a level, and
//! API users that cannot sign in any more.

use std::collections::BTreeSet;

use attune_model::{
    AccessChange, Cause, Difference, Effective, LastSet, LevelId, Observed, Reading, RightsThen,
    Unread,
};

use crate::effective::seen_at;

/// The levels whose rights are others now.
pub(super) fn changed(observed: &Observed) -> BTreeSet<LevelId> {
    let effective = observed.effective.values();
    effective
        .filter(|seen| !accesses(observed, seen).is_empty())
        .map(|seen| seen.level)
        .collect()
}

/// One difference an entity and verb, one an API user that is refused and was seen to sign in before.
pub(super) fn differences(observed: &Observed) -> Vec<Difference> {
    let effective = observed.effective.values();
    effective
        .flat_map(|seen| match &seen.rights {
            Reading::Read(_) => accesses(observed, seen),
            Reading::Failed(Unread::Refused(_)) => refused(observed, seen).into_iter().collect(),
            Reading::Failed(Unread::Partial { .. } | Unread::Failed(_)) => Vec::new(),
        })
        .collect()
}

fn accesses(observed: &Observed, seen: &Effective) -> Vec<Difference> {
    let then = observed.remembered.rights.get(&seen.level);
    let (Reading::Read(rights), Some(then)) = (&seen.rights, then) else {
        return Vec::new();
    };
    let object = super::level_object(observed, seen.level);
    let changes = rights.changes_since(&then.rights);
    changes
        .iter()
        .map(|change| access(object.clone(), change, then))
        .collect()
}

fn access(object: String, change: &AccessChange, then: &RightsThen) -> Difference {
    let AccessChange {
        entity,
        verb,
        before,
        now,
    } = change;
    Difference {
        cause: Cause::ChangedOutside,
        place: None,
        object,
        value: format!("{entity}: {} over REST", verb.label()),
        is: now.to_string(),
        wanted: before.to_string(),
        set: Some(LastSet {
            value: before.to_string(),
            at: then.at,
            seen: true,
        }),
        live: None,
    }
}

fn refused(observed: &Observed, seen: &Effective) -> Option<Difference> {
    let at = seen_at(&observed.remembered, seen.user)?;
    let accepted = "accepted";
    Some(Difference {
        cause: Cause::ChangedOutside,
        place: None,
        object: super::user_object(observed, seen.user),
        value: "sign-in".to_owned(),
        is: "refused".to_owned(),
        wanted: accepted.to_owned(),
        set: Some(LastSet {
            value: accepted.to_owned(),
            at,
            seen: true,
        }),
        live: None,
    })
}
