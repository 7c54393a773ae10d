//! Which recipe an API user and its level come from.
//!
//! What stands in the place of a parameter is taken from what was seen there. Then the recipe is expanded as any other,
//! and must say nothing that was not seen so: what cannot be expanded to the same is not recognised.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{CellId, Desired, DesiredApiUser, DesiredLevel, Handle, Ownership, Place};

use crate::import::seen::Seen;
use crate::import::values::{value, values};
use crate::import::{api_user, level};
use crate::layers::merge;
use crate::recipe::{Recipe, desired};
use crate::yaml::{Node, Value};

/// How far a recipe agrees with what was seen.
pub(super) enum Agreement<'r> {
    /// It says nothing else.
    Is(Integration<'r>),
    /// What it says of the API user and the level was seen so; what else it says or needs shows nowhere.
    Like(&'r Recipe),
}

/// A recipe that was recognised.
pub(super) struct Integration<'r> {
    pub(super) recipe: &'r Recipe,
    /// The parameters that are given.
    pub(super) with: BTreeMap<&'r str, Node>,
    /// The gaps that nothing fills.
    pub(super) leave: Vec<&'r str>,
    /// What was seen of the level and the recipe does not say; `None` where it makes no level.
    pub(super) level: Option<Node>,
    /// What was seen of the API user and the recipe does not say.
    pub(super) api_user: Node,
}

/// A recipe and the integration that it would be.
pub(super) struct Candidate<'a, 'r> {
    pub(super) recipe: &'r Recipe,
    pub(super) handle: &'a Handle,
    pub(super) tenant: &'a Handle,
    pub(super) seen: Seen<'a>,
}

/// What a recipe comes to, all of it seen where it is about the API user and its level.
struct Said {
    blocks: Node,
    /// The level, without what the guide leaves open and was seen otherwise.
    level: Option<DesiredLevel>,
    /// Whether nothing else is said.
    alone: bool,
}

/// Blocks of an API user and its level.
struct Parts {
    level: Option<DesiredLevel>,
    api_user: DesiredApiUser,
    /// Whether nothing else is said.
    alone: bool,
}

impl Integration<'_> {
    /// The block under `integrations`.
    pub(super) fn node(&self) -> Node {
        let mut node = Node::of_nothing();
        node.put(&["recipe"], Node::of_text(&self.recipe.name));
        for (name, value) in &self.with {
            node.put(&["with", name], value.clone());
        }
        if !self.leave.is_empty() {
            let gaps = self.leave.iter().copied();
            node.put(&["leave"], Node::of_list(gaps.map(Node::of_text)));
        }
        node
    }
}

