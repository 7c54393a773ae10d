//! The editor of a person.

use attune_model::catalogue::Terms;
use attune_model::{Field, LevelName, ResourceId};

use super::level_name::level_name;
use super::only::only;
use super::{PageError, fingerprint, guard, value};
use crate::extract::{Anchor, Control, Extract};
use crate::locators::{Locators, PageKind};

/// What the editor of a person shows of what attune may set: the level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonReading {
    /// The person's number, where the address says.
    pub id: Option<ResourceId>,
    /// The name that the page says it is about.
    pub name: String,
    /// `Security Level`, where one is chosen.
    pub level: Option<LevelName>,
    /// Where that control stands.
    pub place: Anchor,
    /// A digest of the words of all controls, not of their values.
    pub fingerprint: String,
}

/// Reads the editor of a person.
///
/// # Errors
/// [`PageError`] where it is another page, or where it shows no level, or more than one.
pub fn read_person(extract: &Extract, locators: &Locators) -> Result<PersonReading, PageError> {
    let page = guard::expect(extract, locators, &[PageKind::Resource])?;
    let label = Field::UserType.label();
    let is_level =
        |(_, control): &(usize, &Control)| locators.is(&control.at.row, label, &Terms::default());
    let found = only(extract.controls.iter().enumerate().filter(is_level))?;
    let (_, control) = found.ok_or_else(|| PageError::Missing(label.to_owned()))?;
    Ok(PersonReading {
        id: guard::id(extract, locators, page).map(ResourceId),
        name: extract.about.clone(),
        level: value::text(&control.holds).map(|shown| level_name(shown, locators)),
        place: control.at.clone(),
        fingerprint: fingerprint::of(&extract.controls),
    })
}
