//! What attune made or adopted, and no block stands for any more.
//!
//! `policy: {prune: true}` has it inactivated. Whatever the ledger does not say to be attune's is never meant.

mod lost;
mod said;
mod steps;

use std::collections::BTreeSet;

use attune_model::{LevelId, Note, OwnershipWord, Place, ProblemKind, ResourceId, Step};

use crate::api_users::ApiUsers;
use crate::context::{Context, person};
use crate::findings::Findings;
use crate::holders::Holders;
use crate::targets::Targets;
use crate::words::listed;
use lost::{lost_levels, lost_users};
use said::{left_behind, unmanaged};
use steps::{level_step, user_step};

/// What has lost its block.
#[derive(Default)]
pub(crate) struct Prune {
    pub(crate) steps: Vec<Step>,
    /// The levels that were spoken of.
    pub(crate) levels: BTreeSet<LevelId>,
    /// The API users that were spoken of.
    pub(crate) api_users: BTreeSet<ResourceId>,
}

/// Where the manifest asks for pruning.
pub(crate) fn place() -> Place {
    Place("policy".to_owned()).key("prune")
}

/// Inactivates what has lost its block, or says so where the manifest does not ask for that.
///
/// A level goes once nobody active holds it, after the `others` of the plan; else its holders are named.
pub(crate) fn prune(
    context: &Context<'_>,
    targets: &Targets,
    users: &ApiUsers,
    others: &[Step],
    findings: &mut Findings,
) -> Prune {
    let lost_users = lost_users(context, users);
    let lost_levels = lost_levels(context, targets);
    let mut prune = Prune {
        steps: Vec::new(),
        levels: lost_levels.iter().map(|lost| lost.id).collect(),
        api_users: lost_users.iter().map(|lost| lost.id).collect(),
    };
    findings
        .notes
        .extend(left_behind(context, &lost_users, users));
    if !context.desired.ownership.prune {
        findings.notes.extend(unmanaged(&lost_users, &lost_levels));
        return prune;
    }
    for lost in &lost_users {
        let who = person(lost.id, lost.resource);
        if context
            .owned
            .resource(lost.resource, OwnershipWord::Protect)
        {
            protected(&who.to_string(), findings);
        } else {
            prune.steps.push(user_step(context, lost));
        }
    }
    let holders = Holders::after(context, others.iter().chain(&prune.steps));
    for lost in lost_levels {
        let name = &lost.level.name;
        if !holders.is_unheld(lost.id) {
            findings.notes.push(Note::Unmanaged(format!(
                "No block stands for \"{name}\" any more, which is attune's. It stays active, because it is held by {}.",
                listed(holders.names(context, lost.id))
            )));
        } else if context.owned.level(name, OwnershipWord::Protect) {
            protected(&format!("\"{name}\""), findings);
        } else {
            let needs = holders.leaving(lost.id);
            prune.steps.push(level_step(lost, needs));
        }
    }
    prune
}

fn protected(what: &str, findings: &mut Findings) {
    findings.problem(
        &Place("policy".to_owned()),
        ProblemKind::Protected,
        format!(
            "{what} is protected, and would be inactivated, since no block stands for it any more"
        ),
        "Describe it in a block again, or take the protection away first.",
    );
}
