//! Visits to the level editor.

use std::collections::BTreeMap;

use attune_model::catalogue::{CAN_LOGIN, system_level};
use attune_model::{CellChange, CellId, CellValue, FieldChange, LevelName, LevelRef};

use super::escape::escape;
use super::visit::{Row, Visit};
use super::{label, page};

const NAME: &str = "General Information > Name";
const ACTIVE: &str = "General Information > Active";
const COPIED: &str = "as copied";

/// Copies a level and names the copy.
pub(super) fn copy(
    base: &LevelRef,
    name: &LevelName,
    active: bool,
    cells: &BTreeMap<CellId, CellChange>,
) -> Visit {
    let mut rows = vec![
        Row::new(NAME, "Copy (1) of ...", bold(name)),
        Row::new(ACTIVE, COPIED, format!("**{}**", label::ticked(active))),
    ];
    rows.extend(cell_rows(cells));
    let mut limits = limits(cells);
    if system_level(base.name()).is_some_and(|level| level.api_only) {
        limits.push("A tenant has at most 50 custom API-only levels.".to_owned());
    }
    Visit {
        place: page::LEVELS,
        actions: vec![
            format!(
                "In the menu of {}, choose Copy Security Level. The copy exists at once, under a name like Copy (1) of it; \
                 if one was left from an earlier attempt, use that one.",
                label::level(base)
            ),
            "In the copy, set these values and leave all others as they are, then save.".to_owned(),
            reopen(),
        ],
        rows,
        limits,
        checks: vec![
            format!(
                "REST lists a level named {}, {}.",
                bold(name),
                activity(active)
            ),
            cells_are_not_shown(),
        ],
    }
}

/// Edits a custom level.
pub(super) fn edit(
    level: &LevelRef,
    rename: Option<&LevelName>,
    active: Option<&FieldChange>,
    cells: &BTreeMap<CellId, CellChange>,
    holders: usize,
) -> Visit {
    let mut rows = Vec::new();
    let mut checks = Vec::new();
    if let Some(name) = rename {
        rows.push(Row::new(NAME, escape(level.name().as_str()), bold(name)));
        checks.push(format!("REST lists the level as {}.", bold(name)));
    }
    if let Some(FieldChange { before, after }) = active {
        let after = format!("**{}**", label::field_value(after));
        rows.push(Row::new(ACTIVE, label::field_state(before), after));
        checks.push("REST reports whether the level is active.".to_owned());
    }
    rows.extend(cell_rows(cells));
    if !cells.is_empty() {
        checks.push(cells_are_not_shown());
    }
    let mut limits = limits(cells);
    limits.push("A level that came with the product opens read-only.".to_owned());
    Visit {
        place: page::LEVELS,
        actions: vec![
            format!(
                "Open {} for editing. People and API users that hold it, all affected: {holders}.",
                label::level(level)
            ),
            "Set these values and leave all others as they are, then save.".to_owned(),
            reopen(),
        ],
        rows,
        limits,
        checks,
    }
}

fn cell_rows(cells: &BTreeMap<CellId, CellChange>) -> Vec<Row> {
    let mut ordered: Vec<_> = cells.iter().collect();
    ordered.sort_by_key(|(id, _)| label::position(id));
    ordered
        .into_iter()
        .map(|(id, change)| label::cell_row(id, change))
        .collect()
}

fn limits(cells: &BTreeMap<CellId, CellChange>) -> Vec<String> {
    let mut limits = Vec::new();
    if !cells.is_empty() {
        limits.push(
            "What the level that it was once copied from cannot do, it cannot be given.".to_owned(),
        );
        limits.push("Some boxes, such as the view of internal costs, can only be ticked by someone who has them.".to_owned());
    }
    if cells.keys().any(|id| id.labels().is_some()) {
        limits.push(
            "Rows that attune does not know stand here by their labels: where the page shows none of that label, leave them out and \
             take them out of the manifest."
                .to_owned(),
        );
    }
    match cells.get(&CellId::new(CAN_LOGIN)).map(|change| &change.after) {
        Some(CellValue::Flag(false)) => limits.push(
            "Can login to Web Services API cannot be ticked again once it was saved without its tick.".to_owned(),
        ),
        Some(CellValue::Flag(true)) => limits.push(
            "Can login to Web Services API cannot be ticked where it was ever saved without its tick.".to_owned(),
        ),
        Some(CellValue::Number(_) | CellValue::Scope(_) | CellValue::Word(_)) | None => {}
    }
    limits
}

fn reopen() -> String {
    "Open it again and compare it with the table: a save can leave something out without a word."
        .to_owned()
}

fn cells_are_not_shown() -> String {
    "REST never shows the content of a level: what you see when you open it again is the only proof.".to_owned()
}

fn activity(active: bool) -> &'static str {
    if active { "active" } else { "inactive" }
}

fn bold(name: &LevelName) -> String {
    format!("**{}**", escape(name.as_str()))
}
