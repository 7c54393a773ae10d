//! Changes after which someone or something may do more.

use std::collections::BTreeMap;

use attune_model::catalogue::{ALLOW_IMPERSONATION, CellKind, cell};
use attune_model::{CellChange, CellId, Change, Risk, RiskKind, Step};

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
                form.integration_vendor,
                form.level.name()
            ),
        });
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
        format!("\"{level}\" gets {} rights", widened.len())
    };
    Some(Risk {
        kind: RiskKind::WidensRights,
        what,
    })
}

/// The cells that end wider than they are known to be now.
fn widened(cells: &BTreeMap<CellId, CellChange>) -> Vec<&CellId> {
    cells
        .iter()
        .filter(|(id, change)| {
            let kind = cell(id).map(|spec| spec.kind);
            match (change.before.value(), kind) {
                (Some(before), Some(kind)) => kind.widens(before, change.after),
                (Some(before), None) => change.after > before,
                // What it is now is unknown: only the narrowest value is sure to widen nothing.
                (None, kind) => Some(change.after) != kind.and_then(CellKind::nothing),
            }
        })
        .map(|(id, _)| id)
        .collect()
}