impl<'r> Candidate<'_, 'r> {
    /// How far the recipe agrees, with the number of cells that it names.
    pub(super) fn agreement(&self) -> Option<(Agreement<'r>, usize)> {
        let values = values(self.recipe, self.seen)?;
        let mut with = BTreeMap::new();
        let mut is_known = true;
        for parameter in &self.recipe.parameters {
            let name = parameter.name.as_str();
            let needed = !parameter.optional;
            match value(parameter, &values) {
                Some(value) if needed || parameter.adds.is_none() => {
                    with.insert(name, value);
                }
                None if needed => {
                    is_known = false;
                    with.insert(name, parameter.example()?);
                }
                Some(_) | None => {}
            }
        }
        let mut said = self.said(&with)?;
        for parameter in &self.recipe.parameters {
            // What is optional and adds something is given where all that it adds was seen.
            let name = parameter.name.as_str();
            if let (Some(_), true) = (&parameter.adds, parameter.optional)
                && let Some(value) = value(parameter, &values)
            {
                let mut more = with.clone();
                more.insert(name, value);
                if let Some(added) = self.said(&more).filter(|added| added.alone == said.alone) {
                    (with, said) = (more, added);
                }
            }
        }
        let cells = said.level.as_ref().map_or(0, |level| level.cells.len());
        let whole = (is_known && said.alone)
            .then(|| self.integration(with, &said))
            .flatten();
        let agreement = whole.map_or(Agreement::Like(self.recipe), Agreement::Is);
        Some((agreement, cells))
    }

    /// What the recipe says with these parameters, where all of it was seen so.
    fn said(&self, with: &BTreeMap<&str, Node>) -> Option<Said> {
        let blocks = self
            .recipe
            .blocks(self.handle, self.tenant.as_str(), with)?;
        let mut parts = self.parts(&blocks)?;
        if let Some(level) = &mut parts.level {
            let named = self.named(&blocks);
            // What the guide leaves open may be other than what the rest of the level is.
            level.cells.retain(|id, value| {
                named.contains(id) || !self.is_open(id) || self.seen.has_cell(id, value)
            });
        }
        self.agrees(&parts).then_some(Said {
            blocks,
            level: parts.level,
            alone: parts.alone,
        })
    }

    /// What blocks come to; `None` where they are not valid, or are more than an API user and its level.
    fn parts(&self, blocks: &Node) -> Option<Parts> {
        let Desired {
            tenant: _,
            mut security_levels,
            impersonation,
            people,
            mut api_users,
            checks,
            accept,
            ownership,
        } = desired(blocks, self.tenant.as_str())?;
        let parts = Parts {
            level: security_levels.remove(self.handle),
            api_user: api_users.remove(self.handle)?,
            alone: impersonation.is_empty()
                && people.is_empty()
                && checks.is_empty()
                && accept.is_empty()
                && ownership == Ownership::default(),
        };
        (security_levels.is_empty() && api_users.is_empty()).then_some(parts)
    }

    /// Whether all that is said of the level and the API user was seen so.
    fn agrees(&self, parts: &Parts) -> bool {
        let level = parts.level.as_ref();
        self.seen
            .has_user(&parts.api_user, level.map(|_| self.handle))
            && level.is_none_or(|level| self.seen.has_level(level))
    }

    /// The cells that the recipe names, rather than takes away with all others.
    fn named(&self, blocks: &Node) -> BTreeSet<CellId> {
        let handle = self.handle.as_str();
        let levels = blocks.entry("securityLevels").map(|entry| &entry.value);
        let Some(mut level) = levels
            .and_then(|levels| levels.entry(handle))
            .map(|entry| entry.value.clone())
        else {
            return BTreeSet::new();
        };
        if let Value::Map(entries) = &mut level.value {
            entries.retain(|entry| &*entry.key.text != "baseline");
        }
        self.level(level)
            .map(|level| level.cells.into_keys().collect())
            .unwrap_or_default()
    }

    /// Whether the guide leaves a cell open.
    fn is_open(&self, id: &CellId) -> bool {
        let place = Place("securityLevels".to_owned()).key(self.handle).key(id);
        let mut gaps = self.recipe.gaps.iter();
        gaps.any(|gap| gap.is_about(self.handle, &place))
    }

    /// What a level's block comes to by itself.
    fn level(&self, block: Node) -> Option<DesiredLevel> {
        let mut blocks = Node::of_nothing();
        blocks.put(&["securityLevels", self.handle.as_str()], block);
        let mut desired = desired(&blocks, self.tenant.as_str())?;
        desired.security_levels.remove(self.handle)
    }

    /// The integration with all that was seen and that the recipe does not say; `None` where the two do not go together.
    fn integration(&self, with: BTreeMap<&'r str, Node>, said: &Said) -> Option<Integration<'r>> {
        let handle = self.handle.as_str();
        let level = said
            .level
            .as_ref()
            .and_then(|says| Some(level::addition(self.seen.level?, says)));
        let said_of_user = said.blocks.entry("apiUsers")?.value.entry(handle)?;
        let mut api_user = api_user::node(self.seen.user, None).ok()?;
        if let Value::Map(entries) = &mut api_user.value {
            entries.retain(|entry| said_of_user.value.entry(&entry.key.text).is_none());
        }
        let mut own = Node::of_nothing();
        if let Some(level) = level.as_ref().filter(|level| !level.is_empty_map()) {
            own.put(&["securityLevels", handle], level.clone());
        }
        if !api_user.is_empty_map() {
            own.put(&["apiUsers", handle], api_user.clone());
        }
        let whole = self.parts(&merge(said.blocks.clone(), &own))?;
        if !self.agrees(&whole) || !self.has_all(whole.level.as_ref()) {
            return None;
        }
        let gaps = self.recipe.gaps.iter();
        let leave = gaps
            .filter(|gap| !gap.is_filled(self.handle, &own))
            .map(|gap| gap.name.as_str());
        Some(Integration {
            recipe: self.recipe,
            with,
            leave: leave.collect(),
            level,
            api_user,
        })
    }

    /// Whether a level, where there is one, manages every cell that a block without recipe would.
    fn has_all(&self, whole: Option<&DesiredLevel>) -> bool {
        let (Some(whole), Some(seen)) = (whole, self.seen.level) else {
            return true;
        };
        let plain = self.level(level::node(seen));
        plain.is_some_and(|plain| {
            let mut cells = plain.cells.keys();
            cells.all(|id| whole.cells.contains_key(id))
        })
    }
}
