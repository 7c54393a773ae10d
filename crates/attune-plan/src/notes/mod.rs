//! What is said without being done.

mod captures;
mod effective;
mod put_back;
mod unheld;

use std::collections::BTreeSet;

use attune_model::{
    CellState, Change, Date, LevelId, Note, OwnershipWord, Proof, Source, Step, Timestamp,
};
use jiff::tz::TimeZone;

use crate::api_users::ApiUsers;
use crate::context::Context;
use crate::moves::Moves;
use crate::prune::Prune;
use crate::targets::{Key, Targets};

/// The notes to a plan.
pub(crate) fn of(
    context: &Context<'_>,
    targets: &Targets,
    steps: &[Step],
    moves: &Moves,
    api_users: &ApiUsers,
    prune: &Prune,
) -> Vec<Note> {
    let mut notes = Vec::new();
    notes.extend(also_affected(steps, moves));
    notes.extend(from_ledger(context, targets));
    notes.extend(captures::notes(context, targets));
    notes.extend(effective::notes(context, targets));
    notes.extend(put_back::notes(context, steps));
    notes.extend(unheld::note(context, steps, prune));
    notes.extend(unmanaged_levels(context, targets, prune));
    notes.extend(unmanaged_people(context, moves, api_users, prune));
    notes
}

/// The day of a moment, UTC.
fn day(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::UTC).date()
}

/// People whom nobody chose, but who hold a level that changes.
fn also_affected(steps: &[Step], moves: &Moves) -> Vec<Note> {
    let mut notes = Vec::new();
    for step in steps {
        if let Change::EditLevel {
            handle: None,
            level,
            rename: _,
            active: _,
            cells: _,
            holders,
        } = &step.change
        {
            let names: Vec<&str> = holders
                .iter()
                .filter(|holder| {
                    !moves.chosen.contains(&holder.id) && !moves.to.contains_key(&holder.id)
                })
                .map(|holder| holder.name.as_str())
                .collect();
            if !names.is_empty() {
                notes.push(Note::AlsoAffected(format!(
                    "\"{}\" is also held by {}: the change applies to them too.",
                    level.name(),
                    names.join(", ")
                )));
            }
        }
    }
    notes
}

/// Cells that are taken to be as the ledger has them.
fn from_ledger(context: &Context<'_>, targets: &Targets) -> Option<Note> {
    let mut cells = 0_usize;
    let mut weakest = Proof::RestFact;
    for (key, target) in targets.iter() {
        let Key::Existing(id) = key else { continue };
        let Some(level) = context.levels.get(id) else {
            continue;
        };
        for (cell, (after, _)) in &target.cells {
            if let CellState::Known {
                value,
                source: Source::Ledger(proof),
                at: _,
            } = level.cell(cell)
                && value == *after
            {
                cells += 1;
                weakest = weakest.min(proof);
            }
        }
    }
    (cells > 0).then(|| {
        Note::FromLedger(format!(
            "{cells} cells are in sync by the ledger (weakest proof: {weakest}); REST cannot show what a level contains."
        ))
    })
}

fn unmanaged_levels(context: &Context<'_>, targets: &Targets, prune: &Prune) -> Option<Note> {
    let managed: BTreeSet<LevelId> = targets
        .keys()
        .filter_map(|key| match key {
            Key::Existing(id) => Some(*id),
            Key::New(_) => None,
        })
        .collect();
    let left: Vec<&str> = context
        .levels
        .iter()
        .filter(|(id, level)| {
            !level.system
                && !managed.contains(id)
                && !prune.levels.contains(id)
                && !context.owned.level(&level.name, OwnershipWord::Ignore)
        })
        .map(|(_, level)| level.name.as_str())
        .collect();
    (!left.is_empty())
        .then(|| Note::Unmanaged(format!("Custom levels left alone: {}.", left.join(", "))))
}

fn unmanaged_people(
    context: &Context<'_>,
    moves: &Moves,
    api_users: &ApiUsers,
    prune: &Prune,
) -> Option<Note> {
    let (mut people, mut users) = (0_usize, 0_usize);
    for (id, resource) in context.resources {
        if context.is_ignored(resource) {
            continue;
        }
        if resource.is_api_user() {
            let is_known = api_users.managed.contains(id) || prune.api_users.contains(id);
            users += usize::from(!is_known);
        } else {
            let is_meant = moves.chosen.contains(id) || moves.assigned.contains(id);
            people += usize::from(!is_meant);
        }
    }
    (people + users > 0).then(|| {
        let people = counted(people, "person", "people");
        let users = counted(users, "API user", "API users");
        Note::Unmanaged(format!("Left alone: {people}, {users}."))
    })
}

/// `1 person`, `2 people`.
fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
