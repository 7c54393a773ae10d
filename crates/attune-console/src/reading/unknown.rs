//! What a page shows and attune does not know.

use attune_model::catalogue::Terms;
use attune_model::{CellId, CellValue};

use super::cells::is_known;
use super::value;
use crate::extract::{Anchor, Control};
use crate::locators::Locators;

/// A control that is in no table of attune's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// Where it stands.
    pub at: Anchor,
    /// What it holds; none where that is nothing a manifest could say.
    pub value: Option<CellValue>,
    /// How a manifest can name it under `extra`; none where its words do not do, are those of a known cell, or are those of
    /// another one that is not known.
    pub cell: Option<CellId>,
}

impl Unknown {
    /// A control of a form, which no manifest names.
    pub(super) fn of_form(control: &Control, locators: &Locators) -> Self {
        Self {
            at: control.at.clone(),
            value: value::of_unknown(&control.holds, locators),
            cell: None,
        }
    }
}

/// The controls of a level that the catalogue does not have.
pub(super) fn cells(controls: &[&Control], locators: &Locators, terms: &Terms) -> Vec<Unknown> {
    let ids: Vec<Option<CellId>> = controls
        .iter()
        .map(|control| {
            let at = &control.at;
            let column = Some(at.column.as_str()).filter(|column| !column.is_empty());
            let labels = [Some(at.section.as_str()), Some(at.row.as_str()), column];
            let fine = labels
                .iter()
                .flatten()
                .all(|it| !it.is_empty() && !it.contains('›'));
            (fine && !is_known(control, locators, terms))
                .then(|| CellId::extra(&at.section, &at.row, column))
        })
        .collect();
    let is_one = |id: &CellId| ids.iter().flatten().filter(|other| *other == id).count() == 1;
    controls
        .iter()
        .zip(&ids)
        .map(|(control, id)| Unknown {
            at: control.at.clone(),
            value: value::of_unknown(&control.holds, locators),
            cell: id.clone().filter(|id| is_one(id)),
        })
        .collect()
}
