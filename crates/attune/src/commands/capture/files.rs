//! The files that an operator hands over.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use attune_console::extract::{Extract, ExtractError};

use crate::error::CommandError;

/// A file and what it holds, or why that is no extract.
pub(super) struct Handed {
    /// What it is called in messages.
    pub(super) name: String,
    pub(super) extract: Result<Extract, String>,
}

/// How saved pages are called, whatever they begin with.
const SAVED_PAGES: [&str; 4] = ["html", "htm", "mht", "mhtml"];

/// Reads files, the files of folders, and standard input for `-`.
pub(super) fn read(from: &[PathBuf]) -> Result<Vec<Handed>, CommandError> {
    let mut handed = Vec::new();
    for path in from {
        if path.as_os_str() == "-" {
            handed.push(Handed {
                name: "stdin".to_owned(),
                extract: parse(io::stdin().lock()),
            });
        } else if path.is_dir() {
            let files = files_in(path).map_err(|cause| unreadable(path, &cause))?;
            if files.is_empty() {
                return Err(CommandError::usage(
                    format!("{} has no files", path.display()),
                    "Save there what the script of `attune capture --snippet` copies.",
                ));
            }
            handed.extend(files.iter().map(|file| of_file(file)));
        } else {
            handed.push(of_file(path));
        }
    }
    Ok(handed)
}

fn unreadable(path: &Path, cause: &io::Error) -> CommandError {
    CommandError::usage(
        format!("cannot read {}: {cause}", path.display()),
        "Check the path and who may read the folder.",
    )
}

/// The files of a folder, sorted; hidden ones and folders are left out.
fn files_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if !hidden && entry.path().is_file() {
            files.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
}

fn of_file(path: &Path) -> Handed {
    let end = path.extension().map(OsStr::to_ascii_lowercase);
    let saved = end.is_some_and(|end| SAVED_PAGES.iter().any(|known| end == *known));
    let extract = match File::open(path) {
        _ if saved => Err(why(&ExtractError::SavedPage)),
        Ok(file) => parse(file),
        Err(cause) => Err(format!("it cannot be read: {cause}")),
    };
    Handed {
        name: path.display().to_string(),
        extract,
    }
}

fn parse(source: impl Read) -> Result<Extract, String> {
    // One byte more than there may be shows that there are too many.
    let limit = u64::try_from(Extract::MAX_BYTES + 1).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    source
        .take(limit)
        .read_to_end(&mut bytes)
        .map_err(|cause| format!("it cannot be read: {cause}"))?;
    if bytes.len() > Extract::MAX_BYTES {
        return Err(format!(
            "it is larger than {} MB, and no page is",
            Extract::MAX_BYTES >> 20
        ));
    }
    let text = String::from_utf8(bytes)
        .map_err(|_| "it is not written in UTF-8; save it again as UTF-8".to_owned())?;
    Extract::parse(&text).map_err(|error| why(&error))
}

fn why(error: &ExtractError) -> String {
    match error {
        ExtractError::SavedPage => {
            format!("{error}; paste the script of `attune capture --snippet` on the page instead")
        }
        ExtractError::Empty | ExtractError::TooLarge { .. } | ExtractError::Shape { .. } => {
            error.to_string()
        }
    }
}
