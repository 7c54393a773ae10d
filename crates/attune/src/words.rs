//! The words of the console's pages, as the command line has them.

use std::path::Path;

use attune_console::locators::{Locators, LocatorsError};

use crate::error::CommandError;

/// The languages whose words come with attune.
const LANGUAGES: [&str; 2] = ["en", "fr"];

/// All that there are, those of a file of the user's own first.
pub(crate) fn all(own: Option<&Path>) -> Result<Vec<Locators>, CommandError> {
    let mut all = Vec::new();
    if let Some(file) = own {
        all.push(of_file(file).map_err(|error| unusable(&error))?);
    }
    for language in LANGUAGES {
        all.push(Locators::load(language, None).map_err(|error| unusable(&error))?);
    }
    Ok(all)
}

/// Those of a file, whichever language it is about.
fn of_file(file: &Path) -> Result<Locators, LocatorsError> {
    match Locators::load("en", Some(file)) {
        Err(LocatorsError::OtherLanguage {
            file: _,
            found,
            expected: _,
        }) => Locators::load(&found, Some(file)),
        other => other,
    }
}

fn unusable(error: &LocatorsError) -> CommandError {
    CommandError::usage(error.to_string(), "Correct the file of --locators.")
}
