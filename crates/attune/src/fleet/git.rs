//! What git says of files.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::error::CommandError;
use crate::git::{self, GitError};

/// The files that are not as they were in a commit, gone ones and such that git does not know yet too.
pub(crate) fn changed_since(
    folder: &Path,
    commit: &str,
) -> Result<BTreeSet<PathBuf>, CommandError> {
    // What begins with a hyphen would be an option.
    let commit = run(
        folder,
        [
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &format!("{commit}^{{commit}}"),
        ],
    )
    .map_err(|_| {
        CommandError::usage(
            format!("git knows no commit `{commit}` here"),
            "Name a commit, a branch or a tag. A shallow clone has few: fetch more of the history.",
        )
    })?;
    let root = PathBuf::from(run(folder, ["rev-parse", "--show-toplevel"])?.trim_end_matches('\n'));
    let commit = commit.trim();
    let diff = run(
        &root,
        ["diff", "--name-only", "--no-renames", "-z", commit, "--"],
    )?;
    let new = run(&root, ["ls-files", "--others", "--exclude-standard", "-z"])?;
    let names = diff.split('\0').chain(new.split('\0'));
    Ok(names
        .filter(|name| !name.is_empty())
        .map(|name| root.join(name))
        .collect())
}

/// What git prints.
fn run<const N: usize>(folder: &Path, arguments: [&str; N]) -> Result<String, CommandError> {
    git::run(folder, arguments).map_err(|error| {
        let hint = match error {
            GitError::NotStarted(_) => "Install git, or name the tenants yourself.",
            GitError::Refused(_) => "Run attune in the repository of the workspace.",
        };
        CommandError::state(error, hint)
    })
}
