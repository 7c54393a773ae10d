//! An API user under audit.

use std::collections::BTreeMap;

use attune_model::catalogue::{
    CONTACT_IMPERSONATION, ProtectedData, RESOURCE_IMPERSONATION, cells_below,
};
use attune_model::{
    CellId, Date, LevelId, Observed, ObservedLevel, RememberedApiUser, Resource, ResourceId,
    Tracking,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Answer, HeldLevel, Level, Owner, Rights, Value};

/// An API user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ApiUser {
    /// The resource's number in this tenant.
    #[schemars(with = "i64")]
    pub id: ResourceId,
    /// First and last name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Whether it is active.
    pub active: bool,
    /// Whether attune itself signs in with it.
    pub is_own: bool,
    /// The level held.
    pub level: HeldLevel,
    /// `Integration Vendor`. REST never shows it: null where the ledger does not know it either, or there is a custom
    /// integration.
    pub integration_vendor: Option<String>,
    /// `Internal Integration Name`; null where that is not known, or there is a vendor.
    pub custom_integration: Option<String>,
    /// Whose it is.
    pub owner: Owner,
    /// The day on which attune delivered its credentials; null where it did not, or that is not known.
    #[schemars(with = "Option<String>")]
    pub delivered: Option<Date>,
    /// The boxes of `Protected Data Permission` that were ticked, in the words of a manifest; null where nobody set them.
    pub protected_data: Option<Vec<String>>,
    /// What it may do.
    pub rights: Rights,
    /// Whether it may act as people whose level allows that: the table of its level.
    pub people: Impersonation,
    /// Whether it may act as contacts.
    pub contacts: Impersonation,
}

/// An impersonation table of a level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Impersonation {
    /// Yes where a cell was seen to be on, no where all were seen to be off.
    pub may: Answer,
    /// The addresses of the cells that are on, in the order of the page.
    #[schemars(with = "Vec<String>")]
    pub on: Vec<CellId>,
    /// How many cells nobody saw.
    pub unseen: usize,
}

impl ApiUser {
    pub(crate) fn of(
        id: ResourceId,
        resource: &Resource,
        observed: &Observed,
        levels: Option<&BTreeMap<LevelId, ObservedLevel>>,
        level: Option<&Level>,
    ) -> Self {
        let remembered = observed.remembered.api_users.values();
        let remembered = remembered.into_iter().find(|user| user.id == id);
        let (integration_vendor, custom_integration) =
            match remembered.and_then(|user| user.tracking.as_ref()) {
                Some(Tracking::Vendor(vendor)) => (Some(vendor.clone()), None),
                Some(Tracking::Custom(name)) => (None, Some(name.clone())),
                None => (None, None),
            };
        Self {
            id,
            name: resource.full_name(),
            email: resource.email.clone(),
            active: resource.active,
            is_own: observed.caller == Some(id),
            level: HeldLevel::of(resource.level, levels),
            integration_vendor,
            custom_integration,
            owner: Owner::of_api_user(id, &observed.remembered),
            delivered: remembered.and_then(|user| user.delivered),
            protected_data: remembered.and_then(boxes),
            rights: Rights::of(observed, resource.level, level),
            people: Impersonation::of(RESOURCE_IMPERSONATION, level),
            contacts: Impersonation::of(CONTACT_IMPERSONATION, level),
        }
    }

    /// The API user as findings and reports name it.
    pub fn title(&self) -> String {
        format!("API user {} <{}>", self.name, self.email)
    }
}

fn boxes(user: &RememberedApiUser) -> Option<Vec<String>> {
    let ticked = user.protected_data.as_ref()?.iter();
    Some(
        ticked
            .map(|one: &ProtectedData| one.word().to_owned())
            .collect(),
    )
}

impl Impersonation {
    /// The table below an address, on a level.
    fn of(table: &str, level: Option<&Level>) -> Self {
        let mut on = Vec::new();
        let mut unseen = 0;
        for spec in cells_below(table) {
            let seen = level.and_then(|level| level.cells.get(&spec.id()));
            match seen.map(|cell| &cell.value) {
                Some(Value::Flag(true)) => on.push(spec.id()),
                Some(Value::Flag(false)) => {}
                Some(Value::Number(_) | Value::Word(_)) | None => unseen += 1,
            }
        }
        let may = match (on.is_empty(), unseen) {
            (false, _) => Answer::Yes,
            (true, 0) => Answer::No,
            (true, _) => Answer::Unknown,
        };
        Self { may, on, unseen }
    }
}
