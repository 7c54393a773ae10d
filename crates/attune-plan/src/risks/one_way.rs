//! Changes that Autotask does not let be undone.

use attune_model::catalogue::CAN_LOGIN;
use attune_model::{CellId, CellValue, Change, Risk, RiskKind, Step};

/// Unticking `Can login to Web Services API` is a ratchet (see [`CAN_LOGIN`]).
pub(super) fn of(step: &Step) -> Option<Risk> {
    let (cells, level) = match &step.change {
        Change::CopyLevel {
            handle: _,
            base: _,
            name,
            active: _,
            cells,
        } => (cells, name),
        Change::EditLevel {
            handle: _,
            level,
            rename: _,
            active: _,
            cells,
            holders: _,
        } => (cells, level.name()),
        Change::CreateApiUser { .. }
        | Change::UpdateApiUser { .. }
        | Change::AssignLevel { .. }
        | Change::Check(_) => return None,
    };
    let change = cells.get(&CellId::new(CAN_LOGIN))?;
    (change.after == CellValue::Flag(false)).then(|| Risk {
        kind: RiskKind::OneWay,
        what: format!(
            "\"Can login to Web Services API\" of \"{level}\" is unticked; once saved it cannot be ticked again"
        ),
    })
}
