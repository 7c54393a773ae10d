//! `attune capture --snippet`: the script for a browser's developer tools.

use attune_console::extract::snippet;

use crate::cli::CaptureArgs;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::{output, words};

pub(super) fn run(args: &CaptureArgs) -> Result<Exit, CommandError> {
    let locators = words::all(args.browser.locators.as_deref())?;
    output::result(&snippet(&locators))?;
    Ok(Exit::Done)
}
