//! What attune made or adopted, and no block stands for any more.
//!
//! `policy: {prune: true}` has it inactivated. Whatever the ledger does not say to be attune's is never meant.

use std::collections::BTreeSet;

use attune_model::{
    Change, Channel, Desired, Field, FieldChange, FieldState, FieldValue, Handle, LevelChoice,
    LevelId, LevelName, LevelRef, Note, ObservedLevel, OwnershipWord, Place, ProblemKind, Proof,
    Reason, Resource, ResourceId, RuleLevels, Step, StepId,
};

use crate::api_users::ApiUsers;
use crate::context::{Context, person};
use crate::findings::Findings;
use crate::holders::Holders;
use crate::targets::{Key, Targets};
use crate::words::listed;

/// What has lost its block.
#[derive(Default)]
pub(crate) struct Prune {
    pub(crate) steps: Vec<Step>,
    /// The levels that were spoken of.
    pub(crate) levels: BTreeSet<LevelId>,
    /// The API users that were spoken of.
    pub(crate) api_users: BTreeSet<ResourceId>,
}

struct LostUser<'a> {
    handle: &'a Handle,
    id: ResourceId,
    resource: &'a Resource,
}

struct LostLevel<'a> {
    step: StepId,
    handle: Option<&'a Handle>,
    id: LevelId,
    level: &'a ObservedLevel,
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

/// The active API users of the ledger for whom no block stands.
fn lost_users<'a>(context: &Context<'a>, users: &ApiUsers) -> Vec<LostUser<'a>> {
    let blocks = &context.written.api_users;
    let remembered = &context.observed.remembered.api_users;
    let by_handle = blocks.keys().filter_map(|handle| remembered.get(handle));
    let mut kept: BTreeSet<ResourceId> = by_handle.map(|known| known.id).collect();
    kept.extend(&users.managed);
    // Whom a block may mean by name: it may be accepted as a whole, or fit several.
    let names: BTreeSet<(String, &str, &str)> = blocks
        .values()
        .map(|user| {
            let email = user.email.to_lowercase();
            (email, user.first_name.as_str(), user.last_name.as_str())
        })
        .collect();
    let mut lost = Vec::new();
    for (handle, known) in remembered {
        let Some(resource) = context.resources.get(&known.id) else {
            continue;
        };
        let name = (
            resource.email.to_lowercase(),
            resource.first_name.as_str(),
            resource.last_name.as_str(),
        );
        if resource.active
            && resource.is_api_user()
            && !context.is_ignored(resource)
            && !names.contains(&name)
            && kept.insert(known.id)
        {
            lost.push(LostUser {
                handle,
                id: known.id,
                resource,
            });
        }
    }
    lost
}

/// The active levels of the ledger for which no block stands, and the copies that no rule needs.
fn lost_levels<'a>(context: &Context<'a>, targets: &Targets) -> Vec<LostLevel<'a>> {
    let blocks = &context.written.security_levels;
    let remembered = &context.observed.remembered;
    let by_handle = blocks
        .keys()
        .filter_map(|handle| remembered.levels.get(handle));
    let mut kept: BTreeSet<LevelId> = by_handle.map(|known| known.id).collect();
    let named = named(context.written);
    // Which copies a rule needs that is accepted, nobody knows.
    let are_rules_whole =
        context.written.impersonation.len() == context.desired.impersonation.len();
    let levels = remembered
        .levels
        .iter()
        .map(|(handle, known)| (Some(handle), known.id, handle.to_string()));
    let copies = remembered
        .copies
        .iter()
        .filter(|_| are_rules_whole)
        .map(|(base, copy)| (None, *copy, base.to_string()));
    let mut lost = Vec::new();
    for (handle, id, label) in levels.chain(copies) {
        let Some(level) = context.levels.get(&id) else {
            continue;
        };
        if level.active
            && !level.system
            && !named.contains(&level.name)
            && targets.get(&Key::Existing(id)).is_none()
            && !context.owned.level(&level.name, OwnershipWord::Ignore)
            && kept.insert(id)
        {
            let step = StepId(format!("prune/level/{label}"));
            lost.push(LostLevel {
                step,
                handle,
                id,
                level,
            });
        }
    }
    lost
}

/// The names of levels that the manifest uses; selectors only choose by what people hold.
fn named(written: &Desired) -> BTreeSet<&LevelName> {
    fn by_name(choice: &LevelChoice) -> Option<&LevelName> {
        match choice {
            LevelChoice::Named(name) => Some(name),
            LevelChoice::Block(_) => None,
        }
    }
    let blocks = written.security_levels.values().flat_map(|level| {
        [
            Some(&level.name),
            level.was.as_ref(),
            level.copy_of.as_ref(),
        ]
        .into_iter()
        .flatten()
    });
    let people = written.people.values().map(|block| &block.security_level);
    let users = written.api_users.values().map(|user| &user.security_level);
    let rules = written
        .impersonation
        .values()
        .flat_map(|rule| match &rule.levels {
            RuleLevels::Named(names) => names.as_slice(),
            RuleLevels::HeldBy(_) => &[],
        });
    blocks
        .chain(people.chain(users).filter_map(by_name))
        .chain(rules)
        .collect()
}

fn unmanaged(users: &[LostUser<'_>], levels: &[LostLevel<'_>]) -> Option<Note> {
    let users = users
        .iter()
        .map(|lost| format!("API user {}", person(lost.id, lost.resource)));
    let levels = levels.iter().map(|lost| format!("\"{}\"", lost.level.name));
    let names: Vec<String> = users.chain(levels).collect();
    (!names.is_empty()).then(|| {
        Note::Unmanaged(format!(
            "The ledger says that these are attune's, and no block or rule stands for them any more: {}. `policy: {{prune: true}}` would inactivate them.",
            names.join(", ")
        ))
    })
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

fn off() -> FieldChange {
    FieldChange {
        before: FieldState::Known(FieldValue::Flag(true)),
        after: FieldValue::Flag(false),
    }
}

fn user_step(context: &Context<'_>, lost: &LostUser<'_>) -> Step {
    Step {
        id: StepId(format!("prune/api-user/{}", lost.handle)),
        change: Change::UpdateApiUser {
            handle: lost.handle.clone(),
            user: person(lost.id, lost.resource),
            fields: [(Field::IsActive, off())].into(),
            tracking: None,
        },
        reason: Reason::Removed,
        channel: if context.fields.is_writable("isActive") {
            Channel::Rest
        } else {
            Channel::Operator
        },
        proof: Proof::RestFact,
        risks: Vec::new(),
        needs: BTreeSet::new(),
    }
}

fn level_step(lost: LostLevel<'_>, needs: BTreeSet<StepId>) -> Step {
    Step {
        id: lost.step,
        change: Change::EditLevel {
            handle: lost.handle.cloned(),
            level: LevelRef::Existing {
                id: lost.id,
                name: lost.level.name.clone(),
            },
            rename: None,
            active: Some(off()),
            cells: [].into(),
            holders: Vec::new(),
        },
        reason: Reason::Removed,
        channel: Channel::Operator,
        proof: Proof::ConsoleReread,
        risks: Vec::new(),
        needs,
    }
}
