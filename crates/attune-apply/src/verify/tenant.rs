//! Which things of the tenant the blocks of a manifest stand for.

use std::collections::BTreeMap;

use attune_model::{
    Date, Desired, DesiredApiUser, Handle, LevelChoice, LevelId, LevelName, Observed,
    ObservedLevel, Reading, Remembered, Resource, ResourceId, Unread,
};

/// What is wanted beside what was seen and what is remembered.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tenant<'a> {
    pub(super) desired: &'a Desired,
    pub(super) observed: &'a Observed,
    pub(super) remembered: &'a Remembered,
}

impl<'a> Tenant<'a> {
    pub(super) fn levels(self) -> Result<&'a BTreeMap<LevelId, ObservedLevel>, &'a Unread> {
        read(&self.observed.levels)
    }

    pub(super) fn resources(self) -> Result<&'a BTreeMap<ResourceId, Resource>, &'a Unread> {
        read(&self.observed.resources)
    }

    /// Whether a last day is over.
    pub(super) fn is_over(self, expires: Option<Date>) -> bool {
        expires.is_some_and(|day| day < self.observed.today)
    }

    /// The level that a block stands for: by the ledger, else by its name.
    pub(super) fn level_of(self, handle: &Handle) -> Option<LevelId> {
        let levels = self.levels().ok()?;
        let known = self.remembered.levels.get(handle).map(|known| known.id);
        known.filter(|id| levels.contains_key(id)).or_else(|| {
            let block = self.desired.security_levels.get(handle)?;
            self.named(&block.name)
        })
    }

    /// The only level with this name.
    pub(super) fn named(self, name: &LevelName) -> Option<LevelId> {
        let mut named = self
            .levels()
            .ok()?
            .iter()
            .filter(|(_, level)| level.name == *name)
            .map(|(id, _)| *id);
        let first = named.next();
        first.filter(|_| named.next().is_none())
    }

    /// The level that a choice means.
    pub(super) fn chosen(self, choice: &LevelChoice) -> Option<LevelId> {
        match choice {
            LevelChoice::Block(handle) => self.level_of(handle),
            LevelChoice::Named(name) => self.named(name),
        }
    }

    /// The name of a choice in a sentence.
    pub(super) fn name_of(self, choice: &'a LevelChoice) -> &'a str {
        match choice {
            LevelChoice::Block(handle) => self
                .desired
                .security_levels
                .get(handle)
                .map_or(handle.as_str(), |level| level.name.as_str()),
            LevelChoice::Named(name) => name.as_str(),
        }
    }

    /// The name of a level.
    pub(super) fn level_name(self, id: LevelId) -> String {
        let level = self.levels().ok().and_then(|levels| levels.get(&id));
        level.map_or_else(|| format!("level {id}"), |level| level.name.to_string())
    }

    /// The API user that a block stands for: by the ledger, else the only one with its name and address.
    pub(super) fn user_of(
        self,
        handle: &Handle,
        user: &DesiredApiUser,
    ) -> Option<(ResourceId, &'a Resource)> {
        let resources = self.resources().ok()?;
        let known = self.remembered.api_users.get(handle);
        let remembered = known.and_then(|known| resources.get_key_value(&known.id));
        let found = remembered.or_else(|| {
            let mut like = resources.iter().filter(|(_, resource)| {
                resource.is_api_user()
                    && resource.email.eq_ignore_ascii_case(&user.email)
                    && resource.first_name == user.first_name
                    && resource.last_name == user.last_name
            });
            let first = like.next();
            first.filter(|_| like.next().is_none())
        });
        found.map(|(id, resource)| (*id, resource))
    }

    /// The active people who hold a level.
    pub(super) fn active_people(
        self,
        level: LevelId,
    ) -> impl Iterator<Item = (ResourceId, &'a Resource)> {
        self.resources()
            .into_iter()
            .flatten()
            .filter(move |(_, person)| {
                person.active && !person.is_api_user() && person.level == level
            })
            .map(|(id, person)| (*id, person))
    }
}

fn read<T>(reading: &Reading<T>) -> Result<&T, &Unread> {
    match reading {
        Reading::Read(value) => Ok(value),
        Reading::Failed(why) => Err(why),
    }
}
