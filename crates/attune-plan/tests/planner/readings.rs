//! Readings that failed, and connections that lead elsewhere.

use attune_model::{Reading, Unread};

use crate::world::*;

#[test]
fn nothing_is_planned_from_a_failed_reading() {
    let mut observed = untouched();
    observed.resources = Reading::Failed(Unread::Refused("no right".to_owned()));
    let plan = plan(&desired(), &observed);
    assert!(plan.steps.is_empty() && !plan.is_in_sync() && !plan.can_apply());
    insta::assert_snapshot!(lines(&plan), @"problem unreadable at : the people and API users could not be read: no right | Nothing is planned from a failed reading. Try again when the tenant answers.");
}

#[test]
fn another_database_than_the_ledgers_is_refused() {
    let mut observed = observed();
    observed.tenant.database = 2;
    let plan = plan(&desired(), &observed);
    assert!(plan.steps.is_empty());
    assert_eq!(plan.problems[0].kind.id(), "wrong-tenant");
}
