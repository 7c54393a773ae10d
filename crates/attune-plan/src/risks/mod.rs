//! What a reviewer must not overlook: one kind of risk a file.

mod lock_out;
mod one_way;
pub(crate) mod take_over;
mod widens_rights;

use attune_model::Step;

use crate::context::Context;

/// Marks every step with its risks.
pub(crate) fn mark(context: &Context<'_>, steps: &mut [Step]) {
    let lock_out = lock_out::of(context, steps);
    for (step, lock_out) in steps.iter_mut().zip(lock_out) {
        step.risks.extend(one_way::of(step));
        step.risks.extend(lock_out);
        step.risks.extend(take_over::of(context, step));
        step.risks.extend(widens_rights::of(step));
    }
}
