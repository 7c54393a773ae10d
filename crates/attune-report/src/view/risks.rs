//! The risks of a plan, one line a kind.

use attune_model::{Plan, RiskKind};

/// A kind of risk and where it arises.
pub(crate) struct RiskLine {
    pub(crate) kind: RiskKind,
    /// The numbers of the steps.
    pub(crate) steps: Vec<usize>,
    /// Whether it stops the plan.
    pub(crate) is_refused: bool,
}

/// The kinds that arise, guarded ones first.
pub(super) fn risk_lines(plan: &Plan) -> Vec<RiskLine> {
    let mut kinds = RiskKind::ALL;
    kinds.sort_by_key(|kind| !kind.is_guarded());
    kinds
        .into_iter()
        .map(|kind| RiskLine {
            kind,
            steps: plan
                .steps
                .iter()
                .zip(1..)
                .filter(|(step, _)| step.risks.iter().any(|risk| risk.kind == kind))
                .map(|(_, number)| number)
                .collect(),
            is_refused: plan.refused.iter().any(|risk| risk.kind == kind),
        })
        .filter(|line| !line.steps.is_empty())
        .collect()
}
