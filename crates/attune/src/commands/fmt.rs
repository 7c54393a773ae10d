//! `attune fmt`: gives files one layout; comments stay.

use std::path::{Path, PathBuf};

use attune_manifest::format::{FormatError, format};

use crate::cli::FmtArgs;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::{file, output};

pub(crate) fn run(args: &FmtArgs) -> Result<Exit, CommandError> {
    let mut exit = Exit::Done;
    let mut changed = Vec::new();
    for path in files(&args.files)? {
        let text = file::read(&path)?;
        match format(&text) {
            Ok(laid_out) if laid_out == text => {}
            Ok(laid_out) => {
                if !args.check {
                    file::replace(&path, &laid_out)?;
                }
                changed.push(path);
            }
            Err(error) => {
                super::talk_error(&refused(&path, &error));
                exit = Exit::Error;
            }
        }
    }
    for path in &changed {
        let word = if args.check {
            "would change"
        } else {
            "changed"
        };
        output::result(&format!("{word} {}\n", path.display()))?;
    }
    if args.check && !changed.is_empty() {
        exit = Exit::Error;
    }
    Ok(exit)
}

/// The files, with folders as the YAML files that they hold.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, CommandError> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            files.extend(file::yaml_in(path)?);
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

fn refused(path: &Path, error: &FormatError) -> CommandError {
    match error {
        FormatError::Refused(refusal) => CommandError::findings(
            format!("{} is left as it is", path.display()),
            vec![refusal.diagnostic(&path.display().to_string())],
        ),
        FormatError::Internal => CommandError::state(
            anyhow::anyhow!("{}: {error}", path.display()),
            "Please report it with the file.",
        ),
    }
}
