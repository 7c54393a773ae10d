//! What the planner looks at: inputs whose needed readings are complete, with a few look-ups.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::catalogue::{SystemLevel, system_level};
use attune_model::{
    Date, Desired, Handle, LevelId, LevelName, Observed, ObservedLevel, OwnershipWord, Person,
    Place, Problem, ProblemKind, Reading, Resource, ResourceFields, ResourceId, StepId,
};

use crate::accept::Accepted;
use crate::index::Index;
use crate::ownership::Owned;

pub(crate) struct Context<'a> {
    /// The manifest without what is accepted.
    pub(crate) desired: &'a Desired,
    /// The manifest as it is written.
    pub(crate) written: &'a Desired,
    pub(crate) accepted: Accepted,
    pub(crate) owned: Owned,
    pub(crate) observed: &'a Observed,
    /// The API users whose secret the command line wants replaced.
    pub(crate) rotate: &'a BTreeSet<Handle>,
    pub(crate) levels: &'a BTreeMap<LevelId, ObservedLevel>,
    pub(crate) resources: &'a BTreeMap<ResourceId, Resource>,
    pub(crate) fields: &'a ResourceFields,
    /// `None` where the list could not be read.
    pub(crate) vendors: Option<&'a BTreeSet<String>>,
    index: Index<'a>,
}

impl<'a> Context<'a> {
    /// Refuses to go on without the readings that every plan stands on.
    pub(crate) fn new(
        desired: &'a Desired,
        written: &'a Desired,
        accepted: Accepted,
        observed: &'a Observed,
        rotate: &'a BTreeSet<Handle>,
    ) -> Result<Self, Vec<Problem>> {
        match (&observed.levels, &observed.resources, &observed.fields) {
            (Reading::Read(levels), Reading::Read(resources), Reading::Read(fields)) => Ok(Self {
                desired,
                written,
                accepted,
                owned: Owned::new(&desired.ownership),
                observed,
                rotate,
                levels,
                resources,
                fields,
                vendors: match &observed.vendors {
                    // Whether the picklist names every vendor is not established; an empty one names none for sure.
                    Reading::Read(vendors) if !vendors.is_empty() => Some(vendors),
                    Reading::Read(_) | Reading::Failed(_) => None,
                },
                index: Index::new(desired, levels, resources, &observed.remembered),
            }),
            (levels, resources, fields) => {
                let failures = [
                    failure("the security levels", levels),
                    failure("the people and API users", resources),
                    failure("the fields of resources", fields),
                ];
                Err(failures.into_iter().flatten().collect())
            }
        }
    }

    /// Whether `last_day` was before the day of the look.
    pub(crate) fn is_over(&self, last_day: Option<Date>) -> bool {
        last_day.is_some_and(|day| day < self.observed.today)
    }

    /// The level of this name; where two have it, the one with the higher number.
    pub(crate) fn level_named(&self, name: &LevelName) -> Option<(LevelId, &'a ObservedLevel)> {
        let id = *self.index.levels.get(name)?.last()?;
        Some((id, self.levels.get(&id)?))
    }

    /// How many levels have this name.
    pub(crate) fn count_named(&self, name: &LevelName) -> usize {
        self.index.levels.get(name).map_or(0, Vec::len)
    }

