//! What REST shows of levels: rights that are not those which were noted after the last run that touched a level, and
//! API users that cannot sign in any more.

use std::collections::BTreeSet;

use attune_model::{
    AccessChange, Cause, Difference, Effective, LastSet, LevelId, Observed, Reading, RightsThen,
    Unread,
};

/// The levels whose rights are others now.
pub(super) fn changed(observed: &Observed) -> BTreeSet<LevelId> {
    noted(observed)
        .filter(|(seen, then)| !changes(seen, then).is_empty())
        .map(|(seen, _)| seen.level)
        .collect()
}

/// One difference an entity and verb, one an API user that is refused.
pub(super) fn differences(observed: &Observed) -> Vec<Difference> {
    noted(observed)
        .flat_map(|(seen, then)| match &seen.rights {
            Reading::Read(_) => {
                let object = super::level_object(observed, seen.level);
                let changes = changes(seen, then).into_iter();
                changes
                    .map(|change| access(object.clone(), &change, then))
                    .collect()
            }
            // Another API user's sign-in says nothing of this one: it may never have been accepted.
            Reading::Failed(Unread::Refused(_)) if then.user == seen.user => {
                vec![refused(observed, seen, then)]
            }
            Reading::Failed(Unread::Refused(_) | Unread::Partial { .. } | Unread::Failed(_)) => {
                Vec::new()
            }
        })
        .collect()
}

/// What is seen of levels whose rights were noted.
fn noted(observed: &Observed) -> impl Iterator<Item = (&Effective, &RightsThen)> {
    let rights = &observed.remembered.rights;
    let effective = observed.effective.values();
    effective.filter_map(|seen| Some((seen, rights.get(&seen.level)?)))
}

fn changes(seen: &Effective, then: &RightsThen) -> Vec<AccessChange> {
    match &seen.rights {
        Reading::Read(rights) => rights.changes_since(&then.rights),
        Reading::Failed(_) => Vec::new(),
    }
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

fn refused(observed: &Observed, seen: &Effective, then: &RightsThen) -> Difference {
    let accepted = "accepted";
    Difference {
        cause: Cause::ChangedOutside,
        place: None,
        object: super::user_object(observed, seen.user),
        value: "sign-in".to_owned(),
        is: "refused".to_owned(),
        wanted: accepted.to_owned(),
        set: Some(LastSet {
            value: accepted.to_owned(),
            at: then.at,
            seen: true,
        }),
        live: None,
    }
}
