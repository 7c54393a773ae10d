//! What changes for whom.

use std::collections::BTreeMap;

use attune_model::{ApiUserRef, Change, Field, FieldChange, FieldValue, LevelName, Step};

use super::words;

/// Some people or an API user, and what changes for them.
pub(crate) struct Impact {
    /// Their names.
    pub(crate) who: Vec<String>,
    /// The rest of the sentence.
    pub(crate) what: String,
    /// The numbers of the steps, ascending.
    pub(crate) steps: Vec<usize>,
}

fn name(user: &ApiUserRef) -> &str {
    match user {
        ApiUserRef::Existing(person) => &person.name,
        ApiUserRef::Planned {
            step: _,
            name,
            email: _,
        } => name,
    }
}

/// An integration that stops working is more than an update.
fn update_words(fields: &BTreeMap<Field, FieldChange>) -> &'static str {
    let active = fields.get(&Field::IsActive).map(|change| &change.after);
    if active == Some(&FieldValue::Flag(false)) {
        "inactivated"
    } else {
        "updated"
    }
}

/// People first, then API users, each in the order of execution.
pub(super) fn impacts(steps: &[Step]) -> Vec<Impact> {
    let mut people: Vec<Impact> = Vec::new();
    let mut moved: Vec<(&LevelName, &LevelName, usize)> = Vec::new();
    let mut users: Vec<Impact> = Vec::new();
    for (number, step) in (1..).zip(steps) {
        match &step.change {
            Change::AssignLevel {
                person,
                before,
                after,
            } => {
                let (before, after) = (before.name(), after.name());
                let at = moved.iter().find(|(a, b, _)| (*a, *b) == (before, after));
                if let Some(impact) = at.and_then(|(_, _, at)| people.get_mut(*at)) {
                    impact.who.push(words(&person.name));
                    impact.steps.push(number);
                } else {
                    moved.push((before, after, people.len()));
                    people.push(Impact {
                        who: vec![words(&person.name)],
                        what: words(&format!("from level \"{before}\" to \"{after}\"")),
                        steps: vec![number],
                    });
                }
            }
            Change::EditLevel {
                handle: _,
                level,
                rename: _,
                active: _,
                cells: _,
                holders,
            } if !holders.is_empty() => people.push(Impact {
                who: holders.iter().map(|person| words(&person.name)).collect(),
                what: words(&format!("their level \"{}\" is edited", level.name())),
                steps: vec![number],
            }),
            Change::CreateApiUser {
                handle: _,
                form,
                credentials: _,
                replaces: _,
            } => users.push(Impact {
                who: vec![words(&format!("{} {}", form.first_name, form.last_name))],
                what: words(&format!(
                    "new API user with level \"{}\"",
                    form.level.name()
                )),
                steps: vec![number],
            }),
            Change::RetireApiUser {
                handle: _,
                user,
                successor: _,
                credentials: _,
            } => users.push(Impact {
                who: vec![words(&user.name)],
                what: "API user, replaced and then inactivated".to_owned(),
                steps: vec![number],
            }),
            Change::RotateSecret {
                handle: _,
                user,
                credentials: _,
                delivered: _,
            } => users.push(Impact {
                who: vec![words(&user.name)],
                what: "API user, another secret; the present one ends".to_owned(),
                steps: vec![number],
            }),
            Change::UpdateApiUser {
                handle: _,
                user,
                fields,
                tracking: _,
            } => users.push(Impact {
                who: vec![words(&user.name)],
                what: format!("API user, {}", update_words(fields)),
                steps: vec![number],
            }),
            Change::SetProtectedData {
                handle: _,
                user,
                before: _,
                after: _,
            } => users.push(Impact {
                who: vec![words(name(user))],
                what: "API user, other protected data".to_owned(),
                steps: vec![number],
            }),
            Change::CopyLevel { .. }
            | Change::EditLevel { .. }
            | Change::AdoptLevel { .. }
            | Change::AdoptApiUser { .. }
            | Change::Check(_) => {}
        }
    }
    people.append(&mut users);
    people
}
