//! Paths as a saved plan has them: seen from its own folder, so that file and manifest can move together.

use std::path::{Component, Path, PathBuf};

use crate::error::CommandError;

/// The folder of a file.
pub(super) fn of(file: &Path) -> &Path {
    file.parent().unwrap_or(Path::new(""))
}

/// `path` seen from `folder`; whole where they have no folder in common.
pub(super) fn seen_from(folder: &Path, path: &Path) -> Result<PathBuf, CommandError> {
    let (folder, path) = (whole(folder)?, whole(path)?);
    let common = folder
        .components()
        .zip(path.components())
        .take_while(|(one, other)| one == other)
        .count();
    if common == 0 {
        return Ok(path);
    }
    let up = folder
        .components()
        .skip(common)
        .map(|_| Component::ParentDir);
    Ok(up.chain(path.components().skip(common)).collect())
}

/// What a file in `folder` sees as `path`, without detours.
pub(super) fn joined(folder: &Path, path: &Path) -> PathBuf {
    let mut joined = folder.to_owned();
    for part in path.components() {
        let is_named = matches!(joined.components().next_back(), Some(Component::Normal(_)));
        if part == Component::ParentDir && is_named {
            joined.pop();
        } else {
            joined.push(part);
        }
    }
    joined
}

/// Without `.` and `..`; links are left as they are.
fn whole(path: &Path) -> Result<PathBuf, CommandError> {
    let here = if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    };
    let absolute = std::path::absolute(here).map_err(|cause| {
        let error = anyhow::Error::from(cause).context(path.display().to_string());
        CommandError::state(error, "Check the path.")
    })?;
    let mut plain = PathBuf::new();
    for part in absolute.components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            Component::CurDir => {}
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => plain.push(part),
        }
    }
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_detour_is_left_out() {
        let cases = [
            (".attune", "..", ""),
            ("a/.attune", "../b", "a/b"),
            ("", "../b", "../b"),
            ("..", "../b", "../../b"),
            ("a", "/srv", "/srv"),
        ];
        for (folder, path, is) in cases {
            let joined = joined(Path::new(folder), Path::new(path));
            assert_eq!(joined, PathBuf::from(is), "{path} in {folder}");
        }
    }

    #[test]
    fn a_path_is_seen_from_a_folder() {
        let cases = [
            ("/srv/plans", "/srv/tenants/contoso", "../tenants/contoso"),
            ("/srv", "/srv/.attune", ".attune"),
            ("/srv/a", "/srv/a", ""),
            ("/srv/a/b", "/srv/./x/../a", ".."),
        ];
        for (folder, path, seen) in cases {
            let found = seen_from(Path::new(folder), Path::new(path)).unwrap();
            assert_eq!(found, PathBuf::from(seen), "{path} from {folder}");
        }
    }
}