    /// The block whose level has this name.
    pub(crate) fn block_named(&self, name: &LevelName) -> Option<&'a Handle> {
        self.index.blocks.get(name).copied()
    }

    /// Whether a level is API-only: as what it was copied from tells, else as its holders show. `None` where neither
    /// does.
    ///
    /// API users hold API-only levels and people never do (`API_User_Add_Edit.htm`).
    pub(crate) fn is_api_only(&self, id: LevelId) -> Option<bool> {
        if let Some(root) = self.root(id) {
            return Some(root.api_only);
        }
        let holder = self.index.holders.get(&id)?.first()?;
        self.resources.get(holder).map(Resource::is_api_user)
    }

    /// The system level that a level is, or was copied from as far as the ledger knows.
    pub(crate) fn root(&self, id: LevelId) -> Option<&'static SystemLevel> {
        let mut at = id;
        // A ledger that leads in a circle knows nothing; no way is longer than there are levels.
        for _ in self.levels {
            let level = self.levels.get(&at)?;
            if level.system {
                return system_level(&level.name);
            }
            at = if let Some(base) = self.index.copied.get(&at) {
                *base
            } else {
                let known = self.index.remembered.get(&at)?;
                self.level_named(known.copy_of.as_ref()?)?.0
            };
        }
        None
    }

    /// Whether the ledger knows an API user by a handle.
    pub(crate) fn is_remembered(&self, id: ResourceId) -> bool {
        self.index.users.contains(&id)
    }

    /// Whether the ledger knows a level, by a handle or as a rule's copy.
    pub(crate) fn is_attunes(&self, id: LevelId) -> bool {
        self.index.remembered.contains_key(&id) || self.index.copied.contains_key(&id)
    }

    /// Whether a step was begun in an earlier run and not finished.
    pub(crate) fn is_unfinished(&self, step: &StepId) -> bool {
        self.observed.remembered.unfinished.contains(step)
    }

    /// A level's name, also for a number that the list does not have.
    pub(crate) fn level_name(&self, id: LevelId) -> LevelName {
        self.levels.get(&id).map_or_else(
            || LevelName::new(&format!("(level {id})")),
            |level| level.name.clone(),
        )
    }

    /// The active people and API users who hold a level, by number.
    pub(crate) fn active_holders(
        &self,
        level: LevelId,
    ) -> impl Iterator<Item = (ResourceId, &'a Resource)> {
        let holders = self.index.holders.get(&level);
        self.those(holders).filter(|(_, resource)| resource.active)
    }

    /// The people with this e-mail address, whether active or not.
    pub(crate) fn people_at(
        &self,
        email: &str,
    ) -> impl Iterator<Item = (ResourceId, &'a Resource)> {
        self.those(self.index.people.get(&email.to_lowercase()))
    }

    /// The API users with this e-mail address, whether active or not.
    pub(crate) fn api_users_at(
        &self,
        email: &str,
    ) -> impl Iterator<Item = (ResourceId, &'a Resource)> {
        self.those(self.index.api_users.get(&email.to_lowercase()))
    }

    fn those(
        &self,
        ids: Option<&Vec<ResourceId>>,
    ) -> impl Iterator<Item = (ResourceId, &'a Resource)> {
        let resources = self.resources;
        ids.into_iter()
            .flatten()
            .filter_map(move |id| Some((*id, resources.get(id)?)))
    }

    /// The people whom blocks and rules may choose: all but API users and those whom the policy ignores.
    pub(crate) fn people(&self) -> impl Iterator<Item = (ResourceId, &'a Resource)> {
        self.resources
            .iter()
            .filter(|(_, resource)| !resource.is_api_user() && !self.is_ignored(resource))
            .map(|(id, resource)| (*id, resource))
    }

    /// Whether the policy ignores a person or API user.
    pub(crate) fn is_ignored(&self, resource: &Resource) -> bool {
        self.owned.resource(resource, OwnershipWord::Ignore)
    }
}

/// A resource as a plan names it.
pub(crate) fn person(id: ResourceId, resource: &Resource) -> Person {
    Person {
        id,
        name: resource.full_name(),
        email: resource.email.clone(),
    }
}

fn failure<T>(what: &str, reading: &Reading<T>) -> Option<Problem> {
    match reading {
        Reading::Read(_) => None,
        Reading::Failed(why) => Some(Problem {
            place: Place(String::new()),
            kind: ProblemKind::Unreadable,
            message: format!("{what} could not be read: {why}"),
            help: "Nothing is planned from a failed reading. Try again when the tenant answers."
                .to_owned(),
        }),
    }
}
