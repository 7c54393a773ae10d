//! What the planner looks at: inputs whose needed readings are complete, with a few look-ups.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::catalogue::system_level;
use attune_model::{
    Desired, LevelId, LevelName, Observed, ObservedLevel, Person, Place, Problem, ProblemKind,
    Reading, Resource, ResourceFields, ResourceId, StepId,
};

pub(crate) struct Context<'a> {
    pub(crate) desired: &'a Desired,
    pub(crate) observed: &'a Observed,
    pub(crate) levels: &'a BTreeMap<LevelId, ObservedLevel>,
    pub(crate) resources: &'a BTreeMap<ResourceId, Resource>,
    pub(crate) fields: &'a ResourceFields,
    /// `None` where the list could not be read.
    pub(crate) vendors: Option<&'a BTreeSet<String>>,
    by_name: BTreeMap<&'a LevelName, LevelId>,
}

impl<'a> Context<'a> {
    /// Refuses to go on without the readings that every plan stands on.
    pub(crate) fn new(desired: &'a Desired, observed: &'a Observed) -> Result<Self, Vec<Problem>> {
        match (&observed.levels, &observed.resources, &observed.fields) {
            (Reading::Read(levels), Reading::Read(resources), Reading::Read(fields)) => Ok(Self {
                desired,
                observed,
                levels,
                resources,
                fields,
                vendors: match &observed.vendors {
                    // Whether the picklist names every vendor is not established; an empty one names none for sure.
                    Reading::Read(vendors) if !vendors.is_empty() => Some(vendors),
                    Reading::Read(_) | Reading::Failed(_) => None,
                },
                by_name: levels
                    .iter()
                    .map(|(id, level)| (&level.name, *id))
                    .collect(),
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

    /// The level of this name; where two have it, the one with the higher number.
    pub(crate) fn level_named(&self, name: &LevelName) -> Option<(LevelId, &'a ObservedLevel)> {
        let id = *self.by_name.get(name)?;
        Some((id, self.levels.get(&id)?))
    }

    /// How many levels have this name.
    pub(crate) fn count_named(&self, name: &LevelName) -> usize {
        self.levels
            .values()
            .filter(|level| level.name == *name)
            .count()
    }

    /// Whether a level is API-only: as the catalogue says, else as its holders show. `None` where neither tells.
    ///
    /// API users hold API-only levels and people never do (`API_User_Add_Edit.htm`).
    pub(crate) fn is_api_only(&self, id: LevelId) -> Option<bool> {
        let level = self.levels.get(&id)?;
        if let Some(known) = system_level(&level.name).filter(|_| level.system) {
            return Some(known.api_only);
        }
        self.resources
            .values()
            .find(|resource| resource.level == id)
            .map(Resource::is_api_user)
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
        self.resources
            .iter()
            .filter(move |(_, resource)| resource.level == level && resource.active)
            .map(|(id, resource)| (*id, resource))
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
