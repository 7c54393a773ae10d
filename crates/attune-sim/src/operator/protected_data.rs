//! The page `Protected Data Permission` (help: `ViewPermissionsProtectedUDFs.htm`).
//!
//! Nothing here or over REST looks at what it holds: the simulated tenant has no protected data.

use std::collections::BTreeMap;

use attune_model::ResourceId;
use attune_model::catalogue::LicenseType;

use super::{Answer, Refusal, refuse};
use crate::tenant::{Tenant, license_of};

/// How far a resource gets, least first: each choice on the page includes the lesser ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Protection {
    Nothing,
    ViewUnprotected,
    EditUnprotected,
    ViewProtected,
    EditProtected,
}

impl Protection {
    /// The columns, in the page's order.
    pub(crate) const COLUMNS: [(Self, &'static str); 4] = [
        (Self::EditProtected, "Edit Protected Data"),
        (Self::ViewProtected, "View Protected Data"),
        (Self::EditUnprotected, "Edit Unprotected Data"),
        (Self::ViewUnprotected, "View Unprotected Data"),
    ];
}

impl Tenant {
    /// Saves the page.
    pub(crate) fn save_protections(
        &mut self,
        chosen: BTreeMap<ResourceId, Protection>,
    ) -> Result<Answer, Refusal> {
        if let Some(unknown) = chosen.keys().find(|id| self.resource(**id).is_none()) {
            return refuse(format!("There is no resource {unknown}."));
        }
        self.protections.extend(chosen);
        Ok(Answer::Saved)
    }

    /// What the page shows for a resource. Administrators and API users begin with everything, people who may edit
    /// customer records with the unprotected part, others with seeing that. The page for developers says of API users
    /// that they begin with nothing; this follows the newer page.
    pub(crate) fn protection_of(&self, id: ResourceId) -> Protection {
        if let Some(saved) = self.protections.get(&id) {
            return *saved;
        }
        let record = self.resource(id);
        let edits = record
            .and_then(|record| self.level_of(record))
            .is_some_and(|(_, level)| level.is_ticked("crm.objects.accounts.edit"));
        match record.map(license_of) {
            Some(LicenseType::Administrator | LicenseType::ApiUser) => Protection::EditProtected,
            _ if edits => Protection::EditUnprotected,
            _ => Protection::ViewUnprotected,
        }
    }
}
