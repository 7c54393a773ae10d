//! A tenant that is there already, as a manifest.

mod api_user;
mod handle;
mod level;

use std::collections::{BTreeMap, BTreeSet};

use attune_model::catalogue::ProtectedData;
use attune_model::{CellId, CellValue, Handle, LevelId, LevelName, Resource, ResourceId, Tracking};

use crate::yaml::{Node, write};

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

/// Writes a manifest that the tenant fulfils: the same tenant gives the same text.
///
/// What a manifest cannot say, such as an API user without an e-mail address, becomes a comment at the end.
pub fn import(portrait: &Portrait) -> (String, Handles) {
    let mut handles = Handles::default();
    let mut root = Node::of_nothing();
    root.put(&["attune"], Node::of_word("1"));
    root.put(&["tenant"], Node::of_text(portrait.tenant.as_str()));
    let mut left_out = Vec::new();
    let mut names = handle::Names::default();
    for (id, level) in &portrait.levels {
        let handle = names.take(level.name.as_str(), "level");
        root.put(&["securityLevels", handle.as_str()], level::node(level));
        handles.levels.insert(*id, handle);
    }
    let mut names = handle::Names::default();
    for (id, user) in &portrait.api_users {
        match api_user::node(user, portrait, &handles) {
            Ok(node) => {
                let handle = names.take(&user.resource.full_name(), "api-user");
                root.put(&["apiUsers", handle.as_str()], node);
                handles.api_users.insert(*id, handle);
            }
            Err(why) => left_out.push(format!("{}: {why}", user.resource.full_name())),
        }
    }
    let mut text = write(&root);
    if !left_out.is_empty() {
        text.push_str("\n# Left out:\n");
        for line in left_out {
            let line: String = line.chars().filter(|c| !c.is_control()).collect();
            text.push_str("# - ");
            text.push_str(&line);
            text.push('\n');
        }
    }
    (text, handles)
}
