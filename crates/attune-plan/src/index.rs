//! Look-ups that would otherwise walk through a whole tenant for each of its things.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{
    Desired, Handle, LevelId, LevelName, ObservedLevel, Remembered, RememberedLevel, Resource,
    ResourceId,
};

/// What stands where; each list in the order of its map.
pub(crate) struct Index<'a> {
    /// The levels of each name.
    pub(crate) levels: BTreeMap<&'a LevelName, Vec<LevelId>>,
    /// Everyone on each level, active or not.
    pub(crate) holders: BTreeMap<LevelId, Vec<ResourceId>>,
    /// People by e-mail address in lower case.
    pub(crate) people: BTreeMap<String, Vec<ResourceId>>,
    /// API users by e-mail address in lower case.
    pub(crate) api_users: BTreeMap<String, Vec<ResourceId>>,
    /// Of copies that rules made: their system levels.
    pub(crate) copied: BTreeMap<LevelId, LevelId>,
    /// The levels that the ledger knows by handle.
    pub(crate) remembered: BTreeMap<LevelId, &'a RememberedLevel>,
    /// The API users that the ledger knows by handle.
    pub(crate) users: BTreeSet<ResourceId>,
    /// The first block whose level has this name.
    pub(crate) blocks: BTreeMap<&'a LevelName, &'a Handle>,
}

impl<'a> Index<'a> {
    pub(crate) fn new(
        desired: &'a Desired,
        levels: &'a BTreeMap<LevelId, ObservedLevel>,
        resources: &BTreeMap<ResourceId, Resource>,
        remembered: &'a Remembered,
    ) -> Self {
        let mut index = Self {
            levels: BTreeMap::new(),
            holders: BTreeMap::new(),
            people: BTreeMap::new(),
            api_users: BTreeMap::new(),
            copied: BTreeMap::new(),
            remembered: BTreeMap::new(),
            users: remembered
                .api_users
                .values()
                .map(|known| known.id)
                .collect(),
            blocks: BTreeMap::new(),
        };
        for (id, level) in levels {
            index.levels.entry(&level.name).or_default().push(*id);
        }
        for (id, resource) in resources {
            index.holders.entry(resource.level).or_default().push(*id);
            let by_email = if resource.is_api_user() {
                &mut index.api_users
            } else {
                &mut index.people
            };
            let email = resource.email.to_lowercase();
            by_email.entry(email).or_default().push(*id);
        }
        for (base, copy) in &remembered.copies {
            index.copied.entry(*copy).or_insert(*base);
        }
        for known in remembered.levels.values() {
            index.remembered.entry(known.id).or_insert(known);
        }
        for (handle, level) in &desired.security_levels {
            index.blocks.entry(&level.name).or_insert(handle);
        }
        index
    }
}
