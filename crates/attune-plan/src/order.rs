//! Puts steps into an order in which each comes after what it needs.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{Step, StepId};

/// Keeps the given order where needs leave a choice. A need that is no step of the plan counts as met.
pub(crate) fn by_need(steps: Vec<Step>) -> Vec<Step> {
    let index: BTreeMap<StepId, usize> = steps
        .iter()
        .enumerate()
        .map(|(at, step)| (step.id.clone(), at))
        .collect();
    let mut waits: Vec<usize> = Vec::with_capacity(steps.len());
    let mut waiters: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut ready = BTreeSet::new();
    for (at, step) in steps.iter().enumerate() {
        let needed: Vec<usize> = step
            .needs
            .iter()
            .filter_map(|id| index.get(id).copied())
            .collect();
        if needed.is_empty() {
            ready.insert(at);
        }
        waits.push(needed.len());
        for need in needed {
            waiters.entry(need).or_default().push(at);
        }
    }
    let mut slots: Vec<Option<Step>> = steps.into_iter().map(Some).collect();
    let mut ordered = Vec::with_capacity(slots.len());
    while let Some(at) = ready.pop_first() {
        ordered.extend(slots.get_mut(at).and_then(Option::take));
        for waiter in waiters.remove(&at).unwrap_or_default() {
            if let Some(count) = waits.get_mut(waiter) {
                *count -= 1;
                if *count == 0 {
                    ready.insert(waiter);
                }
            }
        }
    }
    // A circle cannot come out of the planner; should one ever, its steps are kept, and apply skips them.
    ordered.extend(slots.into_iter().flatten());
    ordered
}
