//! Compares what a page shows after saving with what was to be saved.

use attune_model::LevelEdit;

use crate::executor::Stop;
use crate::ports::LevelContent;

/// What of `edit` the page does not show, one line each.
pub(super) fn missing(content: &LevelContent, edit: &LevelEdit) -> Vec<String> {
    let LevelEdit {
        name,
        active,
        cells,
    } = edit;
    let mut missing = Vec::new();
    if let Some(name) = name
        && content.name != *name
    {
        missing.push(format!("the name is \"{}\"", content.name));
    }
    if let Some(active) = active
        && content.active != *active
    {
        missing.push(format!(
            "\"Active\" is {}",
            if content.active { "on" } else { "off" }
        ));
    }
    for (cell, wanted) in cells {
        match content.cells.get(cell) {
            Some(shown) if shown == wanted => {}
            Some(shown) => missing.push(format!("{cell} is {shown}, not {wanted}")),
            None => missing.push(format!("{cell} is not on the page")),
        }
    }
    missing
}

/// An error where something is missing.
pub(super) fn require(content: &LevelContent, edit: &LevelEdit) -> Result<(), Stop> {
    let missing = missing(content, edit);
    if missing.is_empty() {
        Ok(())
    } else {
        Err(Stop::Failed(format!(
            "after saving, the page shows otherwise: {}",
            missing.join("; ")
        )))
    }
}

/// `the value`, `all 3 values`.
pub(super) fn values(count: usize) -> String {
    match count {
        1 => "the value".to_owned(),
        count => format!("all {count} values"),
    }
}
