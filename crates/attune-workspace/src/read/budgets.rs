//! `budgets`: how much of Autotask a run may use.

use attune_manifest::strict::{Finding, Findings, Item};

use crate::budgets::Budgets;
use crate::rules;

/// Reads the block; a key that is absent keeps its default.
pub(super) fn read(item: &Item<'_>, out: &mut Findings) -> Budgets {
    let mut budgets = Budgets::default();
    let Some(mut fields) = item.fields(out) else {
        return budgets;
    };
    let keys = [
        (
            "concurrency",
            Budgets::MOST_CONCURRENCY,
            "more at once is not quicker",
            &mut budgets.concurrency,
        ),
        (
            "threads",
            Budgets::MOST_THREADS,
            "Autotask refuses more calls of one integration at once",
            &mut budgets.threads,
        ),
        (
            "requestsPerHour",
            Budgets::MOST_REQUESTS,
            "Autotask takes no more from all integrations of a database together",
            &mut budgets.requests_per_hour,
        ),
    ];
    for (key, most, why, target) in keys {
        let Some(item) = fields.optional(key) else {
            continue;
        };
        let Some(number) = item.number(1, out) else {
            continue;
        };
        match u32::try_from(number) {
            Ok(number) if number <= most => *target = number,
            Ok(_) | Err(_) => out.push(
                Finding::error(
                    &rules::BUDGET,
                    item.span(),
                    format!("`{key}` must be at most {most}"),
                )
                .label("too much")
                .help(why),
            ),
        }
    }
    fields.finish(out);
    budgets
}
