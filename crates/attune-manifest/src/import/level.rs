//! A level's block.

use std::collections::BTreeMap;

use attune_model::catalogue::{self, CellKind, CellSpec, system_level};
use attune_model::{CellId, CellValue, DesiredLevel};

use crate::import::{LevelContentPortrait, LevelPortrait};
use crate::yaml::Node;

/// The block: what is on, where somebody saw it. What the level was copied from is nowhere shown.
pub(super) fn node(level: &LevelPortrait) -> Node {
    let mut node = Node::of_nothing();
    node.put(&["name"], Node::of_text(level.name.as_str()));
    node.put(&["active"], flag(level.active));
    if let Some(content) = &level.content {
        node.put(&["apiOnly"], flag(content.api_only));
        fill(&mut node, content, &BTreeMap::new());
    }
    node
}

/// What the block says beyond what a recipe says of the level.
pub(super) fn addition(level: &LevelPortrait, recipe: &DesiredLevel) -> Node {
    let mut node = Node::of_nothing();
    if recipe.active.is_none() {
        node.put(&["active"], flag(level.active));
    }
    if let Some(content) = &level.content {
        if recipe.copy_of.as_ref().and_then(system_level).is_none() {
            node.put(&["apiOnly"], flag(content.api_only));
        }
        fill(&mut node, content, &recipe.cells);
    }
    node
}

/// Adds the cells that are not given already.
fn fill(node: &mut Node, content: &LevelContentPortrait, given: &BTreeMap<CellId, CellValue>) {
    let LevelContentPortrait { api_only, cells } = content;
    let shown = |spec: &CellSpec| spec.on.includes(*api_only);
    // `baseline: none` speaks of every cell that such levels have; it is right only where all of them were seen, and
    // none is on that cannot be said to be.
    let mut page = Page {
        cells,
        given,
        whole: false,
    };
    page.whole = catalogue::cells()
        .filter(|spec| shown(spec) && is_set(spec))
        .all(|spec| {
            let nothing = spec.kind.nothing();
            cells.get(&spec.id()).is_some_and(|value| {
                nothing.is_none_or(|nothing| nothing == *value) || !page.is_dormant(spec)
            })
        });
    // A recipe may have taken away all that is off itself.
    let is_off = |spec: &CellSpec| cells.get(&spec.id()) == spec.kind.nothing().as_ref();
    let takes_away = catalogue::cells()
        .filter(|spec| shown(spec) && is_set(spec) && !given.contains_key(&spec.id()))
        .any(|spec| is_off(spec) && !page.is_idle(spec));
    if page.whole && (given.is_empty() || takes_away) {
        node.put(&["baseline"], Node::of_text("none"));
    }
    for section in catalogue::sections() {
        if let Some(below) = page.below(section) {
            node.put(&[section], below);
        }
    }
    for (id, value) in cells {
        if let Some(labels) = id.labels()
            && !given.contains_key(id)
        {
            let path: Vec<&str> = ["extra", labels.section, labels.row]
                .into_iter()
                .chain(labels.column)
                .collect();
            node.put(&path, written(value));
        }
    }
}

/// What a level's page shows.
struct Page<'a> {
    cells: &'a BTreeMap<CellId, CellValue>,
    /// The cells of which nothing need be said: a recipe gives them.
    given: &'a BTreeMap<CellId, CellValue>,
    /// Whether `baseline: none` holds for the level, so that what is off need not be said.
    whole: bool,
}

impl Page<'_> {
    /// What is to be said of an address, in as few words as say all; nothing where there is nothing to say.
    fn below(&self, path: &str) -> Option<Node> {
        if let Some(spec) = catalogue::cell_at(path) {
            let value = self.cells.get(&spec.id())?;
            let said = is_set(spec) && !self.is_idle(spec) && !self.is_left(spec, value);
            return said.then(|| written(value));
        }
        let seen: Vec<(&CellSpec, &CellValue)> = catalogue::cells_below(path)
            .filter_map(|spec| Some((spec, self.cells.get(&spec.id())?)))
            .filter(|(spec, _)| is_set(spec) && !self.is_idle(spec))
            .collect();
        if seen.iter().all(|(spec, value)| self.is_left(spec, value)) {
            return None;
        }
        let is_full =
            |(spec, value): &(&CellSpec, &CellValue)| spec.kind.full().as_ref() == Some(*value);
        if self.whole && seen.len() > 1 && seen.iter().all(is_full) {
            return Some(Node::of_text("all"));
        }
        let is_row = catalogue::cells_below(path)
            .all(|spec| spec.column.is_some() && spec.kind == CellKind::CheckBox)
            && catalogue::children(path)
                .iter()
                .all(|name| catalogue::cell_at(&format!("{path}.{name}")).is_some());
        if is_row && seen.len() == catalogue::children(path).len() {
            let ticked = seen
                .iter()
                .filter(|(_, value)| **value == CellValue::Flag(true))
                .filter_map(|(spec, _)| spec.path.rsplit('.').next());
            return Some(Node::of_list(ticked.map(Node::of_text)));
        }
        let mut node = Node::of_nothing();
        for name in catalogue::children(path) {
            if let Some(child) = self.below(&format!("{path}.{name}")) {
                node.put(&[name], child);
            }
        }
        Some(node)
    }

    /// Whether a recipe or `baseline: none` says it already.
    fn is_left(&self, spec: &CellSpec, value: &CellValue) -> bool {
        self.given.contains_key(&spec.id())
            || self.whole && spec.kind.nothing().as_ref() == Some(value)
    }

    /// Whether it counts only together with a box that is off, and `baseline: none` takes it away all the same. What
    /// extends a limit is left alone where nothing is limited.
    fn is_dormant(&self, spec: &CellSpec) -> bool {
        let is_limit =
            |path| catalogue::cell_at(path).is_some_and(|spec| spec.kind == CellKind::LimitBox);
        self.is_idle(spec) && !spec.requires.is_some_and(is_limit)
    }

    /// Whether it counts only together with a box that is off.
    fn is_idle(&self, spec: &CellSpec) -> bool {
        spec.requires
            .and_then(|path| self.cells.get(&CellId::new(path)))
            .is_some_and(|value| *value == CellValue::Flag(false))
    }
}

/// Whether it can be set at all.
fn is_set(spec: &CellSpec) -> bool {
    !matches!(spec.kind, CellKind::SameAs(_) | CellKind::Choice([_]))
}

pub(super) fn written(value: &CellValue) -> Node {
    match value {
        CellValue::Flag(_) | CellValue::Number(_) => Node::of_word(&value.as_written()),
        CellValue::Scope(_) | CellValue::Word(_) => Node::of_text(&value.as_written()),
    }
}

pub(super) fn flag(value: bool) -> Node {
    Node::of_word(if value { "true" } else { "false" })
}
