//! The page `Protected Data Permission` (help: `ViewPermissionsProtectedUDFs.htm`).
//!
//! Nothing here or over REST looks at what it holds: its effect over REST is not established, and the simulated tenant
//! has no protected data.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::ResourceId;
use attune_model::catalogue::{LicenseType, ProtectedData};

use super::{Answer, Refusal, refuse};
use crate::tenant::{Tenant, license_of};

impl Tenant {
    /// Saves the page; a tick brings those with it that it implies.
    pub(crate) fn save_protected_data(
        &mut self,
        mut chosen: BTreeMap<ResourceId, BTreeSet<ProtectedData>>,
    ) -> Result<Answer, Refusal> {
        if let Some(unknown) = chosen.keys().find(|id| self.resource(**id).is_none()) {
            return refuse(format!("There is no resource {unknown}."));
        }
        for ticked in chosen.values_mut() {
            let implied: Vec<_> = ticked.iter().flat_map(|it| it.implies()).copied().collect();
            ticked.extend(implied);
        }
        self.protected_data.extend(chosen);
        Ok(Answer::Saved)
    }

    /// Shows the boxes of a resource.
    pub(super) fn read_protected_data(&self, user: ResourceId) -> Result<Answer, Refusal> {
        if self.resource(user).is_none() {
            return refuse(format!("There is no resource {user}."));
        }
        let boxes = self.protected_data_of(user);
        Ok(Answer::ProtectedData { boxes })
    }

    /// What the page shows for a resource. Administrators and API users begin with everything, people who may edit
    /// customer records with the unprotected part, others with seeing that. The page for developers says of API users
    /// that they begin with nothing; this follows the newer page.
    pub(crate) fn protected_data_of(&self, id: ResourceId) -> BTreeSet<ProtectedData> {
        if let Some(saved) = self.protected_data.get(&id) {
            return saved.clone();
        }
        let record = self.resource(id);
        let edits = record
            .and_then(|record| self.level_of(record))
            .is_some_and(|(_, level)| level.is_ticked("crm.objects.accounts.edit"));
        let widest = match record.map(license_of) {
            Some(LicenseType::Administrator | LicenseType::ApiUser) => ProtectedData::EditProtected,
            _ if edits => ProtectedData::EditUnprotected,
            _ => ProtectedData::ViewUnprotected,
        };
        widest.implies().iter().copied().chain([widest]).collect()
    }
}
