//! Why a folder cannot be a profile.

use std::io;
use std::path::PathBuf;

/// A folder that is not taken as profile.
#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    /// It is the default profile of a browser, lies in one, or contains one.
    #[error(
        "{} is or touches the profile that a browser uses by default ({}): name a folder of its own", folder.display(), default.display()
    )]
    Default {
        /// The folder that was given.
        folder: PathBuf,
        /// The default profile.
        default: PathBuf,
    },
    /// It holds things, and attune did not make it: another browser's profile, or no profile at all.
    #[error("{} is not empty and was not made by attune: name another folder", .0.display())]
    Foreign(PathBuf),
    /// The path leads upwards through folders that do not exist.
    #[error("{} cannot be resolved: write it without `..`", .0.display())]
    Unresolved(PathBuf),
    /// Other users may look into it.
    #[error("{} is open to other users: take their rights away (chmod 700)", .0.display())]
    Open(PathBuf),
    /// The operating system refuses.
    #[error("{}: {error}", folder.display())]
    Io {
        /// The folder.
        folder: PathBuf,
        /// What it says.
        error: io::Error,
    },
}
