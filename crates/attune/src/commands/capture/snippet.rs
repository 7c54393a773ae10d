//! `attune capture --snippet`: the script for a browser's developer tools.

use std::path::Path;

use attune_console::extract::snippet;
use attune_console::locators::{Locators, LocatorsError};

use crate::cli::CaptureArgs;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::output;

/// Languages whose words come with attune.
const LANGUAGES: [&str; 2] = ["en", "fr"];

pub(super) fn run(args: &CaptureArgs) -> Result<Exit, CommandError> {
    let mut all = Vec::new();
    if let Some(file) = &args.browser.locators {
        all.push(own(file).map_err(|error| unusable(&error))?);
    }
    for language in LANGUAGES {
        all.push(Locators::load(language, None).map_err(|error| unusable(&error))?);
    }
    output::result(&snippet(&all))?;
    Ok(Exit::Done)
}

/// The locators of a file, whichever language it is about.
fn own(file: &Path) -> Result<Locators, LocatorsError> {
    match Locators::load(LANGUAGES[0], Some(file)) {
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
