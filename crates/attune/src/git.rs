//! What git knows; its program is asked.

use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::process::Command;

use thiserror::Error;

use crate::environment;

/// Why git does not answer.
#[derive(Debug, Error)]
pub(crate) enum GitError {
    /// Its program is not to be had.
    #[error("git cannot be started")]
    NotStarted(#[source] io::Error),
    /// It refuses, with these words.
    #[error("git does not answer: {0}")]
    Refused(String),
}

/// What git prints in a folder.
pub(crate) fn run<S: AsRef<OsStr>>(
    folder: &Path,
    arguments: impl IntoIterator<Item = S>,
) -> Result<String, GitError> {
    let printed = bytes(folder, arguments)?;
    Ok(String::from_utf8_lossy(&printed).into_owned())
}

/// The bytes that git prints in a folder.
pub(crate) fn bytes<S: AsRef<OsStr>>(
    folder: &Path,
    arguments: impl IntoIterator<Item = S>,
) -> Result<Vec<u8>, GitError> {
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let mut command = Command::new("git");
    // No program that the repository's own settings name is run.
    command.args(["-c", "core.fsmonitor=false"]);
    command.arg("-C").arg(folder).args(arguments);
    // It gets nothing that attune signs in with.
    command.env_clear().envs(environment::of_git());
    // What it says is read.
    command.env("LC_ALL", "C");
    let ran = command.output().map_err(GitError::NotStarted)?;
    if ran.status.success() {
        return Ok(ran.stdout);
    }
    let said = String::from_utf8_lossy(&ran.stderr);
    Err(GitError::Refused(said.trim().to_owned()))
}
