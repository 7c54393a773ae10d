//! Changes to things that attune did not make.

use std::collections::BTreeSet;

use attune_model::{ApiUserRef, Change, LevelName, ResourceId, Risk, RiskKind, Step};

use crate::context::Context;

/// A level that is there already under the name that a block or a copy would have.
///
/// A level that an impersonation rule finds through its holders is not taken over: it was asked for.
pub(crate) fn level(name: &LevelName) -> Risk {
    Risk {
        kind: RiskKind::TakeOver,
        what: format!("the level \"{name}\" is there already, and attune did not make it"),
    }
}

/// The API users that a plan adopts: nobody takes over what the manifest says to adopt.
pub(super) fn adopted(steps: &[Step]) -> BTreeSet<ResourceId> {
    let users = steps.iter().filter_map(|step| match &step.change {
        Change::AdoptApiUser {
            handle: _,
            user,
            tracking: _,
        } => Some(user.id),
        Change::CopyLevel { .. }
        | Change::EditLevel { .. }
        | Change::CreateApiUser { .. }
        | Change::RetireApiUser { .. }
        | Change::RotateSecret { .. }
        | Change::UpdateApiUser { .. }
        | Change::SetProtectedData { .. }
        | Change::AssignLevel { .. }
        | Change::AdoptLevel { .. }
        | Change::Check(_) => None,
    });
    users.collect()
}

/// An API user that fits a block of the manifest, which the ledger does not know and the block does not say to adopt.
pub(super) fn of(
    context: &Context<'_>,
    adopted: &BTreeSet<ResourceId>,
    step: &Step,
) -> Option<Risk> {
    let remembered = &context.observed.remembered;
    let what = match &step.change {
        Change::UpdateApiUser {
            handle,
            user,
            fields: _,
            tracking: _,
        }
        | Change::RotateSecret {
            handle,
            user,
            credentials: _,
            delivered: _,
        } if !adopted.contains(&user.id)
            && remembered
                .api_users
                .get(handle)
                .is_none_or(|known| known.id != user.id)
            && !was_replaced(context, user.id) =>
        {
            format!("the API user {user} is there already, and attune did not make it")
        }
        Change::SetProtectedData {
            handle: _,
            user: ApiUserRef::Existing(person),
            before: _,
            after: _,
        }
        | Change::AssignLevel {
            person,
            before: _,
            after: _,
        } if !adopted.contains(&person.id) && is_foreign_api_user(context, person.id) => {
            format!("the API user {person} is there already, and attune did not make it")
        }
        Change::CopyLevel { .. }
        | Change::EditLevel { .. }
        | Change::CreateApiUser { .. }
        | Change::RetireApiUser { .. }
        | Change::RotateSecret { .. }
        | Change::UpdateApiUser { .. }
        | Change::SetProtectedData { .. }
        | Change::AssignLevel { .. }
        | Change::AdoptLevel { .. }
        | Change::AdoptApiUser { .. }
        | Change::Check(_) => return None,
    };
    Some(Risk {
        kind: RiskKind::TakeOver,
        what,
    })
}

fn is_foreign_api_user(context: &Context<'_>, id: ResourceId) -> bool {
    !context.is_remembered(id)
        && !was_replaced(context, id)
        && context
            .resources
            .get(&id)
            .is_some_and(attune_model::Resource::is_api_user)
}

/// Whether an API user was attune's until another one took its place.
fn was_replaced(context: &Context<'_>, id: ResourceId) -> bool {
    let replaced = &context.observed.remembered.replaced;
    replaced.values().any(|users| users.contains(&id))
}
