//! `attune set`: changes one value of a manifest; comments and order stay.

use attune_manifest::edit::{self, EditError};

use crate::cli::SetArgs;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::{file, output};

pub(crate) fn run(args: &SetArgs) -> Result<Exit, CommandError> {
    let text = file::read(&args.file)?;
    let edited = match &args.value {
        Some(value) => edit::set(&text, &args.place, value),
        None => edit::remove(&text, &args.place),
    };
    let edited = edited.map_err(|error| refused(args, &error))?;
    let name = args.file.display();
    if edited == text {
        output::result(&format!("{name} says so already.\n"))?;
    } else {
        file::replace(&args.file, &edited)?;
        output::result(&format!("{name} is changed at {}.\n", args.place))?;
    }
    Ok(Exit::Done)
}

fn refused(args: &SetArgs, error: &EditError) -> CommandError {
    let refusal = error.refusal();
    match error {
        EditError::File(_) | EditError::Place(_) => CommandError::findings(
            format!("{} is left as it is", args.file.display()),
            vec![refusal.diagnostic(&args.file.display().to_string())],
        ),
        EditError::Path(_) | EditError::Value(_) => {
            CommandError::usage(error.to_string(), refusal.help())
        }
    }
}
