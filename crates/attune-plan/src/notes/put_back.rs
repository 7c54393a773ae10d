//! What attune sets again and again, because somebody else does too.

use attune_model::{Change, Note, PutBack, Step};

use super::day;
use crate::context::Context;

/// A word on each step that was done before with the same result.
pub(super) fn notes(context: &Context<'_>, steps: &[Step]) -> Vec<Note> {
    let put_back = &context.observed.remembered.put_back;
    let again = steps
        .iter()
        .filter_map(|step| Some((step, put_back.get(&step.id)?)));
    again
        .map(|(step, PutBack { times, since })| {
            let (what, map) = match &step.change {
                Change::AssignLevel {
                    person,
                    before: _,
                    after: _,
                } => (
                    format!("the security level of {person}"),
                    ", which map groups to security levels",
                ),
                Change::EditLevel {
                    handle: _,
                    level,
                    rename: _,
                    active: _,
                    cells: _,
                    holders: _,
                } => (format!("values of \"{}\"", level.name()), ""),
                Change::UpdateApiUser {
                    handle: _,
                    user,
                    fields: _,
                    tracking: _,
                } => (format!("values of {user}"), ""),
                Change::CopyLevel { .. }
                | Change::CreateApiUser { .. }
                | Change::RetireApiUser { .. }
                | Change::RotateSecret { .. }
                | Change::SetProtectedData { .. }
                | Change::AdoptLevel { .. }
                | Change::AdoptApiUser { .. }
                | Change::Check(_) => (step.id.to_string(), ""),
            };
            Note::Advice(format!(
                "attune has set {what} {times} times since {}: somebody else sets it too. KaseyaOne access groups{map}, a provisioning service or a colleague may own it; accept it, or end the other one.",
                day(*since)
            ))
        })
        .collect()
}
