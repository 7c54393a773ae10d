//! Visits to the level editor.

use std::collections::BTreeMap;

use attune_model::catalogue::{CAN_LOGIN, system_level};
use attune_model::{CellChange, CellId, CellValue, FieldChange, LevelName, LevelRef};

use super::label;
use super::text::Text;
use super::visit::{Row, Visit};
use super::wording::Wording;
use crate::locators::PageKind;

const COPIED: &str = "as copied";

/// Copies a level and names the copy.
pub(super) fn copy(
    base: &LevelRef,
    name: &LevelName,
    active: bool,
    cells: &BTreeMap<CellId, CellChange>,
    wording: &Wording,
) -> Visit {
    let active_now = Text::strong(label::ticked(active));
    let mut rows = vec![
        Row::new(name_of(wording), "Copy (1) of ...", strong(name)),
        Row::new(active_of(wording), COPIED, active_now),
    ];
    rows.extend(cell_rows(cells, wording));
    let mut limits = limits(cells);
    if system_level(base.name()).is_some_and(|level| level.api_only) {
        limits.push("A tenant has at most 50 custom API-only levels.".into());
    }
    Visit {
        actions: vec![
            Text::from("In the menu of ").and(label::level(base)).and(format!(
                ", choose {}. The copy exists at once, under a name like Copy (1) of it; if one was left from an earlier \
                 attempt, use that one.",
                wording.say("Copy Security Level")
            )),
            "In the copy, set these values and leave all others as they are, then save.".into(),
            reopen(),
        ],
        rows,
        limits,
        checks: vec![
            Text::from("REST lists a level named ")
                .and(strong(name))
                .and(format!(", {}.", activity(active))),
            cells_are_not_shown(),
        ],
        ..Visit::to(PageKind::SecurityLevels, None, wording)
    }
}

/// Edits a custom level.
pub(super) fn edit(
    level: &LevelRef,
    rename: Option<&LevelName>,
    active: Option<&FieldChange>,
    cells: &BTreeMap<CellId, CellChange>,
    holders: usize,
    wording: &Wording,
) -> Visit {
    let mut rows = Vec::new();
    let mut checks = Vec::new();
    if let Some(name) = rename {
        rows.push(Row::new(
            name_of(wording),
            level.name().as_str(),
            strong(name),
        ));
        checks.push(
            Text::from("REST lists the level as ")
                .and(strong(name))
                .and("."),
        );
    }
    if let Some(FieldChange { before, after }) = active {
        let after = Text::strong(label::field_value(after));
        rows.push(Row::new(
            active_of(wording),
            label::field_state(before),
            after,
        ));
        checks.push("REST reports whether the level is active.".into());
    }
    rows.extend(cell_rows(cells, wording));
    if !cells.is_empty() {
        checks.push(cells_are_not_shown());
    }
    let mut limits = limits(cells);
    limits.push("A level that came with the product opens read-only.".into());
    Visit {
        actions: vec![
            Text::from("Open ").and(label::level(level)).and(format!(
                " for editing. People and API users that hold it, all affected: {holders}."
            )),
            "Set these values and leave all others as they are, then save.".into(),
            reopen(),
        ],
        rows,
        limits,
        checks,
        ..Visit::to(PageKind::SecurityLevels, None, wording)
    }
}

fn name_of(wording: &Wording) -> String {
    wording.path(["General Information", "Name"])
}

fn active_of(wording: &Wording) -> String {
    wording.path(["General Information", "Active"])
}

fn cell_rows(cells: &BTreeMap<CellId, CellChange>, wording: &Wording) -> Vec<Row> {
    let mut ordered: Vec<_> = cells.iter().collect();
    ordered.sort_by_key(|(id, _)| label::position(id));
    ordered
        .into_iter()
        .map(|(id, change)| label::cell_row(id, change, wording))
        .collect()
}

fn limits(cells: &BTreeMap<CellId, CellChange>) -> Vec<Text> {
    let mut limits = Vec::new();
    if !cells.is_empty() {
        limits.push(
            "What the level that it was once copied from cannot do, it cannot be given.".into(),
        );
        limits.push("Some boxes, such as the view of internal costs, can only be ticked by someone who has them.".into());
    }
    if cells.keys().any(|id| id.labels().is_some()) {
        limits.push(
            "Rows that attune does not know stand here by their labels: where the page shows none of that label, leave them out and \
             take them out of the manifest."
                .into(),
        );
    }
    match cells.get(&CellId::new(CAN_LOGIN)).map(|change| &change.after) {
        Some(CellValue::Flag(false)) => limits.push(
            "Can login to Web Services API cannot be ticked again once it was saved without its tick.".into(),
        ),
        Some(CellValue::Flag(true)) => limits.push(
            "Can login to Web Services API cannot be ticked where it was ever saved without its tick.".into(),
        ),
        Some(CellValue::Number(_) | CellValue::Scope(_) | CellValue::Word(_)) | None => {}
    }
    limits
}

fn reopen() -> Text {
    "Open it again and compare it with the table: a save can leave something out without a word."
        .into()
}

fn cells_are_not_shown() -> Text {
    "REST never shows the content of a level: what you see when you open it again is the only proof.".into()
}

fn activity(active: bool) -> &'static str {
    if active { "active" } else { "inactive" }
}

fn strong(name: &LevelName) -> Text {
    Text::strong(name.as_str())
}
