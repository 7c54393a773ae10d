//! Changes after which someone or something may do more.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::catalogue::{ALLOW_IMPERSONATION, ProtectedData, cell};
use attune_model::{ApiUserRef, CellChange, CellId, CellValue, Change, Risk, RiskKind, Step};

/// Says what is widened: rights of a level, or that integrations may act as people.
pub(super) fn of(step: &Step) -> Option<Risk> {
    if let Change::CreateApiUser {
        handle: _,
        form,
        credentials: _,
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
    let widened = widened(cells);
    if widened.is_empty() {
        return None;
    }
    let allow = CellId::new(ALLOW_IMPERSONATION);
    let what = if widened.contains(&&allow) {
        format!("integrations may act as the holders of \"{level}\"")
    } else {
        let rights = if widened.len() == 1 {
            "right"
        } else {
            "rights"
        };
        format!("\"{level}\" gets {} {rights}", widened.len())
    };
    Some(Risk {
        kind: RiskKind::WidensRights,
        what,
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

/// The cells that end wider than they are known to be now.
fn widened(cells: &BTreeMap<CellId, CellChange>) -> Vec<&CellId> {
    cells
        .iter()
        .filter(|(id, change)| {
            let kind = cell(id).map(|spec| spec.kind);
            match (change.before.value(), kind) {
                (Some(before), Some(kind)) => kind.widens(before, &change.after),
                // What gives more outside the catalogue, nobody knows: only unticking a ticked box is taken to narrow.
                (before, None) => {
                    before != Some(&CellValue::Flag(true)) || change.after != CellValue::Flag(false)
                }
                // What it is now is unknown: only the narrowest value is sure to widen nothing.
                (None, Some(kind)) => Some(&change.after) != kind.nothing().as_ref(),
            }
        })
        .map(|(id, _)| id)
        .collect()
}
