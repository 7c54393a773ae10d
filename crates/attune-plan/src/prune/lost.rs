//! What of attune's has no block any more.

use std::collections::BTreeSet;

use attune_model::{
    Desired, Handle, LevelChoice, LevelId, LevelName, ObservedLevel, OwnershipWord, Resource,
    ResourceId, RuleLevels, StepId,
};

use crate::api_users::ApiUsers;
use crate::context::Context;
use crate::targets::{Key, Targets};

pub(super) struct LostUser<'a> {
    pub(super) handle: &'a Handle,
    pub(super) id: ResourceId,
    pub(super) resource: &'a Resource,
}

pub(super) struct LostLevel<'a> {
    pub(super) step: StepId,
    pub(super) handle: Option<&'a Handle>,
    pub(super) id: LevelId,
    pub(super) level: &'a ObservedLevel,
}

/// The active API users of the ledger for whom no block stands.
pub(super) fn lost_users<'a>(context: &Context<'a>, users: &ApiUsers) -> Vec<LostUser<'a>> {
    let blocks = &context.written.api_users;
    let remembered = &context.observed.remembered.api_users;
    let by_handle = blocks.keys().filter_map(|handle| remembered.get(handle));
    let mut kept: BTreeSet<ResourceId> = by_handle.map(|known| known.id).collect();
    kept.extend(&users.managed);
    // Whom a block may mean by name, one that is accepted as a whole or fits several included.
    let is_bound = |handle: &Handle| {
        let known = remembered.get(handle);
        known.is_some_and(|known| context.resources.contains_key(&known.id))
    };
    let names: BTreeSet<(String, &str, &str)> = blocks
        .iter()
        .filter(|(handle, _)| !is_bound(handle))
        .map(|(_, user)| {
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
pub(super) fn lost_levels<'a>(context: &Context<'a>, targets: &Targets) -> Vec<LostLevel<'a>> {
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
