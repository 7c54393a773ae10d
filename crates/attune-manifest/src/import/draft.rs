//! The manifest that is being written.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{Handle, LevelId, ResourceId};

use crate::import::comment::{comment, commented};
use crate::import::handle::Names;
use crate::import::recognise::{Agreement, Candidate, Integration};
use crate::import::seen::Seen;
use crate::import::{ApiUserPortrait, Handles, Portrait, api_user, level};
use crate::recipe::Recipe;
use crate::yaml::{Node, write};

pub(super) struct Draft<'a, 'r> {
    portrait: &'a Portrait,
    root: Node,
    names: Names,
    handles: Handles,
    integrations: BTreeMap<ResourceId, Integration<'r>>,
    /// The recipes that agree and cannot be used.
    like: BTreeMap<ResourceId, &'r Recipe>,
    /// Comments by section and handle.
    comments: BTreeMap<(&'static str, Handle), String>,
    left_out: Vec<String>,
}

impl<'a, 'r> Draft<'a, 'r> {
    pub(super) fn new(portrait: &'a Portrait) -> Self {
        let mut root = Node::of_nothing();
        root.put(&["attune"], Node::of_word("1"));
        root.put(&["tenant"], Node::of_text(portrait.tenant.as_str()));
        Self {
            portrait,
            root,
            names: Names::default(),
            handles: Handles::default(),
            integrations: BTreeMap::new(),
            like: BTreeMap::new(),
            comments: BTreeMap::new(),
            left_out: Vec::new(),
        }
    }

    /// Finds the recipes that API users and their levels come from, and writes the integrations.
    pub(super) fn recognise(&mut self, recipes: &'r [Recipe]) {
        let mut taken = BTreeSet::new();
        for (id, user) in &self.portrait.api_users {
            let held = user.resource.level;
            let level = self.portrait.levels.get(&held);
            let seen = Seen {
                user,
                // A level of two API users belongs to the integration of the first.
                level: level.filter(|_| !taken.contains(&held)),
            };
            match self.best(seen, recipes) {
                Some((handle, Agreement::Is(integration))) => {
                    self.root
                        .put(&["integrations", handle.as_str()], integration.node());
                    if integration.level.is_some() {
                        taken.insert(held);
                        self.handles.levels.insert(held, handle.clone());
                    }
                    self.names.integration(&handle);
                    self.handles.api_users.insert(*id, handle);
                    self.integrations.insert(*id, integration);
                }
                Some((_, Agreement::Like(recipe))) => {
                    self.like.insert(*id, recipe);
                }
                None => {}
            }
        }
    }

    /// The recipe that agrees best, with the handle of the integration: one that says all before one that says less,
    /// then the one that names most cells.
    fn best(&self, seen: Seen<'a>, recipes: &'r [Recipe]) -> Option<(Handle, Agreement<'r>)> {
        let agreements = recipes.iter().filter_map(|recipe| {
            let handle = self.names.next_integration(&recipe.name);
            let candidate = Candidate {
                recipe,
                handle: &handle,
                tenant: &self.portrait.tenant,
                seen,
            };
            let (agreement, cells) = candidate.agreement()?;
            let weight = (matches!(agreement, Agreement::Is(_)), cells);
            Some((weight, handle, agreement))
        });
        // Of several that are as good, the first by name.
        let best = agreements.reduce(|best, next| if next.0 > best.0 { next } else { best });
        best.map(|(_, handle, agreement)| (handle, agreement))
    }

    /// Writes what is to be said of every level.
    pub(super) fn write_levels(&mut self) {
        let added: BTreeMap<LevelId, &Node> = self
            .integrations
            .iter()
            .filter_map(|(id, integration)| {
                let user = self.portrait.api_users.get(id)?;
                Some((user.resource.level, integration.level.as_ref()?))
            })
            .collect();
        for (id, level) in &self.portrait.levels {
            let node = match added.get(id) {
                Some(node) => (*node).clone(),
                None => level::node(level),
            };
            let handle = self.handles.levels.entry(*id);
            let handle = handle.or_insert_with(|| self.names.level(level.name.as_str()));
            if !node.is_empty_map() {
                self.root.put(&["securityLevels", handle.as_str()], node);
            }
        }
    }

    /// Writes what is to be said of every API user.
    pub(super) fn write_api_users(&mut self) {
        for (id, user) in &self.portrait.api_users {
            if let Some(integration) = self.integrations.get(id)
                && let Some(handle) = self.handles.api_users.get(id)
            {
                if !integration.api_user.is_empty_map() {
                    let node = integration.api_user.clone();
                    self.root.put(&["apiUsers", handle.as_str()], node);
                }
            } else {
                self.write_api_user(*id, user);
            }
        }
    }

    fn write_api_user(&mut self, id: ResourceId, user: &ApiUserPortrait) {
        let level = self.handles.levels.get(&user.resource.level).cloned();
        match api_user::node(user, level.as_ref()) {
            Ok(node) => {
                let handle = self.names.api_user(&user.resource.full_name());
                self.root.put(&["apiUsers", handle.as_str()], node);
                if let Some(recipe) = self.like.get(&id) {
                    let said = format!("like recipe {0}: attune recipes show {0}", recipe.name);
                    if let Some(level) = level.filter(|_| recipe.makes_level()) {
                        let at = ("securityLevels", level);
                        self.comments.entry(at).or_insert_with(|| said.clone());
                    }
                    self.comments.insert(("apiUsers", handle.clone()), said);
                }
                self.handles.api_users.insert(id, handle);
            }
            Err(why) => {
                let name = user.resource.full_name();
                self.left_out.push(format!("{name}: {why}"));
            }
        }
    }

    /// The text, and the handles that the blocks got.
    pub(super) fn finish(self) -> (String, Handles) {
        let mut text = commented(write(&self.root), &self.comments);
        if !self.left_out.is_empty() {
            text.push_str("\n# Left out:\n");
            for line in self.left_out {
                text.push_str(&comment(&format!("- {line}")));
            }
        }
        (text, self.handles)
    }
}
