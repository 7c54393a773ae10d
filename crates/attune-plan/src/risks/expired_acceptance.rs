//! Deviations that are put right because their last day is over.

use std::collections::BTreeMap;

use attune_model::{Acceptance, Change, Risk, RiskKind, Step, StepId};

/// Marks the steps that would not be planned, or would change less, if an acceptance still held.
///
/// `with` are the steps of the plan in which it does. That finds what a place keeps away whatever it is: a cell, a
/// section, a rule, a whole block.
pub(crate) fn mark(acceptance: &Acceptance, with: &[Step], steps: &mut [Step]) {
    let Acceptance {
        at,
        reason,
        owner,
        expires,
    } = acceptance;
    let with: BTreeMap<&StepId, &Step> = with.iter().map(|step| (&step.id, step)).collect();
    for step in steps {
        let same = with.get(&step.id);
        let is_kept = match (same, &step.change) {
            // It shows things that another step changes.
            (Some(_), Change::Check(_)) => true,
            (Some(other), change) => other.change == *change,
            (None, _) => false,
        };
        if !is_kept {
            step.risks.push(Risk {
                kind: RiskKind::ExpiredAcceptance,
                what: format!(
                    "the deviation at {at} was accepted until {expires} ({owner}: {reason}); prolong it under `accept`, or let it be put right"
                ),
            });
        }
    }
}
