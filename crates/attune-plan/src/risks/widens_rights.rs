//! Changes after which someone or something may do more.

use std::collections::BTreeSet;

use attune_model::catalogue::{ALLOW_IMPERSONATION, ProtectedData};
use attune_model::{ApiUserRef, CellId, Change, Risk, RiskKind, Step};

use super::rights;

/// Says what is widened: rights of a level, or that integrations may act as people.
pub(super) fn of(step: &Step) -> Option<Risk> {
    if let Change::CreateApiUser {
        handle: _,
        form,
        credentials: _,
        replaces: _,
    } = &step.change
    {
        return Some(Risk {
            kind: RiskKind::WidensRights,
            what: format!(
                "{} gets an API user with the rights of \"{}\"",
                form.tracking,
                form.level.name()
            ),
        });
    }
    if let Change::SetProtectedData {
        handle: _,
        user,
        before,
        after,
    } = &step.change
    {
        return protected_data(user, before.as_ref(), after);
    }
    let (level, cells) = step.change.cells()?;
    let allow = CellId::new(ALLOW_IMPERSONATION);
    let (acting, rights): (Vec<&CellId>, Vec<&CellId>) = rights::widened(cells)
        .into_iter()
        .partition(|id| **id == allow);
    let acting =
        (!acting.is_empty()).then(|| format!("integrations may act as the holders of \"{level}\""));
    let gets = (!rights.is_empty()).then(|| format!("\"{level}\" gets {}", rights::named(&rights)));
    let what: Vec<String> = acting.into_iter().chain(gets).collect();
    (!what.is_empty()).then(|| Risk {
        kind: RiskKind::WidensRights,
        what: what.join("; "),
    })
}

/// The boxes that are not known to be ticked already.
fn protected_data(
    user: &ApiUserRef,
    before: Option<&BTreeSet<ProtectedData>>,
    after: &BTreeSet<ProtectedData>,
) -> Option<Risk> {
    let more: Vec<&str> = after
        .iter()
        .filter(|one| before.is_none_or(|before| !before.contains(one)))
        .map(|one| one.label())
        .collect();
    (!more.is_empty()).then(|| Risk {
        kind: RiskKind::WidensRights,
        what: format!("{user} gets {}", more.join(", ")),
    })
}
