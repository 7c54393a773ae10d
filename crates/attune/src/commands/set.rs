//! `attune set`: changes one value of a manifest; comments and order stay.

use attune_manifest::Loader;
use attune_manifest::edit::{self, EditError};

use crate::cli::SetArgs;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::{clock, file, output};

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
        say_what_is_wrong(args, &edited);
    }
    Ok(Exit::Done)
}

/// The edit is made, whatever it means; what the manifest then lacks is said. A baseline alone is no manifest.
fn say_what_is_wrong(args: &SetArgs, text: &str) {
    if !text.lines().any(|line| line.starts_with("tenant:")) {
        return;
    }
    if let Err(error) = Loader::new(clock::today()).load(&args.file) {
        output::talk(&attune_manifest::render(
            error.diagnostics(),
            output::colour(),
        ));
        output::talk(&format!("warning: as it stands, {error}\n"));
    }
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
