//! A tenant that is there already, as a manifest.

mod api_user;
mod comment;
mod draft;
mod handle;
mod leaves;
mod level;
mod recognise;
mod seen;
mod values;

use std::collections::{BTreeMap, BTreeSet};

use attune_model::catalogue::ProtectedData;
use attune_model::{
    CellId, CellValue, Field, FieldValue, Handle, LevelId, LevelName, Resource, ResourceId,
    Tracking,
};

use crate::recipe::Library;

/// What is to be written down. What nobody could see is left out of the manifest, and so is not managed.
#[derive(Clone, Debug)]
pub struct Portrait {
    /// The tenant's name in the manifest.
    pub tenant: Handle,
    /// Custom levels.
    pub levels: BTreeMap<LevelId, LevelPortrait>,
    /// API users.
    pub api_users: BTreeMap<ResourceId, ApiUserPortrait>,
}

/// A custom level.
#[derive(Clone, Debug)]
pub struct LevelPortrait {
    /// Its name.
    pub name: LevelName,
    /// Whether it is active.
    pub active: bool,
    /// What its page shows, where somebody opened it.
    pub content: Option<LevelContentPortrait>,
}

/// What a level's page shows.
#[derive(Clone, Debug)]
pub struct LevelContentPortrait {
    /// Whether it is API-only.
    pub api_only: bool,
    /// Every cell.
    pub cells: BTreeMap<CellId, CellValue>,
}

/// An API user.
#[derive(Clone, Debug)]
pub struct ApiUserPortrait {
    /// What REST shows.
    pub resource: Resource,
    /// The name of its level.
    pub level: LevelName,
    /// The name of its internal location.
    pub location: Option<String>,
    /// What its form shows, where somebody opened it.
    pub tracking: Option<Tracking>,
    /// The fields of its form, where somebody opened it. They tell recipes apart and are not written down.
    pub form: BTreeMap<Field, FieldValue>,
    /// The boxes of the page `Protected Data Permission`, where somebody opened it.
    pub protected_data: Option<BTreeSet<ProtectedData>>,
}

/// The handles that the blocks got.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Handles {
    /// Of levels.
    pub levels: BTreeMap<LevelId, Handle>,
    /// Of API users.
    pub api_users: BTreeMap<ResourceId, Handle>,
}

/// Writes a manifest that the tenant fulfils: the same tenant and the same recipes give the same text.
///
/// An API user and its level that are what a recipe says become an integration with that recipe; what else was seen
/// of them stands beside it. Where a recipe agrees but needs what nobody can see, a comment names it. What a manifest
/// cannot say, such as an API user without an e-mail address, becomes a comment at the end.
pub fn import(portrait: &Portrait, library: &mut Library<'_>) -> (String, Handles) {
    let recipes = library.all();
    let mut draft = draft::Draft::new(portrait);
    draft.recognise(&recipes);
    draft.write_levels();
    draft.write_api_users();
    draft.finish()
}
