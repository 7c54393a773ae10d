//! The `Security` tab of a resource.

use attune_model::catalogue::LicenseType;
use attune_model::{LevelId, ResourceId};
use serde_json::json;

use super::{Answer, Refusal, refuse};
use crate::tenant::{Entity, Tenant, license_of};

impl Tenant {
    /// Gives a person or an API user another level; the licence type stays.
    pub(super) fn assign_level(
        &mut self,
        resource: ResourceId,
        level: LevelId,
    ) -> Result<Answer, Refusal> {
        let Some(record) = self.resource(resource) else {
            return refuse(format!("There is no resource {resource}."));
        };
        let held = self.level_of(record).map(|(id, _)| id);
        self.check_level(level, held, license_of(record))?;
        if let Some(record) = self.record_mut(Entity::Resources, resource.0) {
            record.insert("userType".to_owned(), json!(level));
        }
        Ok(Answer::Saved)
    }

    /// The levels in the list of a resource's page, or of the form for a new API user; by name.
    pub(crate) fn level_choices(&self, resource: Option<ResourceId>) -> Vec<LevelId> {
        let record = resource.and_then(|id| self.resource(id));
        let held = record
            .and_then(|record| self.level_of(record))
            .map(|(id, _)| id);
        let license = record.map_or(LicenseType::ApiUser, license_of);
        let mut listed: Vec<_> = self
            .levels
            .iter()
            .filter(|(id, _)| self.check_level(**id, held, license).is_ok())
            .collect();
        listed.sort_by_key(|(_, level)| level.name.as_str().to_lowercase());
        listed.into_iter().map(|(id, _)| *id).collect()
    }

    fn check_level(
        &self,
        id: LevelId,
        held: Option<LevelId>,
        license: LicenseType,
    ) -> Result<(), Refusal> {
        if license == LicenseType::ApiUser {
            self.check_level_for_api_user(id, held)
        } else {
            self.check_level_for_person(id, held, license)
        }
    }

    /// That the tab's list has the level: active ones of people, and the one held. Co-managing people take levels of
    /// their licence only, and only they take those (`security.md` 5).
    fn check_level_for_person(
        &self,
        id: LevelId,
        held: Option<LevelId>,
        license: LicenseType,
    ) -> Result<(), Refusal> {
        let level = self.known_level(id)?;
        let co_managed = |license| license == LicenseType::CoManagedHelpDesk;
        if level.api_only {
            refuse(format!("{} is for API users only.", level.name))
        } else if co_managed(level.license) != co_managed(license) {
            refuse(format!(
                "{} does not go with the licence {license}.",
                level.name
            ))
        } else if !level.active && held != Some(id) {
            refuse(format!("{} is not active.", level.name))
        } else {
            Ok(())
        }
    }
}
