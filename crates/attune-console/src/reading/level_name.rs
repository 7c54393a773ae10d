//! The names of levels as pages show them.

use attune_model::LevelName;
use attune_model::catalogue::{SYSTEM_LEVELS, Terms};

use crate::locators::Locators;
use crate::locators::known::API_ONLY;

/// A level's name as REST has it: without the mark that lists add, and system levels in English.
pub fn level_name(shown: &str, locators: &Locators) -> LevelName {
    let marks = locators.words(API_ONLY, &Terms::default());
    let mut bare = marks
        .iter()
        .filter_map(|mark| shown.strip_suffix(mark.as_str()));
    let bare = bare.next().unwrap_or(shown);
    let system = SYSTEM_LEVELS
        .iter()
        .find(|level| locators.is(bare, level.name, &Terms::default()));
    LevelName::new(system.map_or(bare, |level| level.name))
}
