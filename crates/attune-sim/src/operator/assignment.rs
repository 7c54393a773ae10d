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
        let license = license_of(record);
        if license == LicenseType::ApiUser {
            self.check_level_for_api_user(level, held)?;
        } else {
            self.check_level_for_person(level, held, license)?;
        }
        if let Some(record) = self.record_mut(Entity::Resources, resource.0) {
            record.insert("userType".to_owned(), json!(level));
        }
        Ok(Answer::Saved)
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
