//! A level's block.

use std::collections::BTreeMap;

use attune_model::catalogue::{self, CellKind, CellSpec};
use attune_model::{CellId, CellValue};

use crate::import::{LevelContentPortrait, LevelPortrait};
use crate::yaml::Node;

/// The block: what is on, where somebody saw it. What the level was copied from is nowhere shown.
pub(super) fn node(level: &LevelPortrait) -> Node {
    let mut node = Node::of_nothing();
    node.put(&["name"], Node::of_text(level.name.as_str()));
    node.put(&["active"], flag(level.active));
    if let Some(content) = &level.content {
        fill(&mut node, content);
    }
    node
}

fn fill(node: &mut Node, content: &LevelContentPortrait) {
    let LevelContentPortrait { api_only, cells } = content;
    node.put(&["apiOnly"], flag(*api_only));
    // `baseline: none` speaks of every cell that such levels have; it is right only where all of them were seen.
    let whole = catalogue::cells()
        .filter(|spec| spec.on.includes(*api_only) && is_emptied(spec))
        .all(|spec| cells.contains_key(&spec.id()));
    if whole {
        node.put(&["baseline"], Node::of_text("none"));
    }
    let rows = rows_of_boxes(cells);
    for spec in catalogue::cells() {
        let Some(value) = cells.get(&spec.id()) else {
            continue;
        };
        let is_off = whole && is_emptied(spec) && spec.kind.nothing().as_ref() == Some(value);
        if is_off || !is_set(spec) || is_idle(spec, cells) {
            continue;
        }
        let path: Vec<&str> = spec.path.split('.').collect();
        match path.split_last() {
            // A list is the whole row, which says the same in less.
            Some((_, row)) if rows.contains_key(&row.join(".")) => {
                if let Some(boxes) = rows.get(&row.join(".")) {
                    let boxes = boxes.iter().map(|name| Node::of_text(name));
                    node.put(row, Node::of_list(boxes));
                }
            }
            _ => node.put(&path, written(value)),
        }
    }
    for (id, value) in cells {
        if let Some(labels) = id.labels() {
            let path: Vec<&str> = ["extra", labels.section, labels.row]
                .into_iter()
                .chain(labels.column)
                .collect();
            node.put(&path, written(value));
        }
    }
}

/// Whether `baseline: none` takes it away.
fn is_emptied(spec: &CellSpec) -> bool {
    spec.kind.nothing().is_some() && is_set(spec)
}

/// Whether it can be set at all.
fn is_set(spec: &CellSpec) -> bool {
    !matches!(spec.kind, CellKind::SameAs(_) | CellKind::Choice([_]))
}

/// Whether it counts only together with a box that is off.
fn is_idle(spec: &CellSpec, cells: &BTreeMap<CellId, CellValue>) -> bool {
    spec.requires
        .and_then(|path| cells.get(&CellId::new(path)))
        .is_some_and(|value| *value == CellValue::Flag(false))
}

/// The rows that consist of several boxes, with the names of those that are ticked.
fn rows_of_boxes(cells: &BTreeMap<CellId, CellValue>) -> BTreeMap<String, Vec<&'static str>> {
    let mut rows: BTreeMap<String, Option<Vec<&'static str>>> = BTreeMap::new();
    for spec in catalogue::cells() {
        let Some((row, name)) = spec.path.rsplit_once('.') else {
            continue;
        };
        let is_table = spec.column.is_some() && spec.kind == CellKind::CheckBox;
        let known = rows
            .entry(row.to_owned())
            .or_insert_with(|| Some(Vec::new()));
        match (cells.get(&spec.id()), is_table) {
            (Some(CellValue::Flag(true)), true) => {
                if let Some(ticked) = known {
                    ticked.push(name);
                }
            }
            (Some(_), true) => {}
            (Some(_) | None, _) => *known = None,
        }
    }
    rows.into_iter()
        .filter_map(|(row, ticked)| Some((row, ticked?)))
        .collect()
}

fn written(value: &CellValue) -> Node {
    match value {
        CellValue::Flag(_) | CellValue::Number(_) => Node::of_word(&value.as_written()),
        CellValue::Scope(_) | CellValue::Word(_) => Node::of_text(&value.as_written()),
    }
}

pub(super) fn flag(value: bool) -> Node {
    Node::of_word(if value { "true" } else { "false" })
}
