//! Compares what a page shows after saving with what was to be saved.

use attune_model::{CellValue, LevelEdit};

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
            Some(shown) if is_same(shown, wanted) => {}
            Some(shown) => missing.push(format!("{cell} is {shown}, not {wanted}")),
            None => missing.push(format!("{cell} is not on the page")),
        }
    }
    missing
}

/// Whether two values mean the same: a word that names a reach may have been read as either.
pub(crate) fn is_same(one: &CellValue, other: &CellValue) -> bool {
    match (one, other) {
        (CellValue::Scope(scope), CellValue::Word(word))
        | (CellValue::Word(word), CellValue::Scope(scope)) => scope.label() == word,
        _ => one == other,
    }
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use attune_model::{CellId, LevelName, Scope};

    use super::*;

    #[test]
    fn a_word_and_a_reach_of_the_same_label_are_the_same() {
        let view = CellId::extra("Service Desk", "Change Requests", Some("View"));
        let shows = |value| LevelContent {
            name: LevelName::new("Tasky API"),
            active: true,
            api_only: true,
            cells: BTreeMap::from([(view.clone(), value)]),
        };
        let word = |word: &str| CellValue::Word(word.to_owned());
        let edit = LevelEdit {
            name: None,
            active: None,
            cells: BTreeMap::from([(view.clone(), word("My Territories"))]),
        };
        let none: [&str; 0] = [];
        assert_eq!(
            missing(&shows(CellValue::Scope(Scope::MyTerritories)), &edit),
            none
        );
        assert_eq!(missing(&shows(word("My Territories")), &edit), none);
        assert_eq!(
            missing(&shows(word("Mine")), &edit),
            ["extra.Service Desk › Change Requests › View is Mine, not My Territories"]
        );
    }
}
