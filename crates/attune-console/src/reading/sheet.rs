//! The controls of a page by their words.

use std::collections::BTreeMap;

use super::PageError;
use crate::extract::Control;

/// Section, row and column.
type Key<'a> = (&'a str, &'a str, &'a str);

/// The controls of a page by section, row and column.
pub(super) struct Sheet<'a> {
    pub(super) controls: Vec<&'a Control>,
    by_words: BTreeMap<Key<'a>, Vec<usize>>,
}

impl<'a> Sheet<'a> {
    /// Takes controls. Those without any words of their own cannot be named and may be many.
    ///
    /// # Errors
    /// [`PageError::Ambiguous`] where two others have the same words and are of the same record.
    pub(super) fn of(controls: Vec<&'a Control>) -> Result<Self, PageError> {
        let mut by_place: BTreeMap<_, usize> = BTreeMap::new();
        for control in controls.iter().filter(|control| !control.at.row.is_empty()) {
            *by_place.entry((&control.at, &control.record)).or_default() += 1;
        }
        let twice: Vec<_> = by_place
            .into_iter()
            .filter(|(_, count)| *count > 1)
            .map(|((at, _), _)| at.clone())
            .collect();
        if !twice.is_empty() {
            return Err(PageError::Ambiguous(twice));
        }
        let mut by_words: BTreeMap<Key<'_>, Vec<usize>> = BTreeMap::new();
        for (index, control) in controls.iter().enumerate() {
            let at = &control.at;
            let key = (at.section.as_str(), at.row.as_str(), at.column.as_str());
            by_words.entry(key).or_default().push(index);
        }
        Ok(Self { controls, by_words })
    }

    /// The controls whose section, row and column are among these words, with their positions.
    pub(super) fn find(
        &self,
        sections: &[String],
        rows: &[String],
        columns: &[String],
    ) -> Vec<(usize, &'a Control)> {
        let mut found = Vec::new();
        for section in sections {
            for row in rows {
                for column in columns {
                    let key = (section.as_str(), row.as_str(), column.as_str());
                    let positions = self.by_words.get(&key).into_iter().flatten();
                    found.extend(
                        positions.filter_map(|position| {
                            Some((*position, *self.controls.get(*position)?))
                        }),
                    );
                }
            }
        }
        found
    }
}
