//! What a reviewer must not overlook: one kind of risk a file.

pub(crate) mod expired_acceptance;
mod first_removal;
mod lock_out;
mod mass_change;
mod one_way;
mod rights;
pub(crate) mod take_over;
mod widens_rights;

use attune_model::{Risk, Step};

use crate::context::Context;

/// Marks every step with its risks; gives those of the plan as a whole.
pub(crate) fn mark(context: &Context<'_>, steps: &mut [Step]) -> Option<Risk> {
    let lock_out = lock_out::of(context, steps);
    let adopted = take_over::adopted(steps);
    let removal = first_removal::of(context, steps);
    for ((step, lock_out), removal) in steps.iter_mut().zip(lock_out).zip(removal) {
        step.risks.extend(one_way::of(step));
        step.risks.extend(lock_out);
        step.risks.extend(removal);
        step.risks.extend(take_over::of(context, &adopted, step));
        step.risks.extend(widens_rights::of(step));
    }
    mass_change::of(context, steps)
}
