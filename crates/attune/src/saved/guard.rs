//! What stands against carrying out a saved plan.

use attune_apply::ledger::{Entry, Event};
use attune_model::Observed;
use attune_plan::{Moved, moved, relied_on};

use super::meanwhile::without;
use super::{Content, LedgerPosition, SavedPlan};
use crate::error::{CommandError, Objection};

const AGAIN: &str = "Nothing was applied. Plan again and review what is different.";

/// Refuses a plan that was carried out before, or whose ledger is not where it was.
pub(crate) fn check_ledger(saved: &SavedPlan, entries: &[Entry]) -> Result<(), CommandError> {
    let applied = entries
        .iter()
        .find(|entry| matches!(&entry.event, Event::Plan { digest } if *digest == saved.digest));
    if let Some(entry) = applied {
        return Err(refused(
            "the plan was applied already",
            "already-applied",
            format!(
                "line {} of the ledger says that it was begun at {}; a plan is applied once",
                entry.seq, entry.at
            ),
        ));
    }
    let (was, is) = (&saved.content.ledger, LedgerPosition::of(entries)?);
    if *was == is {
        return Ok(());
    }
    let message = if was.lines == is.lines {
        format!(
            "it has {} lines as before, and they say something else",
            is.lines
        )
    } else {
        format!("it had {} lines, it has {}", was.lines, is.lines)
    };
    Err(refused(
        "the ledger moved on since the plan was made",
        "ledger-moved",
        message,
    ))
}

/// Refuses the rest of a plan whose ledger is not the one that the run before wrote; it may have gone on.
pub(crate) fn check_same_ledger(saved: &SavedPlan, entries: &[Entry]) -> Result<(), CommandError> {
    let was = &saved.content.ledger;
    let then = entries.iter().take_while(|entry| entry.seq <= was.lines);
    let then: Vec<Entry> = then.cloned().collect();
    if *was == LedgerPosition::of(&then)? {
        return Ok(());
    }
    Err(refused(
        "the ledger is not the one that the steps wait in",
        "ledger-moved",
        format!("its first {} lines are others, or not all there", was.lines),
    ))
}

/// Refuses a plan for another database.
pub(crate) fn check_tenant(saved: &SavedPlan, database: i64) -> Result<(), CommandError> {
    let planned = saved.content.database;
    if planned == database {
        return Ok(());
    }
    Err(refused(
        "the plan was made for another tenant",
        "wrong-tenant",
        format!("it is for database {planned}, and the connection leads to database {database}"),
    ))
}

/// Refuses, object by object, where something that a step stands on is not as it was.
pub(crate) fn check_values(saved: &SavedPlan, observed: &Observed) -> Result<(), CommandError> {
    let is = relied_on(&saved.content.plan, observed).map_err(CommandError::unseen)?;
    let objections: Vec<Objection> = moved(&saved.content.relied_on, &is)
        .into_iter()
        .map(|moved| {
            let Moved {
                object,
                value,
                was,
                is,
            } = moved;
            Objection {
                rule: "moved",
                message: format!("{object}: {value} was {was}, is {is}"),
            }
        })
        .collect();
    if objections.is_empty() {
        return Ok(());
    }
    Err(CommandError::refused(
        "the tenant is not as the plan took it to be",
        objections,
        AGAIN,
    ))
}

/// The same for the rest of a plan: what its steps were to change may be changed, by hand or by a run that was lost.
pub(crate) fn check_rest(saved: &SavedPlan, observed: &Observed) -> Result<(), CommandError> {
    let Content { plan, before, .. } = &saved.content;
    check_values(saved, &without(plan, before, observed))
}

fn refused(message: &str, rule: &'static str, objection: String) -> CommandError {
    let objection = Objection {
        rule,
        message: objection,
    };
    CommandError::refused(message, vec![objection], AGAIN)
}
