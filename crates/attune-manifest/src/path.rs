//! Paths of files.

use std::path::{Component, Path, PathBuf};

/// The path without `.`, and without `x/..` where `x` is a name, so that one file has one path.
pub fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(plain.components().next_back(), Some(Component::Normal(_))) =>
            {
                plain.pop();
            }
            Component::ParentDir
            | Component::Normal(_)
            | Component::RootDir
            | Component::Prefix(_) => plain.push(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_file_has_one_path() {
        assert_eq!(plain(Path::new("a/./b/../c.json")), Path::new("a/c.json"));
        assert_eq!(plain(Path::new("../../c.json")), Path::new("../../c.json"));
        assert_eq!(plain(Path::new("/etc/../c.json")), Path::new("/c.json"));
    }
}
