//! Which commit a run worked with.

use std::path::Path;

use attune_report::run::RunCommitV1;

use crate::git;

/// The commit that is checked out where a file or folder lies; nothing where that is in no repository, or git is not to be had.
pub(super) fn at(path: &Path) -> Option<RunCommitV1> {
    let folder = if path.is_dir() {
        path
    } else {
        path.parent().unwrap_or(Path::new(""))
    };
    let id = git::run(
        folder,
        ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"],
    )
    .ok()?;
    let id = id.trim();
    let changed = git::run(
        folder,
        ["diff", "--name-only", "--no-renames", "-z", id, "--"],
    );
    Some(RunCommitV1 {
        id: id.to_owned(),
        dirty: changed.ok().map(|names| !names.is_empty()),
    })
}
