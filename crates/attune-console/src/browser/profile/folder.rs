//! The folder itself: made, checked, and held by one run at a time.

use std::fs::{self, DirBuilder, File, TryLockError};
use std::io;
use std::path::{Component, Path, PathBuf};

use super::{ProfileError, refuse_default_profile};
use crate::browser::{BrowserError, System};

/// The file that a run holds while its browser lives.
const LOCK: &str = "attune.lock";

/// What a new profile starts with: the browser neither offers to store passwords nor fills forms, so that no secret that
/// attune types ends in the profile.
const PREFERENCES: &str = r#"{"credentials_enable_service":false,"autofill":{"profile_enabled":false},"profile":{"password_manager_enabled":false}}"#;

/// A profile folder that this run alone uses, until it is dropped.
#[derive(Debug)]
pub(in crate::browser) struct Profile {
    folder: PathBuf,
    _lock: File,
}

impl Profile {
    /// Makes `folder` where it is missing (for its owner only), refuses the `defaults` whatever links lead to them, and
    /// takes hold of it.
    pub(in crate::browser) fn take(
        folder: &Path,
        defaults: &[PathBuf],
    ) -> Result<Self, BrowserError> {
        let defaults: Vec<PathBuf> = defaults
            .iter()
            .flat_map(|default| [Some(default.clone()), resolved(default).ok()])
            .flatten()
            .collect();
        let check = |folder: &Path| -> Result<PathBuf, ProfileError> {
            let folder = resolved(folder)?;
            refuse_default_profile(System::current(), &folder, &defaults)?;
            Ok(folder)
        };
        // Once before anything is made in it, and once more when every link on the way exists.
        check(folder)?;
        make(folder).map_err(|error| ProfileError::Io {
            folder: folder.to_owned(),
            error,
        })?;
        let folder = check(folder)?;
        // Windows closes what lies below a user's own folders by inheritance.
        #[cfg(unix)]
        refuse_open(&folder)?;
        let io = |error| ProfileError::Io {
            folder: folder.clone(),
            error,
        };
        let own = folder.join(LOCK).exists();
        if !own && fs::read_dir(&folder).map_err(io)?.next().is_some() {
            return Err(ProfileError::Foreign(folder).into());
        }
        let lock = File::create(folder.join(LOCK)).map_err(io)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(BrowserError::ProfileInUse(folder)),
            Err(TryLockError::Error(error)) => return Err(io(error).into()),
        }
        prefer(&folder).map_err(io)?;
        Ok(Self {
            folder,
            _lock: lock,
        })
    }

    pub(in crate::browser) fn folder(&self) -> &Path {
        &self.folder
    }
}

/// `path` without links and `..`; what does not exist yet is kept as it is written.
fn resolved(path: &Path) -> Result<PathBuf, ProfileError> {
    let io = |error| ProfileError::Io {
        folder: path.to_owned(),
        error,
    };
    let absolute = std::path::absolute(path).map_err(io)?;
    for ancestor in absolute.ancestors() {
        if let Ok(real) = fs::canonicalize(ancestor) {
            let rest = absolute.strip_prefix(ancestor).unwrap_or(Path::new(""));
            if rest
                .components()
                .any(|part| matches!(part, Component::ParentDir))
            {
                break;
            }
            return Ok(real.join(rest));
        }
    }
    Err(ProfileError::Unresolved(path.to_owned()))
}

fn make(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Refuses a folder that others may enter.
#[cfg(unix)]
fn refuse_open(folder: &Path) -> Result<(), ProfileError> {
    use std::os::unix::fs::PermissionsExt as _;
    let facts = fs::metadata(folder).map_err(|error| ProfileError::Io {
        folder: folder.to_owned(),
        error,
    })?;
    let others = facts.permissions().mode() & 0o077;
    if others == 0 {
        return Ok(());
    }
    Err(ProfileError::Open(folder.to_owned()))
}

/// Writes the preferences of a profile that has none yet.
fn prefer(folder: &Path) -> io::Result<()> {
    let file = folder.join("Default").join("Preferences");
    if file.exists() {
        return Ok(());
    }
    make(&folder.join("Default"))?;
    fs::write(file, PREFERENCES)
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    fn refused(folder: &Path, defaults: &[PathBuf]) -> Option<BrowserError> {
        Profile::take(folder, defaults).err()
    }

    #[test]
    fn a_new_folder_is_its_owners_and_held_once() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("state/browser");
        let profile = Profile::take(&folder, &[]).expect("a profile");
        let mode = fs::metadata(profile.folder())
            .expect("it exists")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o700);
        assert!(matches!(
            refused(&folder, &[]),
            Some(BrowserError::ProfileInUse(_))
        ));
        drop(profile);
        assert!(Profile::take(&folder, &[]).is_ok());
    }

    #[test]
    fn a_link_to_a_default_profile_is_refused() {
        let root = tempfile::tempdir().expect("a folder");
        let default = root.path().join("chromium");
        fs::create_dir(&default).expect("a folder");
        symlink(&default, root.path().join("mine")).expect("a link");
        for folder in ["mine", "mine/new", "chromium/../mine", "."] {
            let error = refused(&root.path().join(folder), std::slice::from_ref(&default));
            assert!(
                matches!(
                    error,
                    Some(BrowserError::Profile(ProfileError::Default { .. }))
                ),
                "{folder}: {error:?}"
            );
        }
        assert_eq!(fs::read_dir(&default).expect("a folder").count(), 0);
    }

    #[test]
    fn a_default_profile_behind_a_link_is_refused() {
        let root = tempfile::tempdir().expect("a folder");
        let real = root.path().join("real");
        fs::create_dir(&real).expect("a folder");
        let default = root.path().join("chromium");
        symlink(&real, &default).expect("a link");
        assert!(matches!(
            refused(&real, &[default]),
            Some(BrowserError::Profile(ProfileError::Default { .. }))
        ));
    }

    #[test]
    fn a_folder_of_somebody_else_is_refused() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("brave");
        make(&folder.join("Default")).expect("a folder");
        assert!(matches!(
            refused(&folder, &[]),
            Some(BrowserError::Profile(ProfileError::Foreign(_)))
        ));
    }

    #[test]
    fn an_open_folder_and_a_way_up_through_nothing_are_refused() {
        let root = tempfile::tempdir().expect("a folder");
        let open = root.path().join("open");
        fs::create_dir(&open).expect("a folder");
        fs::set_permissions(&open, fs::Permissions::from_mode(0o755)).expect("rights");
        assert!(matches!(
            refused(&open, &[]),
            Some(BrowserError::Profile(ProfileError::Open(_)))
        ));
        assert!(matches!(
            refused(&root.path().join("nothing/../open"), &[]),
            Some(BrowserError::Profile(ProfileError::Unresolved(_)))
        ));
    }
}
