//! Changes that Autotask does not let be undone.

use attune_model::catalogue::CAN_LOGIN;
use attune_model::{CellId, CellValue, Risk, RiskKind, Step};

/// Unticking `Can login to Web Services API` is a ratchet (see [`CAN_LOGIN`]).
pub(super) fn of(step: &Step) -> Option<Risk> {
    let (level, cells) = step.change.cells()?;
    let change = cells.get(&CellId::new(CAN_LOGIN))?;
    (change.after == CellValue::Flag(false)).then(|| Risk {
        kind: RiskKind::OneWay,
        what: format!(
            "\"Can login to Web Services API\" of \"{level}\" is unticked; once saved it cannot be ticked again"
        ),
    })
}
