//! Which recipe an API user and its level come from.
//!
//! What stands in the place of a parameter is taken from what was seen there. Then the recipe is expanded as any other,
//! and must say nothing that was not seen so: what cannot be expanded to the same is not recognised.

use std::collections::BTreeMap;

use attune_model::{Desired, DesiredApiUser, DesiredLevel, Handle, Ownership};

use crate::import::leaves::leaves;
use crate::import::seen::Seen;
use crate::import::{api_user, level};
use crate::layers::merge;
use crate::recipe::{Parameter, ParameterType, Recipe, alone, desired};
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
    level: Option<DesiredLevel>,
    /// Whether it is about nothing else.
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
        let values = self.values()?;
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

    /// What was seen where parameters stand; `None` where the recipe names another product, or none.
    fn values(&self) -> Option<BTreeMap<&'r str, Node>> {
        let mut values = BTreeMap::new();
        let mut is_other = false;
        let (mut names, mut vendors) = (0_u8, 0_u8);
        leaves(&self.recipe.manifest, &mut |path, text| {
            let seen = self.seen.at(path);
            let named = match path {
                ["apiUsers", "<handle>", "firstName" | "lastName"] => Some(&mut names),
                [
                    "apiUsers",
                    "<handle>",
                    "integrationVendor" | "customIntegration",
                ] => Some(&mut vendors),
                _ => None,
            };
            let parameter = alone(text);
            let says = match parameter {
                Some(name) => self.default(name),
                None => Some(text),
            };
            if let Some(number) = named {
                let is_same = says.is_some() && says == seen.as_ref().and_then(Node::text);
                *number += u8::from(is_same);
                is_other |= parameter.is_none() && !is_same;
            }
            if let (Some(name), Some(seen)) = (parameter, seen) {
                values.entry(name).or_insert(seen);
            }
        });
        for adds in self
            .recipe
            .parameters
            .iter()
            .filter_map(|it| it.adds.as_ref())
        {
            leaves(adds, &mut |path, text| {
                if let (Some(name), Some(seen)) = (alone(text), self.seen.at(path)) {
                    values.entry(name).or_insert(seen);
                }
            });
        }
        // A recipe that leaves vendor and name to its user would fit every API user.
        (!is_other && (vendors == 1 || names == 2)).then_some(values)
    }

    /// The text that a parameter is unless it is given.
    fn default(&self, name: &str) -> Option<&'r str> {
        let mut parameters = self.recipe.parameters.iter();
        let parameter = parameters.find(|parameter| parameter.name == name)?;
        parameter.default.as_ref()?.text()
    }

    /// What the recipe says with these parameters, where all of it was seen so.
    fn said(&self, with: &BTreeMap<&str, Node>) -> Option<Said> {
        let tenant = self.tenant.as_str();
        let blocks = self.recipe.blocks(self.handle, tenant, with)?;
        let (level, alone) = self.agrees(desired(&blocks, tenant)?)?;
        Some(Said {
            blocks,
            level,
            alone,
        })
    }

    /// The level, and whether nothing else is said than it and the API user, where both were seen so.
    fn agrees(&self, desired: Desired) -> Option<(Option<DesiredLevel>, bool)> {
        let Desired {
            tenant: _,
            mut security_levels,
            impersonation,
            people,
            mut api_users,
            checks,
            accept,
            ownership,
        } = desired;
        let user: DesiredApiUser = api_users.remove(self.handle)?;
        let level = security_levels.remove(self.handle);
        let fits = security_levels.is_empty()
            && api_users.is_empty()
            && self
                .seen
                .has_user(&user, level.as_ref().map(|_| self.handle))
            && level
                .as_ref()
                .is_none_or(|level| self.seen.has_level(level));
        let alone = impersonation.is_empty()
            && people.is_empty()
            && checks.is_empty()
            && accept.is_empty()
            && ownership == Ownership::default();
        fits.then_some((level, alone))
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
        let whole = desired(&merge(said.blocks.clone(), &own), self.tenant.as_str())?;
        let (whole, _) = self.agrees(whole)?;
        if !self.has_all(whole.as_ref()) {
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
        let mut plain = Node::of_nothing();
        plain.put(&["securityLevels", self.handle.as_str()], level::node(seen));
        let plain = desired(&plain, self.tenant.as_str());
        let plain = plain.and_then(|mut plain| plain.security_levels.remove(self.handle));
        plain.is_some_and(|plain| {
            let mut cells = plain.cells.keys();
            cells.all(|id| whole.cells.contains_key(id))
        })
    }
}

/// The value that a parameter is to be given; none where it is not known, or is what it would be without.
fn value(parameter: &Parameter, values: &BTreeMap<&str, Node>) -> Option<Node> {
    let seen = values.get(parameter.name.as_str()).cloned();
    let value = match parameter.kind {
        ParameterType::Flag if parameter.adds.is_some() => Some(Node::of_word("true")),
        _ => seen,
    };
    value.filter(|value| {
        let default = parameter.default.as_ref();
        default.is_none_or(|default| !default.says_same(value))
    })
}
